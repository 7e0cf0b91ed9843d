import rule from '../../../server/src/engine/rules/correctness/start-command-missing.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';
const INSTALL = 'COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n';
const BODY = `${FROM}WORKDIR /app\n${INSTALL}COPY . .\n`;
const MARKED = BODY.replace('python:3.14-slim-trixie', '«python:3.14-slim-trixie»');
const WSGI = 'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n';
const files = { 'manage.py': '', 'config/wsgi.py': WSGI, 'requirements.txt': 'django\ngunicorn==23.0\n' };
const beside = (...more: readonly string[]) => ({
  code: BODY,
  files: { ...files, ...Object.fromEntries(more.map((path) => [path, ''])) },
});

testRule(rule, {
  valid: {
    'a CMD': { code: `${BODY}CMD ["gunicorn", "config.wsgi"]\n`, files },
    'an ENTRYPOINT': { code: `${BODY}ENTRYPOINT ["/app/start.sh"]\n`, files },
    'inherited from another stage': {
      code: `FROM python:3.14-slim AS first\nCMD ["gunicorn", "config.wsgi"]\nFROM first\nWORKDIR /app\nCOPY . .\n`,
      files,
    },
    'a file of which nothing is known': BODY,
    'compose gives the command': beside('docker-compose.prod.yml'),
    'compose by its new name': beside('deploy/compose.yaml'),
    'Kubernetes gives the command': beside('k8s/web.yaml'),
    'Helm, Terraform, Fly': beside('chart/Chart.yaml', 'main.tf', 'fly.toml'),
    'another Dockerfile may be built on it': beside('docker/worker.Dockerfile'),
    'a development container': beside('.devcontainer/devcontainer.json'),
    'the context is not the whole workspace': {
      code: BODY,
      path: 'web/Dockerfile',
      files: Object.fromEntries(Object.entries(files).map(([path, text]) => [`web/${path}`, text])),
    },
    'an image for others, by its file': { code: BODY, path: 'Dockerfile-base', files },
    'an image for others, by its stage': { code: BODY.replace('trixie\n', 'trixie AS app-base\n'), files },
    'a file for development': { code: BODY, path: 'dev.Dockerfile', files },
    'an image with a start of its own': {
      code: BODY.replace('python:3.14-slim-trixie', 'example.com/django:1'),
      files,
    },
    'an image without the project': { code: `${FROM}WORKDIR /app\n${INSTALL}`, files },
    'the last stage is of something else': {
      code: `${BODY}FROM nginx:1.29\nCOPY static /usr/share/nginx/html\n`,
      files: { ...files, 'static/a.css': '' },
    },
  },
  invalid: {
    'nothing starts': {
      code: MARKED,
      files,
      message: 'No CMD and no ENTRYPOINT: the container starts the prompt of Python and ends at once',
      title: 'Start the server with gunicorn',
      fixed: `${BODY}CMD ["gunicorn", "config.wsgi:application", "--bind=0.0.0.0:8000", "--worker-tmp-dir=/dev/shm", "--access-logfile=-"]\n`,
    },
    'a Procfile proves nothing': {
      code: MARKED,
      files: { ...files, Procfile: 'web: gunicorn config.wsgi\n' },
    },
    'gunicorn by name': {
      code: `FROM «python:3.14-slim-trixie»\nWORKDIR /app\nRUN pip install --no-cache-dir django gunicorn\nCOPY . .\nUSER 10001`,
      files,
      fixed: `${FROM}WORKDIR /app\nRUN pip install --no-cache-dir django gunicorn\nCOPY . .\nUSER 10001\nCMD ["gunicorn", "config.wsgi:application", "--bind=0.0.0.0:8000", "--worker-tmp-dir=/dev/shm", "--access-logfile=-"]`,
    },
    'no server is installed': {
      code: MARKED,
      files: { ...files, 'requirements.txt': 'django\n' },
      fixed: null,
    },
    'two modules that serve': { code: MARKED, files: { ...files, 'other/wsgi.py': '' }, fixed: null },
    'the project lies elsewhere': {
      code: MARKED.replace('COPY . .', 'COPY . /srv'),
      files,
      fixed: null,
    },
    'the last of several stages': {
      code: `FROM python:3.14-slim AS build\nRUN pip wheel -w /wheels django\nFROM «python:3.14-slim»\nWORKDIR /app\nCOPY --from=build /wheels /wheels\nCOPY . .\n`,
      files,
      fixed: null,
    },
  },
});
