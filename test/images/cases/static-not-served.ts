import { handsOut } from '../../../scripts/images/cases/server-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

const REQUIREMENTS = 'Django==5.2.17\ngunicorn==26.2.0\n';

const settings = (middleware: string): string => `from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "only-for-tests-of-images"
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
INSTALLED_APPS = ["django.contrib.staticfiles"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
${middleware}]
ROOT_URLCONF = "config.urls"
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "config" / "static"]
`;

export default imageCases('static-not-served', {
  'nothing hands them out': {
    quick: true,
    files: {
      'requirements.txt': REQUIREMENTS,
      'config/settings.py': settings('    "django.middleware.common.CommonMiddleware",\n'),
    },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN python manage.py collectstatic --noinput
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    claims: [handsOut('/static/site.css')],
  },
  'WhiteNoise is not installed': {
    files: {
      'requirements.txt': REQUIREMENTS,
      'config/settings.py': settings('    "whitenoise.middleware.WhiteNoiseMiddleware",\n'),
    },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    mends: { at: 'start', message: /No module named 'whitenoise'/ },
  },
});
