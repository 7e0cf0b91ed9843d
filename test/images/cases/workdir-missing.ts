import { configured, gone, serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('workdir-missing', {
  'a folder that WORKDIR creates': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
RUN mkdir -p /srv/app
WORKDIR /srv/app
CMD ["python3"]
`,
    alike: {},
    runs: ['pwd'],
  },
  'a relative folder': {
    before: `FROM python:3.13-slim-trixie
WORKDIR srv/app
CMD ["python3"]
`,
    alike: {},
    runs: ['pwd'],
  },
  'no WORKDIR at all': {
    before: `FROM python:3.13-slim-trixie
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    claims: [gone('/manage.py'), configured('workdir', '/app'), serves()],
  },
});
