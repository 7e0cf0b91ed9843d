import { gone, serves } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

const BEFORE = `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`;
const SETTINGS = 'DATABASE_PASSWORD=k9v2-xw8z-q1r7-m4t0\n';

export default imageCases('dotenv-in-context', {
  'an environment file, and a template that stays': {
    quick: true,
    files: { '.env': SETTINGS, '.env.example': 'DATABASE_PASSWORD=\n', '.dockerignore': '.git\n' },
    before: BEFORE,
    alike: { files: ['/app'] },
    runs: ['python manage.py check', 'ls /app/.env.example'],
    claims: [gone('/app/.env'), serves()],
  },
  'one in a folder, and no ignore file': {
    files: { 'config/.env': SETTINGS },
    before: BEFORE,
    alike: { files: ['/app/.dockerignore', '/app/config'] },
    claims: [gone('/app/config/.env')],
  },
});
