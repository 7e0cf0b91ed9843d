import rule from '../../../server/src/engine/rules/security/user-before-install.ts';
import { testRule } from '../../support/rule-tester.ts';

const SLIM = 'FROM python:3.13-slim-trixie\n';
const USER = 'RUN useradd --create-home --uid 10001 app\nUSER 10001\n';
const APT = 'RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n';
const DENIED = APT.replace('apt-get', '«apt-get»');
const PIP = 'RUN pip install --no-cache-dir gunicorn\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';

testRule(rule, {
  valid: {
    'root installs': `${SLIM}${APT}${PIP}${USER}${CMD}`,
    'root comes back': `${SLIM}${USER}USER root\n${APT}USER 10001\n${CMD}`,
    'root by its number': `${SLIM}${USER}USER 0:0\n${APT}${CMD}`,
    sudo: `${SLIM}${USER}RUN sudo apt-get install -y libpq5\n${CMD}`,
    'a user nobody knows': `${SLIM}ARG APP_USER\nUSER $APP_USER\n${APT}${CMD}`,
    'an image with a user of its own': `FROM registry.example.com/python:1\n${APT}${CMD}`,
    'an environment of the user': `${SLIM}${USER}RUN python -m venv /home/app/v\nENV PATH="/home/app/v/bin:$PATH"\n${PIP}${CMD}`,
    'pip is told where': `${SLIM}${USER}RUN pip install --user gunicorn && pip install --target /home/app/lib django\n${CMD}`,
    'the home is on PATH': `${SLIM}${USER}ENV PATH="/home/app/.local/bin:$PATH"\n${PIP}${CMD}`,
    'packages are found in the home, programs are not needed': `${SLIM}${USER}${PIP}CMD ["python", "-m", "gunicorn", "config.wsgi"]\n`,
    'the folder of packages is the user’s': `${SLIM}RUN useradd app && chown -R app /usr/local\nUSER app\n${PIP}${CMD}`,
    'a script may have given rights': `${SLIM}RUN useradd app && ./prepare.sh\nUSER app\n${APT}${CMD}`,
    'only listed': `${SLIM}${USER}RUN apt-get --simulate install libpq5 && apt list\n${CMD}`,
    'a folder of the user': `${SLIM}${USER}RUN mkdir -p /home/app/media\n${CMD}`,
    'a folder that is there': `${SLIM}RUN useradd app && install -d -o app /srv/app\nUSER app\nRUN mkdir -p /srv/app/media /srv/app\n${CMD}`,
    'a failure is expected': `${SLIM}${USER}RUN apt-get update || true\n${CMD}`,
    'the system of a uv that may write': `${SLIM}${USER}ENV PATH="/home/app/v/bin:$PATH"\nRUN uv pip install --system gunicorn\n${CMD}`,
  },
  invalid: {
    'apt as the user': {
      code: `${SLIM}${USER}${DENIED}${CMD}`,
      message: 'apt-get runs as 10001, which may not do that: the build stops with permission denied',
      related: ['USER 10001'],
      title: 'Move USER behind what needs root',
      fixed: `${SLIM}${USER.replace('USER 10001\n', '')}${APT}USER 10001\n${CMD}`,
    },
    'behind the last of several, with its comment': {
      code: `${SLIM}RUN useradd app\n# nobody else\nUSER app\nWORKDIR /app\n${DENIED}COPY . .\nRUN useradd worker\nRUN python manage.py check\n${CMD}`,
      fixed: `${SLIM}RUN useradd app\nWORKDIR /app\n${APT}COPY . .\nRUN useradd worker\n# nobody else\nUSER app\nRUN python manage.py check\n${CMD}`,
      message: 'apt-get runs as app, which may not do that: the build stops with permission denied',
    },
    'pip goes aside': {
      code: `${SLIM}RUN useradd app\nUSER app\nRUN «pip» install --no-cache-dir gunicorn\n${CMD}`,
      message: 'app may not write where pip installs: it goes to ~/.local/bin, and the start does not find it',
      fixed: `${SLIM}RUN useradd app\n${PIP}USER app\n${CMD}`,
    },
    'uv into the system': { code: `${SLIM}${USER}RUN «uv» pip install --system gunicorn\n${CMD}` },
    'a folder of root': { code: `${SLIM}${USER}RUN «mkdir» -p /app\n${CMD}`, alsoFires: ['consecutive-runs'] },
    'on Alpine': {
      code: `FROM python:3.13-alpine\nRUN adduser -D app\nUSER app\nRUN «apk» add --no-cache libpq\n${CMD}`,
    },
    'the user of the parent stage': {
      code: `${SLIM.trim()} AS base\nRUN useradd app\nUSER app\n\nFROM base\n${DENIED}${CMD}`,
      fixed: null,
    },
  },
});
