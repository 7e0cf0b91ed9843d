import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('requirements-not-copied', {
  'nothing is copied': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    mends: { at: 'build', message: /Could not open requirements file/ },
    claims: [serves()],
  },
  'an included file is missing': {
    files: {
      'requirements/base.txt': 'Django==5.2.17\n',
      'requirements/prod.txt': '-r base.txt\ngunicorn==26.2.0\nwhitenoise==6.12.0\n',
    },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements/prod.txt ./requirements/
RUN pip install --no-cache-dir -r requirements/prod.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    mends: { at: 'build', message: /Could not open requirements file.*base\.txt/ },
    claims: [serves()],
  },
});
