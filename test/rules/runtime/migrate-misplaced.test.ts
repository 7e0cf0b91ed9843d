import rule from '../../../server/src/engine/rules/runtime/migrate-misplaced.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\n';
const SCRIPTED = `${FROM}ENTRYPOINT ["./entry.sh"]\nCMD ["gunicorn", "config.wsgi"]\n`;
const script = (text: string) => ({ 'manage.py': '', 'entry.sh': text });
const IN_BUILD = 'A build has no database: migrate fails, or puts an SQLite file into the image';
const AT_START = 'migrate runs whenever a container starts: replicas that start together race for the database';

testRule(rule, {
  valid: {
    'a server alone': `${FROM}CMD ["gunicorn", "config.wsgi"]\n`,
    'an image that only migrates': `${FROM}CMD ["python", "manage.py", "migrate", "--noinput"]\n`,
    'a job of several steps': `${FROM}CMD python manage.py migrate && python manage.py loaddata shop\n`,
    'a check for missing migrations': `${FROM}RUN python manage.py makemigrations --check --dry-run\n`,
    'a check at start': `${FROM}CMD python manage.py migrate --check && exec gunicorn config.wsgi\n`,
    'another migrate': `${FROM}RUN python manage.py migrate_search_index && ./migrate && alembic migrate\n`,
    'a condition that is off by default': {
      code: SCRIPTED,
      files: script(
        '#!/bin/sh\nset -eu\nif [ "${MIGRATE_ON_START:-0}" = "1" ]; then\n    python manage.py migrate --noinput\nfi\nexec "$@"\n',
      ),
    },
    'a short condition': {
      code: SCRIPTED,
      files: script('#!/bin/sh\n[ "$MIGRATE" = 1 ] && python manage.py migrate\nexec "$@"\n'),
    },
    'a branch for migrations': {
      code: `${FROM}ENTRYPOINT ["./entry.sh"]\nCMD ["web"]\n`,
      files: script(
        '#!/bin/sh\ncase "$1" in\n  migrate) exec python manage.py migrate ;;\n  web) exec gunicorn config.wsgi ;;\nesac\n',
      ),
    },
    'a condition in the build': `${FROM}RUN if [ "$DEMO" ]; then python manage.py migrate; fi\n`,
    'a development stage': `FROM python:3.14-slim AS dev\nRUN python manage.py migrate\nCMD python manage.py migrate && python manage.py runserver\n`,
    'a stage for tests': `FROM python:3.14-slim AS test\nRUN python manage.py migrate && python manage.py test\nFROM python:3.14-slim\nCMD ["gunicorn", "config.wsgi"]\n`,
    'a script that nobody has read': SCRIPTED,
    'still being typed': `${FROM}RUN python manage.py mig\n`,
  },
  invalid: {
    'in the build': {
      code: `${FROM}RUN «python manage.py migrate»\nCMD ["gunicorn", "config.wsgi"]\n`,
      severity: 'error',
      message: IN_BUILD,
      title: 'Remove this RUN; migrate when the new version is deployed',
      fixed: `${FROM}CMD ["gunicorn", "config.wsgi"]\n`,
    },
    'together with makemigrations': {
      code: `${FROM}RUN python manage.py makemigrations && «python manage.py migrate»\n`,
      severity: 'error',
      fixed: FROM,
    },
    'whatever the failure': {
      code: `${FROM}RUN «django-admin migrate» || true\n`,
      severity: 'error',
      fixed: null,
    },
    'among other commands': {
      code: `${FROM}RUN pip install --no-cache-dir x && «uv run python manage.py migrate» && python manage.py collectstatic --noinput\n`,
      severity: 'error',
      fixed: null,
    },
    'in a heredoc, in a shell that is named, in a stage that others ship': {
      code: `FROM python:3.14-slim AS base\nRUN <<EOF\n«python manage.py migrate»\nEOF\nFROM base\nRUN bash -c '«python manage.py migrate»'\n`,
      severity: 'error',
      fixed: null,
    },
    'makemigrations in the build': {
      code: `${FROM}RUN «python manage.py makemigrations»\n`,
      message: 'Migrations made in a build exist in this image alone: make them in the project and commit them',
      fixed: FROM,
    },
    'in front of the server': {
      code: `${FROM}CMD «python manage.py migrate» && exec gunicorn config.wsgi\n`,
      message: AT_START,
      fixed: null,
    },
    'in a JSON array': {
      code: `${FROM}CMD ["sh", "-c", "«python manage.py migrate --noinput»; exec daphne config.asgi:application"]\n`,
      message: AT_START,
    },
    'in front of supervisord or runserver': {
      code: `FROM python:3.14-slim AS a\nCMD «python manage.py migrate» && supervisord\nFROM python:3.14-slim AS b\nCMD «python manage.py migrate» && python manage.py runserver\n`,
      message: AT_START,
    },
    'a script that migrates and starts what it was given': {
      code: SCRIPTED.replace('"./entry.sh"', '«"./entry.sh"»'),
      files: script('#!/bin/sh\nset -e\npython manage.py migrate --noinput\nexec "$@"\n'),
      severity: 'hint',
      message: AT_START,
      related: ['entry.sh'],
      fixed: null,
    },
    'a script that is the command': {
      code: `${FROM}CMD [«"bash", "entry.sh"»]\n`,
      files: script('python manage.py migrate\ngunicorn config.wsgi\n'),
      severity: 'hint',
    },
    'a script that makes migrations as well': {
      code: `${FROM}CMD [««"./entry.sh"»»]\n`.replace('««', '«').replace('»»', '»'),
      files: script('#!/bin/sh\npython manage.py makemigrations\nexec gunicorn config.wsgi\n'),
      message: 'makemigrations at start: each container makes migrations of its own, which nobody commits',
    },
    'makemigrations with nothing behind it': {
      code: `${FROM}CMD «python manage.py makemigrations»\n`,
    },
  },
});
