import rule from '../../../server/src/engine/rules/stages/user-site-broken.ts';
import { testRule } from '../../support/rule-tester.ts';

const SLIM = 'FROM python:3.13-slim-trixie\n';
const FILE = 'COPY requirements.txt .\n';
const INSTALL = `${FILE}RUN pip install --no-cache-dir --user -r requirements.txt\n`;
const BUILDER = `FROM python:3.13-slim-trixie AS builder\n${INSTALL}\n`;
const COPY = 'COPY --from=builder /root/.local /root/.local\n';
const ON_PATH = 'ENV PATH=/root/.local/bin:$PATH\n';
const USER = 'RUN useradd -m app\nUSER app\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';

testRule(rule, {
  valid: {
    'on PATH, and root runs it': `${BUILDER}${SLIM}${COPY}${ON_PATH}${CMD}`,
    'on PATH by a variable': `${BUILDER}${SLIM}${COPY}ENV HOME=/root\nENV PATH="$HOME/.local/bin:$PATH"\n${CMD}`,
    'root starts python': `${BUILDER}${SLIM}${COPY}CMD ["python", "manage.py", "runserver"]\n`,
    'root starts it by its path': `${BUILDER}${SLIM}${COPY}CMD ["/root/.local/bin/gunicorn", "config.wsgi"]\n`,
    'the command sets PATH': `${BUILDER}${SLIM}${COPY}CMD PATH=/root/.local/bin:$PATH gunicorn config.wsgi\n`,
    'an entry script nobody reads, as root': `${BUILDER}${SLIM}${COPY}ENTRYPOINT ["/entrypoint.sh"]\n${CMD}`,
    'in the home of the user': `${BUILDER}${SLIM}RUN useradd -m app\nCOPY --from=builder --chown=app /root/.local /home/app/.local\nENV PATH=/home/app/.local/bin:$PATH\nUSER app\n${CMD}`,
    'laid over the Python of the image': `${BUILDER}${SLIM}COPY --from=builder /root/.local /usr/local\n${USER}${CMD}`,
    "root's home is opened": `${BUILDER}${SLIM}${COPY}${ON_PATH}RUN chmod 755 /root\n${USER}${CMD}`,
    'sudo is there': `${BUILDER}${SLIM}${COPY}${ON_PATH}RUN apt-get update && apt-get install -y sudo\n${USER}${CMD}`,
    'a user nobody knows': `${BUILDER}${SLIM}ARG WHO\n${COPY}${ON_PATH}USER $WHO\n${CMD}`,
    'root under another name': `${BUILDER}${SLIM}${COPY}${ON_PATH}USER 0:0\n${CMD}`,
    'the packages are in the image as well': `${BUILDER}${SLIM}${COPY}RUN pip install -r requirements.txt\n${USER}${CMD}`,
    'PYTHONPATH leads elsewhere': `${BUILDER}${SLIM}${COPY}ENV PYTHONPATH=/site\n${USER}${CMD}`,
    'PYTHONUSERBASE leads elsewhere': `${SLIM}ENV PYTHONUSERBASE=/opt/base PATH=/opt/base/bin:$PATH\n${INSTALL}${USER}${CMD}`,
    'only a tool': `${SLIM}RUN pip install --user poetry\n${USER}${CMD}`,
    'another environment has the application': `FROM python:3.13-slim AS builder\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install -r requirements.txt\nRUN pip install --user -r requirements.txt\n${SLIM}${COPY}COPY --from=builder /opt/venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH\n${USER}${CMD}`,
    'the builder is the only one with it': `${BUILDER}${SLIM}${CMD}`,
    'another user installs it': `${SLIM}${USER}${INSTALL}${CMD}`,
    'only in a branch': `${SLIM}ARG X\nRUN if [ "$X" ]; then pip install --user django; fi\n${CMD}`,
    'an unknown base': `FROM registry.example.com/app\n${INSTALL}${CMD}`,
    'an unknown base that may have a command': `${BUILDER}FROM nginx\n${COPY}`,
    'a cache mount': `${SLIM}RUN --mount=type=cache,target=/root pip install --user -r requirements.txt\n${CMD}`,
    'for development': `${BUILDER}FROM python:3.13-slim AS dev\n${COPY}${CMD}`,
  },
  invalid: {
    'not on PATH': {
      code: `${BUILDER}${SLIM}«COPY --from=builder /root/.local /root/.local»\n${CMD}`,
      message: 'gunicorn lies in /root/.local/bin, which is not on PATH: the container cannot start',
      related: ['"gunicorn"'],
      title: 'Put /root/.local/bin on PATH',
      fixed: `${BUILDER}${SLIM}${COPY}ENV PATH="/root/.local/bin:$PATH"\n${CMD}`,
    },
    'no command, as in many articles': {
      code: `FROM python:3.12-slim AS builder\nRUN pip install --no-cache-dir --user -r requirements.txt\nFROM python:3.12-slim\n«COPY --from=builder /root/.local /root/.local»\nCOPY . /app\n`,
      severity: 'warning',
      message: '/root/.local/bin is not on PATH: gunicorn, celery and django-admin are not found by their names',
      fixed: `FROM python:3.12-slim AS builder\nRUN pip install --no-cache-dir --user -r requirements.txt\nFROM python:3.12-slim\n${COPY}ENV PATH="/root/.local/bin:$PATH"\nCOPY . /app\n`,
    },
    'in the same stage': {
      code: `${SLIM}${FILE}RUN «pip install --user -r requirements.txt»\n${CMD}`,
      fixed: `${SLIM}${FILE}RUN pip install --user -r requirements.txt\nENV PATH="/root/.local/bin:$PATH"\n${CMD}`,
    },
    "in another user's home, and not on PATH": {
      code: `${BUILDER}${SLIM}RUN useradd -m app\n«COPY --from=builder /root/.local /home/app/.local»\nUSER app\n${CMD}`,
      fixed: `${BUILDER}${SLIM}RUN useradd -m app\nCOPY --from=builder /root/.local /home/app/.local\nENV PATH="/home/app/.local/bin:$PATH"\nUSER app\n${CMD}`,
    },
    'closed to the user of the app': {
      code: `${BUILDER}${SLIM}«COPY --from=builder --chown=app /root/.local /root/.local»\n${ON_PATH}${USER}${CMD}`,
      message: 'User app may not enter /root: no package in /root/.local is found, Django neither',
      related: ['USER app'],
      fix: 'review',
      title: 'Install into /opt/venv, which every user can read',
      fixed: `FROM python:3.13-slim-trixie AS builder\n${FILE}RUN python -m venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nRUN pip install --no-cache-dir -r requirements.txt\n\n${SLIM}COPY --from=builder --chown=app /opt/venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH\n${USER}${CMD}`,
    },
    'closed, and not on PATH either, whatever is started': {
      code: `${BUILDER}${SLIM}«COPY --from=builder /root/.local /root/.local»\n${USER}ENTRYPOINT ["/entrypoint.sh"]\n`,
      fix: 'review',
      fixed: `FROM python:3.13-slim-trixie AS builder\n${FILE}RUN python -m venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nRUN pip install --no-cache-dir -r requirements.txt\n\n${SLIM}COPY --from=builder /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n${USER}ENTRYPOINT ["/entrypoint.sh"]\n`,
    },
    'closed, in one stage': {
      code: `${SLIM}${ON_PATH}${FILE}RUN «pip install -r requirements.txt --user»\n${USER}${CMD}`,
      fix: 'review',
      fixed: `${SLIM}ENV PATH=/opt/venv/bin:$PATH\n${FILE}RUN python -m venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nRUN pip install -r requirements.txt\n${USER}${CMD}`,
    },
    'closed, and more speaks of the folder': {
      code: `${BUILDER}${SLIM}«COPY --from=builder /root/.local /root/.local»\nRUN chown -R app /root/.local\n${USER}${CMD}`,
      fixed: null,
    },
    'closed, and a variable says --user': {
      code: `${SLIM}ENV PIP_USER=1\n${FILE}RUN «pip install -r requirements.txt»\n${USER}${CMD}`,
      fixed: null,
    },
    'closed, and pip installs without it afterwards': {
      code: `${SLIM}RUN «pip install --user django»\nRUN pip install poetry\nUSER 1000\n${CMD}`,
      fixed: null,
    },
    "an environment in root's home": {
      code: `${SLIM}RUN «python -m venv /root/venv» && /root/venv/bin/pip install -r requirements.txt\nENV PATH=/root/venv/bin:$PATH\n${USER}${CMD}`,
      message: 'User app may not enter /root: no package in /root/venv is found, Django neither',
      fixed: null,
    },
  },
});
