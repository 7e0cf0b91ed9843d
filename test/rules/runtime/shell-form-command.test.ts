import rule from '../../../server/src/engine/rules/runtime/shell-form-command.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\n';
const ALPINE = 'FROM python:3.13-alpine\n';
const SCRIPTED = `${FROM}COPY docker/entry.sh /usr/local/bin/entrypoint\nENTRYPOINT ["entrypoint"]\n`;
const project = (script: string) => ({ 'manage.py': '', 'docker/entry.sh': script });
const PASSING = '#!/bin/sh\nset -e\n# $1 is the server\npython manage.py migrate\nexec "$@"\n';
const DISPATCHING = '#!/bin/sh\ncase "$1" in\n  gunicorn) python manage.py migrate ;;\nesac\nexec "$@"\n';
const GUNICORN = 'gunicorn config.wsgi --bind 0.0.0.0:8000';
const LOST = 'sh takes the stop signal and gunicorn never sees it, so a stop kills it after 10 s';

testRule(rule, {
  valid: {
    'JSON arrays': `${FROM}ENTRYPOINT ["tini", "--"]\nCMD ["gunicorn", "config.wsgi"]\n`,
    'an image without a shell': 'FROM gcr.io/distroless/python3-debian13\nCMD python3 manage.py check\n',
    'exec hands the process over': `${FROM}CMD exec gunicorn config.wsgi --bind 0.0.0.0:$PORT\n`,
    'exec at the end of a list': `${FROM}CMD python manage.py migrate && exec gunicorn config.wsgi\n`,
    'exec behind semicolons': `${FROM}CMD set -e; python manage.py migrate; exec gunicorn config.wsgi;\n`,
    'exec in every branch': `${FROM}CMD if [ "$WORKER" ]; then exec celery -A config worker; else exec gunicorn config.wsgi; fi\n`,
    'exec with a fallback': `${FROM}CMD exec gunicorn config.wsgi || exit 1\n`,
    'exec with a variable in front': `${FROM}CMD PORT=1 exec gunicorn config.wsgi\n`,
    'bash replaces itself by the last command': `${FROM}SHELL ["/bin/bash", "-c"]\nCMD ${GUNICORN}\n`,
    'bash with pipefail and a list': `${FROM}SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nCMD cd app && python manage.py migrate; gunicorn config.wsgi -b :$PORT # the app\n`,
    'sh is linked to bash': `${FROM}RUN ln -sf /bin/bash /bin/sh\nCMD ${GUNICORN}\n`,
    'bash is the sh of Fedora': `FROM fedora:42\nRUN dnf install -y python3\nCMD ${GUNICORN}\n`,
    'bash is the sh of UBI': `FROM registry.access.redhat.com/ubi9-minimal\nRUN microdnf -y install python3\nCMD /httpd-foreground\n`,
    'BusyBox replaces itself too': `${ALPINE}CMD ${GUNICORN}\n`,
    'BusyBox in a list, with a redirect or a compound': `FROM python:3.13-alpine AS a\nCMD python manage.py migrate && gunicorn config.wsgi -b :$PORT > /log 2>&1\nFROM python:3.13-alpine AS b\nCMD if true; then gunicorn config.wsgi; fi\n`,
    'an interactive shell': `${FROM}CMD bash\n`,
    'a login shell by path': `${FROM}CMD /bin/bash -l\n`,
    'a shell that is named runs exec': `${FROM}CMD ["sh", "-c", "python manage.py migrate && exec gunicorn config.wsgi"]\n`,
    'bash is named': `${FROM}CMD ["bash", "-c", "python manage.py migrate && gunicorn config.wsgi"]\n`,
    'bash is named with options': `${FROM}ENTRYPOINT ["/bin/bash", "-eo", "pipefail", "-c", "gunicorn config.wsgi -b :$PORT"]\n`,
    'sh is named on Alpine': `${ALPINE}CMD ["sh", "-c", "python manage.py migrate && gunicorn config.wsgi"]\n`,
    'a shell is named for a script': `${FROM}CMD ["sh", "/app/start.sh"]\n`,
    'a shell is the ENTRYPOINT': `${FROM}ENTRYPOINT ["sh", "-c"]\nCMD ["gunicorn config.wsgi"]\n`,
    'a trap handles the signal': `${FROM}CMD trap 'kill %1' TERM; gunicorn config.wsgi & wait\n`,
    'several programs side by side': `${FROM}CMD celery -A config worker & gunicorn config.wsgi\n`,
    'a development file': { code: `${FROM}CMD ${GUNICORN}\n`, path: 'docker/Dockerfile.dev' },
    'a development stage': `FROM python:3.13-slim AS development\nCMD python manage.py runserver 0.0.0.0:8000\n`,
    'a builder': `FROM python:3.13-slim AS builder\nCMD ${GUNICORN}\nFROM python:3.13-slim\nCOPY --from=builder /a /a\nCMD ["gunicorn", "config.wsgi"]\n`,
    'a CMD that a later one replaces': `${FROM}CMD ${GUNICORN}\nCMD ["gunicorn", "config.wsgi"]\n`,
    'a CMD that the ENTRYPOINT of a later stage resets': `FROM python:3.13-slim AS base\nCMD ${GUNICORN}\nFROM base\nENTRYPOINT ["gunicorn", "config.wsgi"]\n`,
    'RUN and HEALTHCHECK belong to a shell': `${FROM}RUN ${GUNICORN} --check-config\nHEALTHCHECK CMD curl -f http://localhost:8000/ || exit 1\n`,
    'no valid JSON: another rule': `${FROM}CMD ['gunicorn', 'config.wsgi']\n`,
    'another shell': `FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nSHELL ["cmd", "/S", "/C"]\nCMD python manage.py runserver\n`,
    'an ENTRYPOINT that takes CMD as its parameters': `${FROM}ENTRYPOINT python manage.py "$0" "$@"\nCMD ["runserver"]\n`,
    'a shell-form ENTRYPOINT with exec': `${FROM}ENTRYPOINT exec gunicorn config.wsgi\n`,
    'a shell-form ENTRYPOINT with exec and an empty CMD': `${FROM}ENTRYPOINT exec gunicorn config.wsgi\nCMD []\n`,
    ONBUILD: `${FROM}ONBUILD CMD ${GUNICORN}\nCMD ["gunicorn", "config.wsgi"]\n`,
    'still being typed': `${FROM}CMD\nENTRYPOINT \n`,
  },
  invalid: {
    'a plain command': {
      code: `${FROM}«CMD» ${GUNICORN}\n`,
      message: `Shell-form CMD: ${LOST}`,
      title: 'Write the command as a JSON array',
      fixed: `${FROM}CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]\n`,
    },
    'in the last line, without a line break': {
      code: `${FROM}  «cmd»   python manage.py runserver`,
      message: /^Shell-form CMD: sh takes the stop signal and python never sees it/,
      fixed: `${FROM}  cmd   ["python", "manage.py", "runserver"]`,
    },
    'over several lines, with comments': {
      code: `${FROM}«CMD» gunicorn config.wsgi \\\n    # all interfaces\n    --bind 0.0.0.0:8000 \\\n    --workers=4\nEXPOSE 8000\n`,
      fixed: `${FROM}CMD ["gunicorn", "config.wsgi", \\\n    # all interfaces\n    "--bind", "0.0.0.0:8000", \\\n    "--workers=4"]\nEXPOSE 8000\n`,
    },
    'a backtick as escape character': {
      code: `# escape=\`\n${FROM}«CMD» gunicorn config.wsgi \`\n    --bind 0.0.0.0:8000\n`,
      fixed: `# escape=\`\n${FROM}CMD ["gunicorn", "config.wsgi", \`\n    "--bind", "0.0.0.0:8000"]\n`,
    },
    'a word that goes over a line break': {
      code: `${FROM}«CMD» gunicorn config.wsgi --bind 0.0.0.0:\\\n8000\n`,
      fixed: null,
    },
    'behind an init sh dies first': {
      code: `${FROM}ENTRYPOINT ["/usr/bin/tini", "--"]\n«CMD» ${GUNICORN}\n`,
      message: 'Shell-form CMD: a stop ends sh at once, and gunicorn is killed in the middle of its work',
      fixed: `${FROM}ENTRYPOINT ["/usr/bin/tini", "--"]\nCMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]\n`,
    },
    'behind uv run': {
      code: `${FROM}ENTRYPOINT ["uv", "run", "--no-sync"]\n«CMD» ${GUNICORN}\n`,
      message: /^Shell-form CMD: a stop ends sh at once/,
    },
    'gosu gives way to sh': {
      code: `${FROM}ENTRYPOINT ["gosu", "app"]\n«CMD» ${GUNICORN}\n`,
      message: `Shell-form CMD: ${LOST}`,
    },
    'an init in the command': {
      code: `${FROM}«CMD» tini -- ${GUNICORN}\n`,
      fixed: `${FROM}CMD ["tini", "--", "gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]\n`,
    },
    'env with a variable': {
      code: `${FROM}«CMD» env A=b gunicorn config.wsgi\n`,
      fixed: `${FROM}CMD ["env", "A=b", "gunicorn", "config.wsgi"]\n`,
    },
    'a script may lack its first line': {
      code: `${FROM}COPY start.sh /app/start.sh\n«CMD» /app/start.sh\n`,
      message: /start\.sh never sees it/,
      fix: 'review',
      fixed: `${FROM}COPY start.sh /app/start.sh\nCMD ["/app/start.sh"]\n`,
    },
    'a script that has its first line': {
      code: `${FROM}COPY start.sh /app/start.sh\n«CMD» /app/start.sh\n`,
      files: { 'manage.py': '', 'start.sh': '#!/bin/sh\nexec gunicorn config.wsgi\n' },
      fixed: `${FROM}COPY start.sh /app/start.sh\nCMD ["/app/start.sh"]\n`,
    },
    'a script without a first line': {
      code: `${FROM}COPY start.sh /app/start.sh\n«CMD» /app/start.sh\n`,
      files: { 'manage.py': '', 'start.sh': 'exec gunicorn config.wsgi\n' },
      fixed: null,
    },
    'a script for a shell': {
      code: `${FROM}«CMD» sh /app/start.sh\n`,
      message: /start\.sh never sees it/,
      fix: 'review',
      fixed: `${FROM}CMD ["sh", "/app/start.sh"]\n`,
    },
    'wait-for-it is a script': {
      code: `${FROM}«CMD» ./wait-for-it.sh db:5432 -- gunicorn config.wsgi\n`,
      fix: 'review',
      fixed: `${FROM}CMD ["./wait-for-it.sh", "db:5432", "--", "gunicorn", "config.wsgi"]\n`,
    },
    'a variable keeps the shell': {
      code: `${FROM}«CMD» gunicorn config.wsgi --bind 0.0.0.0:$PORT\n`,
      title: 'Let the shell give way to the command with exec',
      fixed: `${FROM}CMD ["/bin/sh", "-c", "exec gunicorn config.wsgi --bind 0.0.0.0:$PORT"]\n`,
    },
    'quotes, backslashes and tabs become JSON': {
      code: `${FROM}«CMD» "gunicorn"\tconfig.wsgi --env "A=\\$x" --name 'a "b"' --env B=\\\\ü\n`,
      fixed: `${FROM}CMD ["/bin/sh", "-c", "exec \\"gunicorn\\" config.wsgi --env \\"A=\\\\$x\\" --name 'a \\"b\\"' --env B=\\\\\\\\ü"]\n`,
    },
    'a list keeps its order': {
      code: `${FROM}«CMD» python manage.py migrate && gunicorn config.wsgi\n`,
      message: `Shell-form CMD: ${LOST}`,
      fixed: `${FROM}CMD ["/bin/sh", "-c", "python manage.py migrate && exec gunicorn config.wsgi"]\n`,
    },
    'semicolons and set -xe': {
      code: `${FROM}«CMD» set -xe; python manage.py migrate --noinput; gunicorn config.wsgi:application\n`,
      fixed: `${FROM}CMD ["/bin/sh", "-c", "set -xe; python manage.py migrate --noinput; exec gunicorn config.wsgi:application"]\n`,
    },
    'a variable in front of the program': {
      code: `${FROM}«CMD» cd app && PORT=80 gunicorn config.wsgi -w \${WORKERS:-4}\n`,
      fixed: `${FROM}CMD ["/bin/sh", "-c", "cd app && PORT=80 exec gunicorn config.wsgi -w \${WORKERS:-4}"]\n`,
    },
    'a list over several lines': {
      code: `${FROM}«CMD» python manage.py migrate && \\\n    # then the server\n    gunicorn config.wsgi\n`,
      fixed: `${FROM}CMD ["/bin/sh", "-c", "python manage.py migrate && \\\n    # then the server\n    exec gunicorn config.wsgi"]\n`,
    },
    'a substitution among the arguments': {
      code: `${FROM}«CMD» gunicorn -w $(nproc) config.wsgi\n`,
      fixed: `${FROM}CMD ["/bin/sh", "-c", "exec gunicorn -w $(nproc) config.wsgi"]\n`,
    },
    'a program nobody knows might be a function of the shell': {
      code: `${FROM}«CMD» python manage.py migrate && start-app $PORT\n`,
      message: /start-app never sees it/,
      fix: 'review',
      fixed: `${FROM}CMD ["/bin/sh", "-c", "python manage.py migrate && exec start-app $PORT"]\n`,
    },
    'bash with a redirect stays': {
      code: `${FROM}SHELL ["/bin/bash", "-o", "pipefail", "-c"]\n«CMD» gunicorn config.wsgi 2>&1\n`,
      fixed: `${FROM}SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nCMD ["/bin/bash", "-o", "pipefail", "-c", "exec gunicorn config.wsgi 2>&1"]\n`,
    },
    'a pipeline, in every shell': {
      code: `FROM python:3.13-slim AS a\n«CMD» gunicorn config.wsgi | tee /log\nFROM python:3.13-alpine AS b\n«CMD» gunicorn config.wsgi | tee /log\nFROM python:3.13-slim AS c\nSHELL ["/bin/bash", "-c"]\n«CMD» gunicorn config.wsgi | tee /log\n`,
      fixed: null,
    },
    'behind the server comes another command': {
      code: `${FROM}«CMD» ${GUNICORN} && true\n`,
      message: `Shell-form CMD: ${LOST}`,
      fixed: null,
    },
    'the same where a shell is named': {
      code: `${FROM}CMD ["sh", "-c", «"python manage.py runserver; echo done"»]\n`,
      severity: 'info',
      message: /^No exec: sh takes the stop signal and python never sees it/,
      fixed: null,
    },
    'nothing that exec could take': {
      code: `FROM python:3.13-slim AS a\n«CMD» gunicorn config.wsgi || echo failed\nFROM python:3.13-slim AS b\n«CMD» if true; then gunicorn config.wsgi; fi\nFROM python:3.13-slim AS c\n«CMD» time gunicorn config.wsgi\nFROM python:3.13-slim AS d\n«CMD» gunicorn config.wsgi # note\nFROM python:3.13-slim AS e\n«CMD» eval gunicorn config.wsgi\nFROM python:3.13-slim AS f\n«CMD» sh -c "python manage.py migrate; gunicorn config.wsgi"\n`,
      fixed: null,
    },
    'a shell is named without exec': {
      code: `${FROM}CMD ["sh", "-c", «"python manage.py migrate && gunicorn config.wsgi"»]\n`,
      severity: 'info',
      message: `No exec: ${LOST}`,
      fixed: `${FROM}CMD ["sh", "-c", "python manage.py migrate && exec gunicorn config.wsgi"]\n`,
    },
    'the same with JSON escapes, as ENTRYPOINT': {
      code: `${FROM}ENTRYPOINT ["/bin/sh", "-ec", «"cd \\"$APP\\" && gunicorn -b \\":$PORT\\" config.wsgi"»]\n`,
      severity: 'info',
      fixed: `${FROM}ENTRYPOINT ["/bin/sh", "-ec", "cd \\"$APP\\" && exec gunicorn -b \\":$PORT\\" config.wsgi"]\n`,
    },
    'the same behind a script': {
      code: `${SCRIPTED}CMD ["sh", "-c", «"gunicorn -b :$PORT config.wsgi"»]\n`,
      severity: 'info',
      fix: 'review',
    },
    'a script that only runs its arguments': {
      code: `${SCRIPTED}«CMD» ${GUNICORN}\n`,
      files: project(PASSING),
      message: `Shell-form CMD: ${LOST}`,
      fixed: `${SCRIPTED}CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]\n`,
    },
    'a script that nobody has read': {
      code: `${SCRIPTED}«CMD» ${GUNICORN}\n`,
      fix: 'review',
      fixed: `${SCRIPTED}CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]\n`,
    },
    'a script that does more with its arguments': {
      code: `${SCRIPTED}«CMD» ${GUNICORN}\n`,
      files: project('#!/bin/sh\necho "$*"\nexec "$@"\n'),
      fix: 'review',
    },
    'a script whose functions have arguments of their own': {
      code: `${SCRIPTED}«CMD» ${GUNICORN}\n`,
      files: project(
        '#!/bin/bash\nwait_for() {\n  until nc -z "$1" "$2"; do sleep 1; done\n}\nlog() { echo "$1"; }\nwait_for db 5432\nexec "$@"\n',
      ),
    },
    'a script that looks for options alone': {
      code: `${SCRIPTED}«CMD» ${GUNICORN}\n`,
      files: project('#!/bin/sh\nif [ "${1#-}" != "$1" ]; then set -- gunicorn "$@"; fi\nexec "$@"\n'),
      fix: 'review',
    },
    'a script that looks at its first argument': {
      code: `${SCRIPTED}«CMD» ${GUNICORN}\n`,
      files: project(DISPATCHING),
      severity: 'error',
      message: 'entrypoint looks at $1, which is /bin/sh for a shell-form CMD: write a JSON array',
      fix: 'review',
      fixed: `${SCRIPTED}CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]\n`,
    },
    'the same where a shell is needed': {
      code: `${SCRIPTED}«CMD» gunicorn config.wsgi -b :$PORT\n`,
      files: project(DISPATCHING),
      severity: 'error',
      fixed: null,
    },
    'a script that a shell is given': {
      code: `${FROM}COPY docker/entry.sh /entry.sh\nENTRYPOINT ["bash", "/entry.sh"]\n«CMD» ${GUNICORN}\n`,
      files: project(DISPATCHING),
      severity: 'error',
      fix: 'review',
    },
    'manage.py is the ENTRYPOINT': {
      code: `${FROM}ENTRYPOINT ["python", "manage.py"]\n«CMD» runserver 0.0.0.0:8000\n`,
      severity: 'error',
      message: 'manage.py gets "/bin/sh -c …" as its arguments: under an ENTRYPOINT, CMD must be a JSON array',
      fix: 'review',
      fixed: `${FROM}ENTRYPOINT ["python", "manage.py"]\nCMD ["runserver", "0.0.0.0:8000"]\n`,
      alsoFires: ['dev-server', 'healthcheck-missing', 'port-mismatch'],
    },
    'the server is the ENTRYPOINT, on Alpine too': {
      code: `${ALPINE}ENTRYPOINT ["python", "-m", "gunicorn", "config.wsgi"]\n«CMD» --bind 0.0.0.0:$PORT\n`,
      severity: 'error',
      message: /^gunicorn gets/,
      fixed: null,
    },
    'the image is Python already': {
      code: `FROM gcr.io/distroless/python3-debian13:debug\n«CMD» manage.py runserver\n`,
      severity: 'error',
      message: /^python3 gets/,
      fix: 'review',
    },
    'a script in Python may run its arguments': {
      code: `${FROM}ENTRYPOINT ["python", "entry.py"]\n«CMD» ${GUNICORN}\n`,
      fix: 'review',
    },
    'a shell-form ENTRYPOINT ignores CMD': {
      code: `${FROM}«ENTRYPOINT» gunicorn config.wsgi\nCMD ["--bind", "0.0.0.0:8000"]\n`,
      severity: 'error',
      message: 'A shell-form ENTRYPOINT ignores CMD: what CMD says never runs',
      related: ['CMD ["--bind", "0.0.0.0:8000"]'],
      fix: 'review',
      fixed: `${FROM}ENTRYPOINT ["gunicorn", "config.wsgi"]\nCMD ["--bind", "0.0.0.0:8000"]\n`,
    },
    'the same with exec, or on Alpine': {
      code: `FROM python:3.13-slim AS a\n«ENTRYPOINT» exec gunicorn config.wsgi\nCMD ["--reload"]\nFROM python:3.13-alpine AS b\n«ENTRYPOINT» gunicorn $X\nCMD ["--reload"]\n`,
      severity: 'error',
      fixed: null,
    },
    'the same with a shell-form CMD': {
      code: `${FROM}«ENTRYPOINT» python manage.py\nCMD runserver\n`,
      severity: 'error',
      fixed: null,
    },
    'a shell-form ENTRYPOINT alone': {
      code: `${FROM}«ENTRYPOINT» gunicorn config.wsgi\nCMD []\n`,
      message: `Shell-form ENTRYPOINT: ${LOST}`,
      fix: 'review',
      fixed: `${FROM}ENTRYPOINT ["gunicorn", "config.wsgi"]\nCMD []\n`,
    },
    'a shell-form ENTRYPOINT that needs its shell': {
      code: `${FROM}«ENTRYPOINT» gunicorn config.wsgi -b :$PORT\n`,
      fixed: `${FROM}ENTRYPOINT ["/bin/sh", "-c", "exec gunicorn config.wsgi -b :$PORT"]\n`,
    },
    'a base whose ENTRYPOINT nobody knows': {
      code: `FROM registry.example.com/python\n«CMD» ${GUNICORN}\n`,
      severity: 'info',
      fix: 'review',
    },
    'an ENTRYPOINT on a base nobody knows': {
      code: `FROM registry.example.com/python\n«ENTRYPOINT» ${GUNICORN}\n`,
      severity: 'info',
      fix: 'review',
    },
    'a base with an entry script of its own': {
      code: `FROM node:24-slim\nRUN apt-get update && apt-get install -y python3\n«CMD» ${GUNICORN}\n`,
      severity: 'info',
      fix: 'review',
    },
    'each leaf, an inherited CMD once': {
      code: `FROM python:3.13-slim AS base\n«CMD» ${GUNICORN}\nFROM base AS web\nRUN true\nFROM base AS worker\n«CMD» celery -A config worker\n`,
      fixed: `FROM python:3.13-slim AS base\nCMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]\nFROM base AS web\nRUN true\nFROM base AS worker\nCMD ["celery", "-A", "config", "worker"]\n`,
    },
    'a template gets no fix': {
      code: `${FROM}{% if x %}\n«CMD» ${GUNICORN}\n{% endif %}\n`,
      fixed: null,
    },
    'a very long program name': {
      code: `${FROM}«CMD» a-very-long-name-of-a-program-that-starts-everything --now\n`,
      fix: 'review',
    },
  },
});
