import { answersInsteadOf } from '../../../scripts/images/cases/server-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

const REQUIREMENTS = `Django==5.2.17
gunicorn==26.2.0
psycopg[binary]==3.3.9
whitenoise==6.12.0
`;

const PIP = `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
`;

export default imageCases('server-interface-mismatch', {
  'gunicorn with asgi.py': {
    quick: true,
    before: `${PIP}CMD ["gunicorn", "config.asgi:application", "--bind=0.0.0.0:8000"]
`,
    alike: { config: ['cmd'] },
    claims: [answersInsteadOf(500)],
  },
  'gunicorn gets a worker class': {
    before: `${PIP}CMD ["gunicorn", "config.asgi:application", "--bind=0.0.0.0:8000"]
`,
    fix: 'Serve ASGI with the worker class asgi',
    alike: { config: ['cmd'] },
    claims: [answersInsteadOf(500)],
  },
  'uvicorn with wsgi.py': {
    files: { 'requirements.txt': `${REQUIREMENTS}uvicorn==0.54.0\n` },
    before: `${PIP}CMD ["uvicorn", "config.wsgi:application", "--host=0.0.0.0"]
`,
    alike: { config: ['cmd'] },
    claims: [answersInsteadOf(500)],
  },
  'granian is not told': {
    files: { 'requirements.txt': `${REQUIREMENTS}granian==2.8.9\n` },
    before: `${PIP}CMD ["granian", "config.asgi:application", "--host=0.0.0.0"]
`,
    alike: { config: ['cmd'] },
    claims: [answersInsteadOf(500)],
  },
});
