import rule from '../../../server/src/engine/rules/runtime/entrypoint-hides-failure.ts';
import { testRule } from '../../support/rule-tester.ts';

const ALL = 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\n';
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';
const START = `ENTRYPOINT ["./entry.sh"]\n${CMD}`;
const MARKED = `ENTRYPOINT [«"./entry.sh"»]\n${CMD}`;
const MIGRATE = 'python manage.py migrate\nexec "$@"\n';
const files = (text: string, more: Readonly<Record<string, string>> = {}) => ({
  files: { 'manage.py': '', 'entry.sh': text.startsWith('#!') ? text : `#!/bin/sh\n${text}\n`, ...more },
});
const silent = (text: string, more?: Readonly<Record<string, string>>) => ({ code: ALL + START, ...files(text, more) });
const found = (text: string, more?: Readonly<Record<string, string>>) => ({ code: ALL + MARKED, ...files(text, more) });

testRule(rule, {
  valid: {
    'set -e': silent(`set -e\n${MIGRATE}`),
    'set -euo pipefail': silent(`set -euo pipefail\n${MIGRATE}`),
    'set -o errexit': silent(`set -o errexit\n${MIGRATE}`),
    'somebody turns it off': silent(`set +e\n${MIGRATE}`),
    'the first line says so': silent(`#!/bin/sh -e\n${MIGRATE}`),
    'the first line says so, among others': silent(`#!/bin/bash -xeu\n${MIGRATE}`),
    'env says so': silent(`#!/usr/bin/env -S bash -e\n${MIGRATE}`),
    'the caller says so': { code: `${ALL}ENTRYPOINT ["sh", "-e", "./entry.sh"]\n${CMD}`, ...files(MIGRATE) },
    'a script that it reads says so': silent(`. ./common.sh\n${MIGRATE}`, { 'common.sh': 'set -e\n' }),
    'a script that it reads, and nobody knows': silent(`. /etc/common.sh\n${MIGRATE}`),
    '|| exit': silent('python manage.py migrate || exit 1\nexec "$@"'),
    '|| true': silent('python manage.py migrate || true\nexec "$@"'),
    '&& all the way': silent('python manage.py migrate && python manage.py collectstatic --noinput && exec "$@"'),
    'an if asks': silent('if ! python manage.py migrate; then exit 1; fi\nexec "$@"'),
    'until it works': silent('until python manage.py migrate; do sleep 1; done\nexec "$@"'),
    '$? is looked at': silent('python manage.py migrate\nif [ $? -ne 0 ]; then exit 1; fi\nexec "$@"'),
    'a trap': silent(`trap 'exit 1' ERR\n${MIGRATE}`),
    'the last command': silent('echo now\npython manage.py migrate'),
    'the last command of a branch': silent('case "$1" in\nmigrate) python manage.py migrate ;;\n*) exec "$@" ;;\nesac'),
    'in the background': silent('python manage.py migrate &\nexec "$@"'),
    'a pipe': silent('python manage.py migrate | tee log\nexec "$@"'),
    'a function': silent('f() {\n  python manage.py migrate\n}\nf || exit 1\nexec "$@"'),
    'a user that may exist': silent('python manage.py createsuperuser --noinput\nexec "$@"'),
    'nothing of manage.py': silent('echo hello\nexec "$@"'),
    'a fallback that exits': silent('set -e\ncase "$1" in\nweb) exec a ;;\n*) echo "unknown: $1"; exit 1 ;;\nesac'),
    'a fallback that runs': silent(
      'set -e\ncase "$1" in\nweb) exec a ;;\n*) echo "unknown: running it"; exec "$@" ;;\nesac',
    ),
    'a fallback that goes on': silent('set -e\ncase "$1" in\nweb) x=1 ;;\n*) echo "unknown" ;;\nesac\nexec "$@"'),
    'a fallback that complains of nothing': silent('set -e\ncase "$1" in\nweb) exec a ;;\n*) echo "done" ;;\nesac'),
    'a branch that is no fallback': silent('set -e\ncase "$1" in\nhelp) echo "usage: x" ;;\nesac'),
    'another language': silent('#!/usr/bin/env python3\nimport os\n'),
    'a development stage': {
      code: `FROM python:3.14-slim AS dev\nWORKDIR /app\nCOPY . .\n${START}`,
      ...files(MIGRATE),
    },
    'nobody knows the script': ALL + START,
    'still being typed': { code: `${ALL}ENTRYPOINT ["./entry.sh"\n`, ...files(MIGRATE) },
  },
  invalid: {
    'a virtual environment is switched on': {
      ...found(`. /opt/venv/bin/activate\n${MIGRATE}`),
      message: 'Without set -e the script goes on when migrate fails, and the server starts all the same',
    },
    'migrate fails unseen': {
      ...found(MIGRATE),
      message: 'Without set -e the script goes on when migrate fails, and the server starts all the same',
      related: ['entry.sh'],
      title: 'Stop at failures with set -e',
      elsewhere: { 'entry.sh': `#!/bin/sh\nset -e\n${MIGRATE}\n` },
    },
    'in a folder of the workspace': {
      path: 'web/Dockerfile',
      code: ALL + MARKED,
      files: { 'web/manage.py': '', 'web/entry.sh': `#!/bin/sh\n# Starts it.\n${MIGRATE}` },
      elsewhere: { 'web/entry.sh': `#!/bin/sh\n# Starts it.\nset -e\n${MIGRATE}` },
    },
    'a user is made each time': {
      ...found('python manage.py migrate\npython manage.py createsuperuser --noinput\nexec "$@"'),
      elsewhere: {
        'entry.sh':
          '#!/bin/sh\nset -e\npython manage.py migrate\npython manage.py createsuperuser --noinput || true\nexec "$@"\n',
      },
    },
    'several do': {
      ...found('python manage.py migrate\npython manage.py collectstatic --noinput\nexec "$@"'),
      related: ['entry.sh', 'entry.sh'],
    },
    'a list that nothing depends on, where set -e would pass over the first': {
      ...found('python manage.py check && python manage.py migrate\nexec "$@"'),
      fixed: null,
    },
    'in a branch': found('if [ "$MIGRATE" = 1 ]; then\n  python manage.py migrate\nfi\nexec "$@"'),
    'through uv': found('uv run manage.py migrate\nexec "$@"'),
    'the first line is a comment when a shell is given the script': {
      code: `${ALL}ENTRYPOINT ["sh", «"./entry.sh"»]\n${CMD}`,
      ...files(`#!/bin/sh -e\n${MIGRATE}`),
    },
    'a fallback that only complains': {
      ...found(
        'set -e\ncase "$1" in\n  web) exec gunicorn x ;;\n  *)\n    echo "Unknown command: $1"\n    echo "Usage: web"\n    ;;\nesac',
      ),
      message: 'The script complains about a command it does not know and exits with 0: for Docker that is success',
      related: ['entry.sh'],
      title: 'Exit with 64 behind the complaint',
      elsewhere: {
        'entry.sh':
          '#!/bin/sh\nset -e\ncase "$1" in\n  web) exec gunicorn x ;;\n  *)\n    echo "Unknown command: $1"\n    echo "Usage: web"\n    exit 64\n    ;;\nesac\n',
      },
    },
    both: {
      code: `${ALL}ENTRYPOINT [««"./entry.sh"»»]\n${CMD}`,
      ...files('python manage.py migrate\ncase "$1" in\nweb) exec gunicorn x ;;\n*) echo "usage: web" >&2 ;;\nesac'),
      message: [/^Without set -e/, /^The script complains/],
      elsewhere: {
        'entry.sh':
          '#!/bin/sh\nset -e\npython manage.py migrate\ncase "$1" in\nweb) exec gunicorn x ;;\n*) echo "usage: web" >&2; exit 64 ;;\nesac\n',
      },
    },
  },
});
