import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('copy-source-missing', {
  'a name that is nearly right': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirement.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY manage.py ./
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    mends: { at: 'build', message: /requirement\.txt/ },
    claims: [serves()],
  },
});
