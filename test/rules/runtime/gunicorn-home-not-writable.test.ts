import rule from '../../../server/src/engine/rules/runtime/gunicorn-home-not-writable.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';
const PIP = 'RUN pip install --no-cache-dir gunicorn==26.2\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';
const MARKED = 'CMD [«"gunicorn", "config.wsgi"»]\n';
const USER = 'RUN useradd --system app\nUSER app\n';

/** A lock that every manager could have written, and the manifest beside it. */
const LOCKS = {
  'uv.lock':
    'version = 1\n\n[[package]]\nname = "shop"\nversion = "1.0"\nsource = { virtual = "." }\ndependencies = [\n    { name = "gunicorn" },\n]\n\n' +
    '[[package]]\nname = "gunicorn"\nversion = "26.2.0"\nsource = { registry = "https://pypi.org/simple" }\n',
  'poetry.lock':
    '[[package]]\nname = "gunicorn"\nversion = "26.2.0"\noptional = false\ngroups = ["main"]\nfiles = []\n\n[metadata]\nlock-version = "2.1"\n',
  'pdm.lock':
    '[metadata]\ngroups = ["default"]\nlock_version = "4.5.0"\n\n[[package]]\nname = "gunicorn"\nversion = "26.2.0"\ngroups = ["default"]\n',
  'Pipfile.lock': '{"_meta": {}, "default": {"gunicorn": {"version": "==26.2.0"}}, "develop": {}}',
  'pylock.toml': 'lock-version = "1.0"\ncreated-by = "uv"\n\n[[packages]]\nname = "gunicorn"\nversion = "26.2.0"\n',
};

/** An image whose gunicorn a lock fixes. */
function locked(install: string, lock: keyof typeof LOCKS, copy = 'COPY . .') {
  return {
    code: `${FROM}WORKDIR /app\n${copy}\nRUN ${install}\n${USER}${CMD}`,
    files: {
      'manage.py': '',
      'pyproject.toml': '[project]\nname = "shop"\ndependencies = ["gunicorn>=23"]\n',
      Pipfile: '[packages]\ngunicorn = ">=23"\n',
      [lock]: LOCKS[lock],
    },
  };
}

const lockedBy = (install: string, lock: keyof typeof LOCKS) => ({
  ...locked(install, lock),
  code: locked(install, lock).code.replace(CMD, MARKED),
  message: /: gunicorn 26\.2\.0 cannot open its control socket there$/,
});

testRule(rule, {
  valid: {
    'the user has a home': `${FROM}${PIP}RUN useradd -m -r app\nUSER app\n${CMD}`,
    'a home that is named': `${FROM}${PIP}RUN useradd -r -d /app app\nUSER app\n${CMD}`,
    'a home that is made by hand': `${FROM}${PIP}RUN useradd -r app && mkdir /home/app && chown app /home/app\nUSER app\n${CMD}`,
    'adduser makes one': `${FROM}${PIP}RUN adduser --disabled-password app\nUSER app\n${CMD}`,
    'BusyBox makes one': `FROM python:3.14-alpine\n${PIP}RUN adduser -S app\nUSER app\n${CMD}`,
    'HOME is set': `${FROM}${PIP}ENV HOME=/tmp\n${USER}${CMD}`,
    'the socket lies elsewhere': `${FROM}${PIP}ENV XDG_RUNTIME_DIR=/tmp\n${USER}${CMD}`,
    'no socket': `${FROM}${PIP}${USER}CMD ["gunicorn", "--no-control-socket", "config.wsgi"]\n`,
    'a configuration file sets the socket': {
      code: `${FROM}${PIP}${USER}WORKDIR /app\nCOPY . .\n${CMD}`,
      files: { 'manage.py': '', 'gunicorn.conf.py': 'control_socket = "/tmp/g.sock"\n' },
    },
    'a configuration file may be copied': `${FROM}${PIP}${USER}WORKDIR /app\nCOPY . .\n${CMD}`,
    'an older gunicorn': `${FROM}RUN pip install --no-cache-dir gunicorn==25.0.3\n${USER}${CMD}`,
    'any gunicorn': `${FROM}RUN pip install --no-cache-dir gunicorn\n${USER}${CMD}`,
    'two versions': `${FROM}${PIP}RUN pip install gunicorn==23.0.0\n${USER}${CMD}`,
    'the version of another image': `FROM python:3.14-slim AS a\n${PIP}FROM python:3.14-slim AS b\nRUN pip install gunicorn==23.0.0\n${USER}${CMD}`,
    'only some builds install it': `${FROM}RUN if [ "$WEB" ]; then pip install gunicorn==26.2; fi\n${USER}${CMD}`,
    'the first release candidate is older': `${FROM}RUN pip install gunicorn==25.1rc1\n${USER}${CMD}`,
    'pinned by a group that stays away': {
      code: `${FROM}COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/\nWORKDIR /app\nCOPY . .\nRUN uv sync --no-dev\n${USER}${CMD}`,
      files: {
        'manage.py': '',
        'pyproject.toml':
          '[project]\nname = "shop"\ndependencies = ["django"]\n\n[dependency-groups]\ndev = ["gunicorn==26.2"]\n',
      },
    },
    'a lock that is not copied fixes nothing': locked('uv sync', 'uv.lock', 'COPY pyproject.toml .'),
    'another server': `${FROM}${PIP}${USER}CMD ["uvicorn", "config.asgi:application"]\n`,
    root: `${FROM}${PIP}RUN useradd -r app\n${CMD}`,
    'a user of the base image': `${FROM}${PIP}USER nobody\n${CMD}`,
    'a user in a variable': `${FROM}${PIP}ARG NAME\nRUN useradd -r $NAME\nUSER $NAME\n${CMD}`,
    'a base that makes homes by itself': `FROM fedora:43\n${PIP}${USER}${CMD}`,
    'a development stage': `FROM python:3.14-slim AS dev\n${PIP}${USER}${CMD}`,
    'still being typed': `${FROM}${PIP}RUN useradd -r\nUSER \n${CMD}`,
  },
  invalid: {
    'a system user': {
      code: `${FROM}${PIP}${USER}${MARKED}`,
      message: 'User app has no home: gunicorn 26.2 cannot open its control socket there',
      related: ['useradd'],
      title: 'Create a home for the user',
      fixed: `${FROM}${PIP}RUN useradd --create-home --system app\nUSER app\n${CMD}`,
    },
    'useradd makes no home by itself': {
      code: `${FROM}${PIP}RUN groupadd app && useradd -g app -u 10001 app\nUSER 10001:10001\n${MARKED}`,
      message: /^User 10001 has no home/,
      fixed: `${FROM}${PIP}RUN groupadd app && useradd --create-home -g app -u 10001 app\nUSER 10001:10001\n${CMD}`,
    },
    'as an array': {
      code: `${FROM}${PIP}RUN ["useradd", "app"]\nUSER app\n${MARKED}`,
      fixed: `${FROM}${PIP}RUN ["useradd", "--create-home", "app"]\nUSER app\n${CMD}`,
    },
    'on purpose': {
      code: `${FROM}${PIP}RUN useradd --no-create-home app\nUSER app\n${MARKED}`,
      fix: 'review',
      fixed: `${FROM}${PIP}RUN useradd --create-home app\nUSER app\n${CMD}`,
    },
    'on purpose, among other letters': {
      code: `${FROM}${PIP}RUN useradd -rM app\nUSER app\n${MARKED}`,
      fixed: null,
    },
    'adduser for a system user, BusyBox without a home': {
      code: `FROM python:3.14-slim AS a\n${PIP}RUN adduser --system app\nUSER app\n${MARKED}FROM python:3.14-alpine AS b\n${PIP}RUN adduser -D -H app\nUSER app\n${MARKED}`,
      fixed: null,
    },
    'a number without an account': {
      code: `${FROM}${PIP}USER 10001\n${MARKED}`,
      related: [],
      fixed: null,
    },
    'locked by uv': lockedBy('uv sync --locked', 'uv.lock'),
    'locked by Poetry': lockedBy('poetry install --no-root', 'poetry.lock'),
    'locked by PDM': lockedBy('pdm sync --prod', 'pdm.lock'),
    'locked by Pipenv': lockedBy('pipenv install --system --deploy', 'Pipfile.lock'),
    'locked for pip': lockedBy('pip install -r pylock.toml', 'pylock.toml'),
    'each image has its own': {
      code: `FROM python:3.14-slim AS a\n${PIP}${USER}${MARKED}FROM python:3.14-slim AS b\nRUN pip install gunicorn==23.0.0\n${USER}${CMD}`,
    },
    'fixed by constraints': {
      code: `${FROM}WORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt -c limits.txt\n${USER}${MARKED}`,
      files: { 'manage.py': '', 'requirements.txt': 'gunicorn\n', 'limits.txt': 'gunicorn==26.2\n' },
    },
    'the version stands in a requirements file': {
      code: `${FROM}WORKDIR /app\nCOPY requirements requirements\nRUN pip install --no-cache-dir -r requirements/prod.txt\n${USER}${MARKED}`,
      files: {
        'manage.py': '',
        'requirements/prod.txt': '-r base.txt\n',
        'requirements/base.txt': 'Django==6.0.1\ngunicorn == 25.10\n',
      },
      message: /^User app has no home: gunicorn 25\.10 /,
      fixed: `${FROM}WORKDIR /app\nCOPY requirements requirements\nRUN pip install --no-cache-dir -r requirements/prod.txt\nRUN useradd --create-home --system app\nUSER app\n${CMD}`,
    },
  },
});
