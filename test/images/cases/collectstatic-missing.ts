import { imageCases } from '../../../scripts/images/cases/types.ts';

const BEFORE = `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi"]
`;

const settings = (lines: string): string => `import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = False
INSTALLED_APPS = ["django.contrib.staticfiles"]
ROOT_URLCONF = "config.urls"
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "config" / "static"]
${lines}`;

export default imageCases('collectstatic-missing', {
  'a folder that stays empty': {
    quick: true,
    before: BEFORE,
    mends: { at: { run: 'cat staticfiles/site.css' }, message: /No such file/ },
  },
  'a manifest that nobody writes, and settings that need variables': {
    files: {
      'config/settings.py': settings(`SECRET_KEY = os.environ["SECRET_KEY"]
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
`),
    },
    before: BEFORE,
    mends: {
      at: {
        run: `SECRET_KEY=x python manage.py shell -c 'from django.templatetags.static import static; print(static("site.css"))'`,
      },
      message: /Missing staticfiles manifest entry for 'site\.css'/,
    },
    runs: ['ls staticfiles/site.*.css'],
  },
});
