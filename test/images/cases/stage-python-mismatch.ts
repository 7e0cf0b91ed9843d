import { serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('stage-python-mismatch', {
  'the path of another Python': {
    quick: true,
    before: `FROM python:3.13-slim-trixie AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=builder /usr/local/lib/python3.12/site-packages /usr/local/lib/python3.12/site-packages
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    mends: { at: 'build', message: /python3\.12/ },
    claims: [serves()],
  },
  'packages and programs copied by path': {
    before: `FROM python:3.13-slim-trixie AS builder
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=builder /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages
COPY --from=builder /usr/local/bin /usr/local/bin
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    // The packages move into an environment, which brings its own pip.
    alike: { files: ['/opt', '/usr/local'], config: ['env'] },
    runs: ['python manage.py check', 'pip freeze'],
    claims: [serves()],
  },
});
