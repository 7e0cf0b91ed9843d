import rule from '../../../server/src/engine/rules/runtime/uv-run-in-command.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim\nWORKDIR /app\n';
const SYNC = 'COPY . .\nRUN uv sync --locked\n';
const CMD = 'CMD ["uv", "run", "gunicorn", "config.wsgi"]\n';
const MARKED = 'CMD [«"uv", "run"», "gunicorn", "config.wsgi"]\n';
const NO_SYNC = 'CMD ["uv", "run", "--no-sync", "gunicorn", "config.wsgi"]\n';
const PROJECT = { 'manage.py': '', 'pyproject.toml': '[project]\nname = "x"\n', 'uv.lock': '' };

const withScript = (script: string, code = `${FROM}${SYNC}ENTRYPOINT ["./entrypoint.sh"]\n${CMD}`) => ({
  code,
  files: { ...PROJECT, 'entrypoint.sh': script },
});

testRule(rule, {
  valid: {
    'it is told not to sync': `${FROM}${SYNC}${NO_SYNC}`,
    'by a variable': `${FROM}${SYNC}ENV UV_NO_SYNC=1\n${CMD}`,
    'by a variable that may say so': `${FROM}${SYNC}ARG X\nENV UV_NO_SYNC=$X\n${CMD}`,
    'by a variable of the command': `${FROM}${SYNC}CMD UV_NO_SYNC=1 uv run gunicorn config.wsgi\n`,
    'frozen and without the dev group': `${FROM}${SYNC}CMD ["uv", "run", "--frozen", "--no-dev", "gunicorn"]\n`,
    'the same by variables': `${FROM}ENV UV_FROZEN=1 UV_NO_DEV=1\n${SYNC}${CMD}`,
    'no project': `${FROM}CMD ["uv", "run", "--no-project", "gunicorn"]\n`,
    'the options are in a variable': `${FROM}${SYNC}CMD uv run $UV_OPTIONS gunicorn\n`,
    'the program itself': `${FROM}${SYNC}CMD ["/app/.venv/bin/gunicorn", "config.wsgi"]\n`,
    'another command of uv': `${FROM}${SYNC}CMD ["uv", "sync"]\n`,
    'in a RUN': `${FROM}${SYNC}RUN uv run manage.py collectstatic --noinput\nCMD ["gunicorn"]\n`,
    'for development': `FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim AS dev\n${SYNC}${CMD}`,
    'an entry script nobody reads': `${FROM}${SYNC}ENTRYPOINT ["/entrypoint.sh"]\n${CMD}`,
    'the entry script sets the variable': withScript('#!/bin/sh\nexport UV_NO_SYNC=1\nexec "$@"\n'),
    'the entrypoint is another program': `${FROM}${SYNC}ENTRYPOINT ["gunicorn"]\n${CMD}`,
    'an unknown base with an entrypoint of its own': `FROM nginx\n${SYNC}${CMD}`,
  },
  invalid: {
    'root runs it, and the build has installed the same': {
      code: `${FROM}${SYNC}${MARKED}`,
      message:
        'uv run syncs again at every start: it adds any dev group and downloads what is missing, or fails without a network',
      title: 'Add --no-sync',
      fixed: `${FROM}${SYNC}${NO_SYNC}`,
    },
    'another user, and a build without the dev group': {
      code: `${FROM}COPY . .\nRUN uv sync --locked --no-dev\nUSER app\n${MARKED}`,
      message:
        'uv run syncs again at every start: it adds any dev group and writes to a cache and a venv that app may not own',
      fix: 'review',
      fixed: `${FROM}COPY . .\nRUN uv sync --locked --no-dev\nUSER app\n${NO_SYNC}`,
    },
    'no dev group in both': {
      code: `${FROM}ENV UV_NO_DEV=1\n${SYNC}USER app\nCMD exec «uv run» gunicorn config.wsgi\n`,
      message: 'uv run syncs again at every start: it writes to a cache and a venv that app may not own',
      fixed: `${FROM}ENV UV_NO_DEV=1\n${SYNC}USER app\nCMD exec uv run --no-sync gunicorn config.wsgi\n`,
    },
    'no dev group in both, as root': {
      code: `${FROM}COPY . .\nRUN uv sync --no-dev\nCMD [«"uv", "run"», "--no-dev", "gunicorn"]\n`,
      message: 'uv run syncs again at every start: it downloads what is missing, or fails without a network',
    },
    'the project itself is not installed': {
      code: `${FROM}COPY . .\nRUN uv sync --locked --no-install-project\n${MARKED}`,
      fix: 'review',
    },
    'there is no project to install': {
      code: `${FROM}COPY . .\nRUN uv sync --locked --no-install-project\n${MARKED}`,
      files: PROJECT,
      fix: 'safe',
    },
    'the project says that it is a package': {
      code: `${FROM}COPY . .\nRUN uv sync --locked --no-install-project\n${MARKED}`,
      files: { ...PROJECT, 'pyproject.toml': '[project]\nname = "x"\n[tool.uv]\npackage = true\n' },
      fix: 'review',
    },
    'more groups than the build had': {
      code: `${FROM}${SYNC}CMD [«"uv", "run"», "--group", "prod", "gunicorn"]\n`,
      fix: 'review',
    },
    'the build installs nothing that is seen': {
      code: `${FROM}COPY . .\n${MARKED}`,
      fixed: null,
    },
    'another folder than the build had': {
      code: `${FROM}${SYNC}WORKDIR /srv\n${MARKED}`,
      fixed: null,
    },
    'a module': {
      code: `${FROM}${SYNC}CMD [«"uv", "run"», "-m", "gunicorn", "config.wsgi"]\n`,
      fixed: `${FROM}${SYNC}CMD ["uv", "run", "--no-sync", "-m", "gunicorn", "config.wsgi"]\n`,
    },
    'the entrypoint': {
      code: `${FROM}${SYNC}ENTRYPOINT [«"uv", "run"», "python", "manage.py"]\nCMD ["runserver"]\n`,
      fixed: `${FROM}${SYNC}ENTRYPOINT ["uv", "run", "--no-sync", "python", "manage.py"]\nCMD ["runserver"]\n`,
    },
    'in the text for a shell': {
      code: `${FROM}${SYNC}CMD ["sh", "-c", "«uv run» manage.py migrate && exec uv run gunicorn config.wsgi"]\n`,
      fixed: `${FROM}${SYNC}CMD ["sh", "-c", "uv run --no-sync manage.py migrate && exec uv run --no-sync gunicorn config.wsgi"]\n`,
    },
    'behind gosu': {
      code: `${FROM}${SYNC}CMD ["gosu", "app", «"uv", "run"», "gunicorn"]\n`,
      fixed: `${FROM}${SYNC}CMD ["gosu", "app", "uv", "run", "--no-sync", "gunicorn"]\n`,
    },
    'the entrypoint takes any command': {
      code: `${FROM}${SYNC}ENTRYPOINT [«"uv", "run"»]\nCMD ["gunicorn", "config.wsgi"]\n`,
      fixed: `${FROM}${SYNC}ENTRYPOINT ["uv", "run", "--no-sync"]\nCMD ["gunicorn", "config.wsgi"]\n`,
    },
    'the entry script runs any command by it': {
      ...withScript(
        '#!/bin/sh\nexec uv run "$@"\n',
        `${FROM}${SYNC}ENTRYPOINT [«"./entrypoint.sh"»]\nCMD ["gunicorn"]\n`,
      ),
    },
    'the entry script hands over': {
      ...withScript('#!/bin/sh\nexec "$@"\n', `${FROM}${SYNC}ENTRYPOINT ["./entrypoint.sh"]\n${MARKED}`),
    },
    'the entry script runs it': {
      ...withScript(
        '#!/bin/sh\nuv run manage.py migrate\nexec "$@"\n',
        `${FROM}${SYNC}ENTRYPOINT [«"./entrypoint.sh"»]\nCMD ["gunicorn"]\n`,
      ),
      fixed: null,
    },
  },
});
