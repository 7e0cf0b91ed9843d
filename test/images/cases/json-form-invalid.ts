import { configured } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('json-form-invalid', {
  'single quotes': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ['gunicorn', 'config.wsgi:application']
`,
    mends: { at: 'start', message: /not found/ },
  },
  'the name of a volume': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
VOLUME ['/data']
CMD ["python3"]
`,
    runs: [],
    claims: [configured('volumes', '/data')],
  },
  'a RUN': {
    before: `FROM python:3.13-slim-trixie
RUN ['python3', '-m', 'venv', '/opt/venv']
CMD ["python3"]
`,
    mends: { at: 'build', message: /not found/ },
    runs: ['/opt/venv/bin/pip --version'],
  },
});
