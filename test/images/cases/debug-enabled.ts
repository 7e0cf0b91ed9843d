import { prints } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

/** Whether the page for an address that is not there names the project's own code. */
const SHOWS_CODE = `DJANGO_SETTINGS_MODULE=config.settings python -c "
import django; django.setup()
from django.test import Client
print('config.urls' in Client(headers={'host': 'localhost'}).get('/missing/').content.decode())"`;

export default imageCases('debug-enabled', {
  'ENV turns it on': {
    quick: true,
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
ENV DEBUG=1
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    alike: { config: ['env'] },
    claims: [prints(SHOWS_CODE, 'False', 'True')],
  },
  'an argument of the build is handed on': {
    before: `FROM python:3.13-slim-trixie
ARG DEBUG=1
ENV DEBUG=$DEBUG
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    alike: { config: ['env'] },
    claims: [prints(SHOWS_CODE, 'False', 'True')],
  },
  'any text is true for the settings': {
    files: {
      'config/settings.py': `import os

SECRET_KEY = "only-for-tests-of-images"
DEBUG = bool(os.environ.get("DEBUG"))
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
INSTALLED_APPS = []
MIDDLEWARE = []
ROOT_URLCONF = "config.urls"
`,
    },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
ENV DEBUG=True
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    alike: { config: ['env'] },
    claims: [prints(SHOWS_CODE, 'False', 'True')],
  },
});
