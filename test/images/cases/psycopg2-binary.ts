import { prints } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

export default imageCases('psycopg2-binary', {
  'named in the install': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
RUN pip install --no-cache-dir Django==5.2.17 gunicorn==26.2.0 whitenoise==6.12.0 psycopg2-binary
COPY . .
CMD ["gunicorn", "config.wsgi"]
`,
    alike: { files: ['/usr/local/lib/python3.13/site-packages'] },
    runs: ['DATABASE_HOST=db python manage.py check'],
    claims: [
      prints(
        `DJANGO_SETTINGS_MODULE=config.settings DATABASE_HOST=db python -c 'from django.db.backends.postgresql.psycopg_any import is_psycopg3; print(is_psycopg3)'`,
        'True',
      ),
    ],
  },
});
