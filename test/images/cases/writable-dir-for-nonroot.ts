import { imageCases } from '../../../scripts/images/cases/types.ts';

const MEDIA = `from config.settings import *

MEDIA_ROOT = BASE_DIR / "media"
`;

export default imageCases('writable-dir-for-nonroot', {
  'uploads of a user who is not root': {
    quick: true,
    files: { 'config/production.py': MEDIA },
    before: `FROM python:3.13-slim-trixie
ENV DJANGO_SETTINGS_MODULE=config.production
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN useradd --uid 10001 --create-home app
USER 10001
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    mends: {
      at: {
        run: `python3 -c "import django; django.setup(); from django.core.files.base import ContentFile; from django.core.files.storage import default_storage; print(default_storage.save('a.txt', ContentFile(b'a')))"`,
      },
      message: /PermissionError/,
    },
  },
});
