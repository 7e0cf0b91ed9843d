import { prints, serves } from '../../../scripts/images/cases/claims.ts';
import { logs } from '../../../scripts/images/cases/server-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('gunicorn-in-container', {
  'requests in the log': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi:application", "--bind=0.0.0.0:8000"]
`,
    alike: { config: ['cmd'] },
    claims: [logs('"GET / HTTP/1.1" 200', { only: 'after' })],
  },
  'the number of workers': {
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi", "--workers", "3", "--bind=0.0.0.0:8000", "--worker-tmp-dir=/dev/shm", "--access-logfile=-"]
`,
    alike: { config: ['cmd', 'env'] },
    claims: [prints('echo "$WEB_CONCURRENCY"', '3', ''), serves()],
  },
});
