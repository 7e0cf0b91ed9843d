import { prints } from '../../../scripts/images/cases/claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

const settings = (line: string): string => `import os

${line}
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
INSTALLED_APPS = []
MIDDLEWARE = []
ROOT_URLCONF = "config.urls"
`;

const DEBUG =
  'DJANGO_SETTINGS_MODULE=config.settings python -c "from django.conf import settings; print(bool(settings.DEBUG))"';

export default imageCases('settings-env-bugs', {
  'the text False': {
    quick: true,
    files: { 'config/settings.py': settings('SECRET_KEY = "x"\nDEBUG = bool(os.environ.get("DEBUG", default=0))') },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
ENV DEBUG=False
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    alike: { files: ['/app/config/settings.py'] },
    claims: [prints(DEBUG, 'False', 'True'), prints(`DEBUG=1 ${DEBUG}`, 'True', 'True')],
  },
  'a default of False': {
    files: { 'config/settings.py': settings('SECRET_KEY = "x"\nDEBUG = os.getenv("DEBUG", "False")') },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    alike: { files: ['/app/config/settings.py'] },
    claims: [prints(DEBUG, 'False', 'True'), prints(`DEBUG=true ${DEBUG}`, 'True', 'True')],
  },
  'a variable under nearly its name': {
    files: {
      'config/settings.py': settings('SECRET_KEY = os.environ["SECRET_KEY"]'),
      'compose.yaml': 'services:\n  web:\n    build: .\n',
    },
    before: `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
ENV DJANGO_SECRET_KEY=placeholder
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    mends: { at: 'start', message: /KeyError: 'SECRET_KEY'/ },
  },
});
