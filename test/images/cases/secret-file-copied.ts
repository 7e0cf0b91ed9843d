import { gone } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('secret-file-copied', {
  'the environment file': {
    quick: true,
    files: { '.env': 'SECRET_KEY=k9!v2#xw8z-q1r7@m4t0_b6n3&h5j\n' },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY .env ./
COPY manage.py ./
COPY config ./config
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/app/.env'] },
    claims: [gone('/app/.env')],
  },
});
