import { keepsRunning } from '../../../scripts/images/cases/server-claims.ts';
import { imageCases } from '../../../scripts/images/cases/types.ts';

const PIP = `FROM python:3.13-slim-trixie
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
`;

export default imageCases('app-module-not-found', {
  'a folder with another name': {
    quick: true,
    before: `${PIP}COPY . .
CMD ["gunicorn", "confg.wsgi", "--bind=0.0.0.0:8000"]
`,
    mends: { at: 'start', message: /No module named 'confg'/ },
    claims: [keepsRunning(3)],
  },
  'a project in a folder of its own': {
    before: `${PIP}COPY . src
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    mends: { at: 'start', message: /No module named 'config'/ },
    claims: [keepsRunning(3)],
    runs: ['python src/manage.py check'],
  },
  'an attribute that the module does not have': {
    before: `${PIP}COPY . .
CMD ["gunicorn", "config.wsgi:app", "--bind=0.0.0.0:8000"]
`,
    mends: { at: 'start', message: /Failed to find attribute 'app' in 'config.wsgi'/ },
    claims: [keepsRunning(4)],
  },
  'manage.py in another folder': {
    before: `${PIP}COPY . src
CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]
`,
    mends: { at: 'start', message: /can't open file/ },
    claims: [keepsRunning(2)],
    runs: ['python src/manage.py check'],
  },
  'settings with another name': {
    files: { 'config/settings/__init__.py': '', 'config/settings/production.py': 'from config.base import *\n' },
    before: `${PIP}COPY . .
RUN mv config/settings.py config/base.py
ENV DJANGO_SETTINGS_MODULE=config.settings.prod
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]
`,
    mends: { at: 'start', message: /No module named 'config.settings.prod'/ },
    claims: [keepsRunning(3)],
  },
});
