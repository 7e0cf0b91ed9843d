import { imageCases } from '../../../scripts/images/cases/types.ts';

const FROM = `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
`;

const WSGI = `import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.production")

application = get_wsgi_application()
`;

export default imageCases('settings-mismatch', {
  'a manifest that only the server’s settings write': {
    quick: true,
    files: {
      'config/wsgi.py': WSGI,
      'config/production.py': `from .settings import *

SECRET_KEY = os.environ["SECRET_KEY"]
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
`,
    },
    before: `${FROM}RUN python manage.py collectstatic --noinput
CMD ["gunicorn", "config.wsgi"]
`,
    mends: {
      at: {
        run: `SECRET_KEY=x python -c 'import config.wsgi; from django.templatetags.static import static; print(static("site.css"))'`,
      },
      message: /Missing staticfiles manifest entry for 'site\.css'/,
    },
  },
});
