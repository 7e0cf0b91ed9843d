import { logs } from '../../../scripts/images/cases/server-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('dev-server', {
  'runserver as the command': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
ENV PYTHONUNBUFFERED=1
CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]
`,
    alike: { config: ['cmd'] },
    claims: [logs('Starting development server', { only: 'before' }), logs('Starting gunicorn', { only: 'after' })],
  },
  'manage.py in another folder': {
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . src
ENV PYTHONUNBUFFERED=1
CMD ["python", "src/manage.py", "runserver", "0.0.0.0:8000"]
`,
    alike: { config: ['cmd'] },
    runs: ['python src/manage.py check'],
    claims: [logs('Starting development server', { only: 'before' }), logs('Starting gunicorn', { only: 'after' })],
  },
});
