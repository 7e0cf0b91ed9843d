import rule from '../../../server/src/engine/rules/runtime/entrypoint-no-exec.ts';
import { testRule } from '../../support/rule-tester.ts';

const ALL = 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';
const START = `ENTRYPOINT ["./entry.sh"]\n${CMD}`;
const MARKED = `ENTRYPOINT [«"./entry.sh"»]\n${CMD}`;
const script = (text: string, more: Readonly<Record<string, string>> = {}) => ({
  files: { 'manage.py': '', 'entry.sh': `#!/bin/sh\n${text}\n`, ...more },
});
const silent = (text: string, more?: Readonly<Record<string, string>>) => ({
  code: ALL + START,
  ...script(text, more),
});
const found = (text: string, more?: Readonly<Record<string, string>>) => ({
  code: ALL + MARKED,
  ...script(text, more),
});

testRule(rule, {
  valid: {
    'exec "$@"': silent('exec "$@"'),
    'exec in each branch': silent('case "$1" in\nweb) exec gunicorn x ;;\n*) exec "$@" ;;\nesac'),
    'exec of a server': silent('python manage.py migrate\nexec gunicorn config.wsgi'),
    'exec behind gosu': silent('exec gosu app "$@"'),
    'a one-shot command': silent('python manage.py migrate'),
    'a one-shot command is given': {
      code: `${ALL}ENTRYPOINT ["./entry.sh"]\nCMD ["python", "manage.py", "migrate"]\n`,
      ...script('"$@"'),
    },
    'nobody knows what is given': { code: `${ALL}ENTRYPOINT ["./entry.sh"]\n`, ...script('"$@"') },
    'a function may be called in any way': silent('serve() {\n  gunicorn config.wsgi\n}\nserve & exec "$@"'),
    'a trap': silent('trap "kill $PID" TERM\ngunicorn config.wsgi'),
    'several programs and wait': silent('celery -A config worker &\ngunicorn config.wsgi &\nwait -n'),
    'one in the background': silent('celery -A config worker &\ngunicorn config.wsgi'),
    'a pipe': silent('gunicorn config.wsgi 2>&1 | tee /var/log/app'),
    'something comes behind': silent('gunicorn config.wsgi\necho done'),
    'a loop': silent('while true; do gunicorn config.wsgi; done'),
    'a failure is handled': silent('gunicorn config.wsgi || exit 1'),
    'su runs a text of its own': silent('su app -c "gunicorn config.wsgi"'),
    'exec in a script that it reads': silent('. ./more.sh', { 'more.sh': 'exec "$@"\n' }),
    'another program': silent('./manage.py shell'),
    'dumb-init signals everybody': {
      code: `${ALL}ENTRYPOINT ["dumb-init", "--", "./entry.sh"]\n${CMD}`,
      ...script('"$@"'),
    },
    'tini -g does': { code: `${ALL}ENTRYPOINT ["tini", "-g", "--", "./entry.sh"]\n${CMD}`, ...script('"$@"') },
    's6 has its own ways': { code: `${ALL}ENTRYPOINT ["/init"]\nCMD ["./entry.sh"]\n`, ...script('gunicorn x') },
    'another language': silent('', { 'entry.sh': '#!/usr/bin/env python3\ngunicorn = 1\n' }),
    'a development stage': {
      code: `FROM python:3.14-slim AS dev\nWORKDIR /app\nCOPY . .\n${START}`,
      ...script('"$@"'),
    },
    'nobody knows the script': ALL + START,
    'a broken script': silent('if gunicorn x'),
    'still being typed': { code: `${ALL}ENTRYPOINT ["./entry.sh"\n`, ...script('"$@"') },
  },
  invalid: {
    'the last line': {
      ...found('set -e\npython manage.py migrate\ngunicorn config.wsgi'),
      message: 'The script waits for gunicorn without exec: SIGTERM never gets there, and a stop kills it after 10 s',
      related: ['entry.sh'],
      fix: 'review',
      title: 'Hand over with exec',
      elsewhere: { 'entry.sh': '#!/bin/sh\nset -e\npython manage.py migrate\nexec gunicorn config.wsgi\n' },
    },
    'what is given': {
      ...found('python manage.py migrate\n"$@"'),
      message: 'The script waits for the server without exec: SIGTERM never gets there, and a stop kills it after 10 s',
    },
    'without quotes': found('$@'),
    'behind gosu': found('gosu app "$@"'),
    'one branch of several': {
      ...found('if [ "$1" = worker ]; then\n  celery -A config worker\nelse\n  exec "$@"\nfi'),
      related: ['entry.sh'],
    },
    'each branch': {
      ...found('case "$1" in\nweb) gunicorn x ;;\nworker) celery -A config worker ;;\n*) exec "$@" ;;\nesac'),
      related: ['entry.sh', 'entry.sh'],
    },
    'behind &&': found('python manage.py migrate && gunicorn config.wsgi'),
    supervisord: found('supervisord -n'),
    'uvicorn by Python': found('python -m uvicorn config.asgi:application'),
    'tini in front gives the signal to the shell': {
      code: `${ALL}ENTRYPOINT ["tini", "--", «"./entry.sh"»]\n${CMD}`,
      ...script('"$@"'),
    },
    'CMD is the script': {
      code: `${ALL}CMD ["sh", «"./entry.sh"»]\n`,
      ...script('gunicorn config.wsgi'),
    },
    'a script that the script becomes': {
      ...found('exec ./serve.sh', { 'serve.sh': '#!/bin/sh\ngunicorn config.wsgi\n' }),
      related: ['serve.sh'],
    },
  },
});
