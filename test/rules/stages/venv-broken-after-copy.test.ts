import rule from '../../../server/src/engine/rules/stages/venv-broken-after-copy.ts';
import { testRule } from '../../support/rule-tester.ts';

const SLIM = 'FROM python:3.13-slim-trixie\n';
const builder = (lines: string, from = 'python:3.13-slim-trixie') => `FROM ${from} AS builder\n${lines}\n`;
const VENV = 'RUN python -m venv /build/venv\nRUN /build/venv/bin/pip install -r requirements.txt\n';
const ON_PATH = 'ENV PATH="/opt/venv/bin:$PATH"\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';
const MOVE = 'COPY --from=builder /build/venv /opt/venv\n';
const SYNC = 'WORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev\n';
const UV = 'COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/\n';
const STAY = 'COPY --from=builder /app/.venv /app/.venv\nENV PATH="/app/.venv/bin:$PATH"\n';
const BARE_UV = 'ghcr.io/astral-sh/uv:trixie-slim';

testRule(rule, {
  valid: {
    'the same path': `${builder('RUN python -m venv /opt/venv\nRUN /opt/venv/bin/pip install django')}${SLIM}COPY --from=builder /opt/venv/ /opt/venv/\n${ON_PATH}${CMD}`,
    'the folder around it, to the same path': `${builder(UV + SYNC)}${SLIM}COPY --from=builder /app /app\nENV PATH=/app/.venv/bin:$PATH\n${CMD}`,
    'a relocatable one': `${builder(`${UV}RUN uv venv --relocatable /build/venv\nRUN /build/venv/bin/pip install -r requirements.txt`)}${SLIM}${MOVE}${ON_PATH}${CMD}`,
    'there and back again': `${builder(VENV)}FROM python:3.13-slim AS middle\n${MOVE}${SLIM}COPY --from=middle /opt/venv /build/venv\nENV PATH=/build/venv/bin:$PATH\n${CMD}`,
    'the old path is there as well': `${builder(VENV)}${SLIM}${MOVE}COPY --from=builder /build/venv /build/venv\n${ON_PATH}${CMD}`,
    'a link from the old path': `${builder(VENV)}${SLIM}${MOVE}RUN mkdir /build && ln -s /opt/venv /build/venv\n${ON_PATH}${CMD}`,
    'its first lines are rewritten': `${builder(VENV)}${SLIM}${MOVE}RUN sed -i 's|/build/venv|/opt/venv|' /opt/venv/bin/*\n${ON_PATH}${CMD}`,
    'it is made anew': `${builder(VENV)}${SLIM}${MOVE}RUN python -m venv --upgrade /opt/venv\n${ON_PATH}${CMD}`,
    'a script may mend it': `${builder(VENV)}${SLIM}${MOVE}RUN ./fix-venv.sh\n${ON_PATH}${CMD}`,
    'nobody uses it': `${builder(VENV)}${SLIM}${MOVE}${CMD}`,
    'a prefix may move': `${builder('RUN pip install --prefix=/install -r requirements.txt')}${SLIM}COPY --from=builder /install /usr/local\n${CMD}`,
    'packages of a user may move': `${builder('RUN pip install --user -r requirements.txt')}${SLIM}COPY --from=builder /root/.local /home/app/.local\nENV PATH=/home/app/.local/bin:$PATH\n${CMD}`,
    'only a part of it': `${builder(VENV)}${SLIM}COPY --from=builder /build/venv/lib/python3.13/site-packages /site\n${CMD}`,
    'for development': `${builder(VENV)}FROM python:3.13-slim-trixie AS dev\n${MOVE}${ON_PATH}${CMD}`,
    'an environment of a tool': `${builder('RUN python -m venv /build/venv && /build/venv/bin/pip install poetry')}${SLIM}${MOVE}${ON_PATH}CMD ["poetry", "run", "x"]\n`,
    'the Python of uv comes along': `${builder(SYNC, BARE_UV)}FROM debian:trixie-slim\nCOPY --from=builder /root/.local/share/uv/python /root/.local/share/uv/python\n${STAY}${CMD}`,
    'with the folder above it': `${builder(`ENV UV_PYTHON_INSTALL_DIR=/opt/python\n${SYNC}`, BARE_UV)}FROM debian:trixie-slim\nCOPY --from=builder /opt /opt\n${STAY}${CMD}`,
    'uv may not download': `${builder(`ENV UV_PYTHON_DOWNLOADS=0\n${SYNC}`, BARE_UV)}FROM debian:trixie-slim\n${STAY}${CMD}`,
    'uv is told which Python': `${builder(`ENV UV_PYTHON=/usr/bin/python3\n${SYNC}`, BARE_UV)}FROM debian:trixie-slim\n${STAY}${CMD}`,
    'only the Python of the system': `${builder(`ENV UV_PYTHON_PREFERENCE=only-system\n${UV}${SYNC}`, 'debian:trixie-slim')}FROM debian:trixie-slim\n${STAY}${CMD}`,
    'the full image of uv has a Python': `${builder(SYNC, 'ghcr.io/astral-sh/uv:trixie')}FROM debian:trixie-slim\n${STAY}${CMD}`,
    'uv finds the Python of the image': `${builder(UV + SYNC)}${SLIM}${STAY}${CMD}`,
    'uv in the final stage may bring one': `${builder(SYNC, BARE_UV)}FROM debian:trixie-slim\n${UV}${STAY}CMD ["uv", "run", "gunicorn", "config.wsgi"]\n`,
    'the final stage is FROM the builder': `${builder(SYNC, BARE_UV)}FROM builder\n${STAY}${CMD}`,
    'a base nobody knows': `${builder(SYNC, BARE_UV)}FROM registry.example.com/base\n${STAY}${CMD}`,
    'a Python from elsewhere': `${builder(UV + SYNC)}FROM debian:trixie-slim\nCOPY --from=python:3.13-slim /usr/local /usr/local\n${STAY}${CMD}`,
    'the same place in both': `${builder('RUN apt-get update && apt-get install -y python3-venv\nRUN python3 -m venv /app/.venv && /app/.venv/bin/pip install django', 'debian:trixie-slim')}FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y python3\n${STAY}${CMD}`,
    'a package may bring the other Python': `${builder('RUN apt-get update && apt-get install -y python3-venv\nRUN python3 -m venv /app/.venv && /app/.venv/bin/pip install django', 'debian:trixie-slim')}${SLIM}RUN apt-get update && apt-get install -y gdal-bin\n${STAY}${CMD}`,
    'another C library is another matter': `${builder('RUN python -m venv /app/.venv && /app/.venv/bin/pip install django', 'python:3.13-alpine')}FROM debian:trixie-slim\n${STAY}${CMD}`,
    '.python-version is what the image has': {
      code: `${builder(`${UV}WORKDIR /app\nCOPY pyproject.toml uv.lock .python-version ./\nRUN uv sync`)}${SLIM}${STAY}${CMD}`,
      files: { 'manage.py': '', 'pyproject.toml': '', 'uv.lock': '', '.python-version': '3.13\n' },
    },
    '.python-version stays outside': {
      code: `${builder(UV + SYNC)}${SLIM}${STAY}${CMD}`,
      files: { 'manage.py': '', 'pyproject.toml': '', 'uv.lock': '', '.python-version': '3.12\n' },
    },
  },
  invalid: {
    'moved, and a program of it is started': {
      code: `${builder(VENV)}${SLIM}«COPY --from=builder /build/venv /opt/venv»\n${ON_PATH}${CMD}`,
      message: 'gunicorn in /opt/venv still names /build/venv/bin/python: it cannot start from its new place',
      related: ['python -m venv /build/venv', '"gunicorn"'],
      title: 'Copy it to /build/venv, where it was made',
      fixed: `${builder(VENV)}${SLIM}COPY --from=builder /build/venv /build/venv\nENV PATH="/build/venv/bin:$PATH"\n${CMD}`,
    },
    'by its path, with a variable of the name': {
      code: `${builder(VENV)}${SLIM}«COPY --from=builder /build/venv /opt/venv»\nENV VIRTUAL_ENV=/opt/venv X=/opt/venv2\nCMD exec /opt/venv/bin/gunicorn config.wsgi\n`,
      fixed: `${builder(VENV)}${SLIM}COPY --from=builder /build/venv /build/venv\nENV VIRTUAL_ENV=/build/venv X=/opt/venv2\nCMD exec /build/venv/bin/gunicorn config.wsgi\n`,
    },
    'only python runs from there': {
      code: `${builder(VENV)}${SLIM}«COPY --from=builder /build/venv /opt/venv»\n${ON_PATH}CMD ["python", "-m", "gunicorn", "config.wsgi"]\n`,
      severity: 'info',
      message: 'Programs in /opt/venv/bin still name /build/venv: only its python runs from there',
    },
    'a script that nobody reads starts it': {
      code: `${builder(VENV)}${SLIM}«COPY --from=builder /build/venv /opt/venv»\n${ON_PATH}ENTRYPOINT ["/entrypoint.sh"]\n`,
      severity: 'info',
    },
    'with the folder around it': {
      code: `${builder(UV + SYNC)}${SLIM}WORKDIR /srv\n«COPY --from=builder /app .»\nENV PATH=/srv/.venv/bin:$PATH\n${CMD}`,
      fixed: null,
    },
    'uv brought the Python': {
      code: `${builder(SYNC, BARE_UV)}FROM debian:trixie-slim\n«COPY --from=builder /app/.venv /app/.venv»\nENV PATH="/app/.venv/bin:$PATH"\n${CMD}`,
      message:
        'The Python that uv put into /root/.local/share/uv/python is not copied: nothing in /app/.venv can start',
      title: 'Copy the Python of uv along',
      fixed: `FROM ${BARE_UV} AS builder\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nENV UV_PYTHON_INSTALL_DIR=/python\nRUN uv sync --locked --no-dev\n\nFROM debian:trixie-slim\nCOPY --from=builder /python /python\n${STAY}${CMD}`,
    },
    'uv brought the Python to a named folder': {
      code: `${builder(`ENV UV_PYTHON_INSTALL_DIR=/opt/python\n${SYNC}`, BARE_UV)}${SLIM}«COPY --from=builder /app/.venv /app/.venv»\nENTRYPOINT ["/entrypoint.sh"]\n`,
      fixed: `${builder(`ENV UV_PYTHON_INSTALL_DIR=/opt/python\n${SYNC}`, BARE_UV)}${SLIM}COPY --from=builder /opt/python /opt/python\nCOPY --from=builder /app/.venv /app/.venv\nENTRYPOINT ["/entrypoint.sh"]\n`,
    },
    'a Python installed on purpose': {
      code: `${builder(`${UV}RUN uv python install 3.13\n${SYNC}`)}${SLIM}«COPY --from=builder /app/.venv /app/.venv»\n${CMD}`,
    },
    '.python-version asks for another': {
      code: `${builder(`${UV}WORKDIR /app\nCOPY pyproject.toml uv.lock .python-version ./\nRUN uv sync`)}${SLIM}«COPY --from=builder /app/.venv /app/.venv»\n${CMD}`,
      files: { 'manage.py': '', 'pyproject.toml': '', 'uv.lock': '', '.python-version': '3.12\n' },
    },
    'a Python at another place': {
      code: `${builder('RUN python -m venv /app/.venv && /app/.venv/bin/pip install django')}FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y python3\n«COPY --from=builder /app/.venv /app/.venv»\n${CMD}`,
      message: '/app/.venv needs /usr/local/bin/python, which this image does not have: nothing in it can start',
      fixed: null,
    },
    "Debian's Python is not the image's": {
      code: `${builder('RUN apt-get update && apt-get install -y python3-venv\nRUN python3 -m venv /app/.venv && /app/.venv/bin/pip install django', 'debian:trixie-slim')}${SLIM}«COPY --from=builder /app/.venv /app/.venv»\n${CMD}`,
      message: '/app/.venv needs /usr/bin/python, which this image does not have: nothing in it can start',
    },
  },
});
