import rule from '../../../server/src/engine/rules/runtime/exec-form-variable.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\n';
const SCRIPTED = `${FROM}COPY docker/entry.sh /usr/local/bin/entrypoint\nENTRYPOINT ["entrypoint"]\n`;
const passing = '#!/bin/sh\nset -e\npython manage.py migrate\nexec "$@"\n';
const project = (script: string) => ({ 'manage.py': '', 'docker/entry.sh': script });

testRule(rule, {
  valid: {
    'no variable': `${FROM}CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]\n`,
    'shell form': `${FROM}CMD gunicorn config.wsgi --bind 0.0.0.0:$PORT\nHEALTHCHECK CMD curl -f http://localhost:$PORT/\n`,
    'a shell is named': `${FROM}CMD ["sh", "-c", "exec gunicorn config.wsgi --bind 0.0.0.0:$PORT"]\n`,
    'a shell with options': `${FROM}ENTRYPOINT ["/bin/bash", "-eo", "pipefail", "-c", "exec gunicorn -w $W config.wsgi"]\n`,
    'a shell behind an init or env': `${FROM}ENTRYPOINT ["tini", "--", "sh", "-c", "exec gunicorn $ARGS"]\nCMD ["env", "bash", "-c", "gunicorn $X"]\n`,
    'a shell and a script': `${FROM}CMD ["bash", "start.sh", "$PORT"]\n`,
    'a shell is the ENTRYPOINT': `${FROM}ENTRYPOINT ["sh", "-c"]\nCMD ["gunicorn config.wsgi --bind 0.0.0.0:$PORT"]\n`,
    'a login shell is the ENTRYPOINT': `${FROM}ENTRYPOINT ["/bin/bash", "-lc"]\nCMD ["gunicorn -b :$PORT config.wsgi"]\n`,
    'a shell-form ENTRYPOINT ignores CMD': `${FROM}ENTRYPOINT exec gunicorn config.wsgi\nCMD ["gunicorn", "$X"]\n`,
    'a script that nobody has read': `${SCRIPTED}CMD ["gunicorn", "-b", "0.0.0.0:$PORT", "config.wsgi"]\n`,
    'a script that evaluates its arguments': {
      code: `${SCRIPTED}CMD ["gunicorn", "-b", "0.0.0.0:$PORT", "config.wsgi"]\n`,
      files: project('#!/bin/sh\neval exec "$@"\n'),
    },
    'a script that gives its arguments to a shell': {
      code: `${SCRIPTED}CMD ["gunicorn", "-b", "0.0.0.0:$PORT", "config.wsgi"]\n`,
      files: project('#!/bin/bash\nexec bash -c "$*"\n'),
    },
    'a script that substitutes the environment': {
      code: `${SCRIPTED}CMD ["gunicorn", "-b", "0.0.0.0:$PORT", "config.wsgi"]\n`,
      files: project('#!/bin/sh\nexec $(echo "$@" | envsubst)\n'),
    },
    'a script in Python': {
      code: `${SCRIPTED}CMD ["gunicorn", "-b", "0.0.0.0:$PORT", "config.wsgi"]\n`,
      files: project('#!/usr/bin/env python3\nimport os, sys\nos.execvp(sys.argv[1], sys.argv[1:])\n'),
    },
    'programs that nobody knows may expand it': `${FROM}CMD ["start-app", "$PORT"]\nENTRYPOINT ["dockerize", "-template", "$X"]\n`,
    'a program of the project': `${FROM}CMD ["python", "serve.py", "$PORT"]\n`,
    'npm and make have shells of their own': `${FROM}CMD ["npm", "run", "x", "--", "$PORT"]\nENTRYPOINT ["make", "run", "PORT=$PORT"]\n`,
    'wait-for-it is a shell script': `${FROM}CMD ["wait-for-it.sh", "$DB_HOST:5432", "--", "gunicorn", "config.wsgi"]\n`,
    'code of another language': `FROM python:3.13-slim AS a\nCMD ["python", "-c", "import os; print('$HOME')"]\nFROM python:3.13-slim AS b\nENTRYPOINT ["python", "manage.py", "shell", "-c", "print('$HOME')"]\nFROM python:3.13-slim AS c\nENTRYPOINT ["python", "manage.py"]\nCMD ["shell", "-c", "print('$HOME')"]\n`,
    'uWSGI has variables of its own': `${FROM}CMD ["uwsgi", "--http", ":$(PORT)", "--route", "^/(.*) redirect:https://\${HTTP_HOST}/$1", "--log-format", "$METHOD", "--module", "config.wsgi"]\n`,
    'escaped on purpose': `${FROM}CMD ["gunicorn", "--env", "PRICE=\\\\$PORT", "--name", "$$PORT", "config.wsgi"]\n`,
    'dollar signs that are no variables': `${FROM}CMD ["gunicorn", "--name", "a$", "--env", "P=$1", "--pid", "$-", "config.wsgi"]\n`,
    'lower-case words that nobody declares': `${FROM}CMD ["gunicorn", "--env", "T=$name \${uri}", "config.wsgi"]\n`,
    'bodies and headers of a request': `${FROM}HEALTHCHECK CMD ["curl", "-d", "{\\"$REF\\": 1}", "-H", "X: $TOKEN", "http://localhost:8000/"]\n`,
    'HEALTHCHECK NONE': `${FROM}HEALTHCHECK NONE\n`,
    'a health check that a later one replaces': `${FROM}HEALTHCHECK CMD ["curl", "http://localhost:$PORT/"]\nHEALTHCHECK CMD ["curl", "http://localhost:8000/"]\n`,
    'a CMD that a later one replaces': `${FROM}CMD ["gunicorn", "-b", ":$PORT", "config.wsgi"]\nCMD ["gunicorn", "-b", ":8000", "config.wsgi"]\n`,
    'a CMD that an ENTRYPOINT of a later stage resets': `FROM python:3.13-slim AS base\nCMD ["gunicorn", "-b", ":$PORT", "config.wsgi"]\nFROM base\nENTRYPOINT ["gunicorn", "config.wsgi"]\n`,
    RUN: `${FROM}RUN ["python", "manage.py", "check", "$X"]\n`,
    Windows: `FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCMD ["python", "manage.py", "runserver", "0.0.0.0:$PORT"]\n`,
    'a base with an ENTRYPOINT nobody knows': `FROM registry.example.com/app\nCMD ["gunicorn", "-b", ":$PORT", "config.wsgi"]\n`,
    'a builder': `FROM python:3.13-slim AS builder\nCMD ["gunicorn", "-b", ":$PORT", "config.wsgi"]\nFROM python:3.13-slim\nCOPY --from=builder /a /a\nCMD ["gunicorn", "config.wsgi"]\n`,
    'no JSON': `${FROM}CMD ['gunicorn', '-b', ':$PORT']\n`,
    'an empty array': `${FROM}CMD []\nENTRYPOINT []\n`,
  },
  invalid: {
    'workers with a default': {
      code: `${FROM}CMD ["gunicorn", "config.wsgi:application", "--workers", «"\${GUNICORN_WORKERS:-4}"»]\n`,
      message: 'No shell expands ${GUNICORN_WORKERS:-4} in a JSON array: gunicorn gets these very letters',
      title: 'Run the command through sh, which expands the variable',
      fixed: `${FROM}CMD ["sh", "-c", "exec gunicorn config.wsgi:application --workers \\"\${GUNICORN_WORKERS:-4}\\""]\n`,
    },
    'several variables are one finding': {
      code: `${FROM}CMD ["gunicorn", "-b", «"$HOST:$PORT", "config.wsgi", "-w", "$WORKERS"», "--reload"]\n`,
      fixed: `${FROM}CMD ["sh", "-c", "exec gunicorn -b \\"$HOST:$PORT\\" config.wsgi -w \\"$WORKERS\\" --reload"]\n`,
    },
    'python -m, uv run, poetry run': {
      code: `FROM python:3.13-slim AS a\nCMD ["python", "-m", "gunicorn", "-b", «":$PORT"», "config.wsgi"]\nFROM python:3.13-slim AS b\nCMD ["uv", "run", "--no-sync", "uvicorn", "config.asgi", "--port", «"$PORT"»]\nFROM python:3.13-slim AS c\nCMD ["poetry", "run", "celery", "-A", "config", "worker", "-c", «"$CONCURRENCY"»]\n`,
      message: [/ gunicorn gets/, / uvicorn gets/, / celery gets/],
    },
    'manage.py, also as a program': {
      code: `FROM python:3.13-slim AS a\nCMD ["python", "manage.py", "runserver", «"0.0.0.0:$PORT"»]\nFROM python:3.13-slim AS b\nCMD ["./manage.py", "runserver", «"0.0.0.0:\${PORT}"»]\n`,
      message: /^No shell expands \$(?:PORT|\{PORT\}) in a JSON array: manage.py gets these very letters$/,
    },
    'command substitution': {
      code: `${FROM}CMD ["gunicorn", "-w", «"$(nproc)"», "config.wsgi"]\n`,
      fixed: `${FROM}CMD ["sh", "-c", "exec gunicorn -w \\"$(nproc)\\" config.wsgi"]\n`,
    },
    'a lower-case name that the file declares': {
      code: `${FROM}ENV workers=4\nCMD ["gunicorn", "-w", «"$workers"», "config.wsgi"]\n`,
    },
    'options in a variable stay several words': {
      code: `${FROM}CMD ["gunicorn", «"$GUNICORN_ARGS"», "config.wsgi"]\n`,
      fixed: `${FROM}CMD ["sh", "-c", "exec gunicorn $GUNICORN_ARGS config.wsgi"]\n`,
    },
    'quotes, blanks, backslashes and other dollar signs are protected': {
      code: `${FROM}CMD ["gunicorn", "--env", "A=it's $5 \\"x\\"", "--env", «"B=\`$PORT\` a\\\\b \\"$5\\""», "config.wsgi"]\n`,
      fixed: `${FROM}CMD ["sh", "-c", "exec gunicorn --env 'A=it'\\\\''s $5 \\"x\\"' --env \\"B=\\\\\`$PORT\\\\\` a\\\\\\\\b \\\\\\"\\\\$5\\\\\\"\\" config.wsgi"]\n`,
    },
    'a form that only bash knows': {
      code: `${FROM}CMD ["gunicorn", "--name", «"\${NAME^^}"», "config.wsgi"]\n`,
      fixed: null,
    },
    'ENTRYPOINT takes CMD as arguments': {
      code: `${FROM}ENTRYPOINT ["gunicorn", "-b", «"0.0.0.0:$PORT"»]\nCMD ["config.wsgi"]\n`,
      fixed: `${FROM}ENTRYPOINT ["sh", "-c", "exec gunicorn -b \\"0.0.0.0:$PORT\\" \\"$@\\"", "gunicorn"]\nCMD ["config.wsgi"]\n`,
    },
    'CMD as the arguments of ENTRYPOINT': {
      code: `${FROM}ENTRYPOINT ["gunicorn", "config.wsgi"]\nCMD ["-b", «"0.0.0.0:$PORT"»]\n`,
      message: 'No shell expands $PORT in a JSON array: gunicorn gets these very letters',
      fixed: null,
    },
    'manage.py as ENTRYPOINT': {
      code: `${FROM}ENTRYPOINT ["python", "manage.py"]\nCMD ["runserver", «"0.0.0.0:$PORT"»]\n`,
      message: 'No shell expands $PORT in a JSON array: manage.py gets these very letters',
      fixed: null,
    },
    'behind an init': {
      code: `${FROM}ENTRYPOINT ["/usr/bin/tini", "--"]\nCMD ["gunicorn", "-b", «":$PORT"», "config.wsgi"]\n`,
      fixed: `${FROM}ENTRYPOINT ["/usr/bin/tini", "--"]\nCMD ["sh", "-c", "exec gunicorn -b \\":$PORT\\" config.wsgi"]\n`,
    },
    'an init in the same array': {
      code: `${FROM}CMD ["tini", "--", "gunicorn", "-b", «":$PORT"», "config.wsgi"]\n`,
      fixed: `${FROM}CMD ["sh", "-c", "exec tini -- gunicorn -b \\":$PORT\\" config.wsgi"]\n`,
    },
    'gosu gives way': {
      code: `${FROM}CMD ["gosu", "app", "gunicorn", "-b", «":$PORT"», "config.wsgi"]\n`,
    },
    'a script that only runs its arguments': {
      code: `${SCRIPTED}CMD ["gunicorn", "-b", «"0.0.0.0:$PORT"», "config.wsgi"]\n`,
      files: project(passing),
      fixed: `${SCRIPTED}CMD ["sh", "-c", "exec gunicorn -b \\"0.0.0.0:$PORT\\" config.wsgi"]\n`,
    },
    'a script that looks at its first argument': {
      code: `${SCRIPTED}CMD ["gunicorn", "-b", «"0.0.0.0:$PORT"», "config.wsgi"]\n`,
      files: project('#!/bin/sh\nif [ "$1" = gunicorn ]; then python manage.py migrate; fi\nexec "$@"\n'),
      fixed: null,
    },
    HEALTHCHECK: {
      code: `${FROM}HEALTHCHECK --interval=30s CMD ["curl", "-f", «"http://localhost:\${PORT}/health/"»]\nCMD ["gunicorn", "config.wsgi"]\n`,
      message: 'No shell expands ${PORT} in a JSON array: curl gets these very letters',
      fixed: `${FROM}HEALTHCHECK --interval=30s CMD ["sh", "-c", "exec curl -f \\"http://localhost:\${PORT}/health/\\""]\nCMD ["gunicorn", "config.wsgi"]\n`,
    },
    'a health check of a parent stage, once': {
      code: `FROM python:3.13-slim AS base\nHEALTHCHECK CMD ["pg_isready", "-U", «"$POSTGRES_USER"»]\nFROM base AS web\nCMD ["gunicorn", "config.wsgi"]\nFROM base AS worker\nCMD ["celery", "-A", "config", "worker"]\n`,
    },
    'a development stage': {
      code: `FROM python:3.13-slim AS dev\nCMD ["python", "manage.py", "runserver", «"0.0.0.0:$PORT"»]\n`,
    },
    'distroless is Python already, and has no shell': {
      code: `FROM gcr.io/distroless/python3-debian13\nCMD ["manage.py", "runserver", «"0.0.0.0:$PORT"»]\n`,
      message: 'No shell expands $PORT in a JSON array: python3 gets these very letters',
      fixed: null,
    },
    'a base without a shell': {
      code: `FROM gcr.io/distroless/python3-debian13\nENTRYPOINT ["gunicorn", "-b", «":$PORT"», "config.wsgi"]\n`,
      fixed: null,
    },
    'uWSGI itself takes $PORT as it stands': {
      code: `${FROM}CMD ["uwsgi", "--http", «":$PORT"», "--module", "config.wsgi"]\n`,
    },
    'over several lines, with a comment between them': {
      code: `${FROM}CMD [ \\\n  "gunicorn", \\\n  # from the platform\n  "--bind", «"0.0.0.0:$PORT"», \\\n  "config.wsgi" \\\n]`,
      fixed: `${FROM}CMD ["sh", "-c", "exec gunicorn \\\n  # from the platform\n  --bind \\"0.0.0.0:$PORT\\" \\\n  config.wsgi"]`,
    },
    'without blanks behind the commas': {
      code: `${FROM}CMD ["gunicorn","-b",«":$PORT"»,"config.wsgi"]\n`,
      fixed: `${FROM}CMD ["sh", "-c", "exec gunicorn -b \\":$PORT\\" config.wsgi"]\n`,
    },
    'a backtick as escape character': {
      code: `# escape=\`\n${FROM}CMD ["gunicorn", \`\n  "-b", «":$PORT"», "config.wsgi"]\n`,
      fixed: `# escape=\`\n${FROM}CMD ["sh", "-c", "exec gunicorn \`\n  -b \\":$PORT\\" config.wsgi"]\n`,
    },
    'a template gets no fix': {
      code: `${FROM}{% if x %}\nCMD ["gunicorn", "-b", «":$PORT"», "config.wsgi"]\n{% endif %}\n`,
      fixed: null,
    },
    'a very long variable': {
      code: `${FROM}CMD ["gunicorn", "-b", «"\${A_VERY_LONG_NAME_OF_AN_ADDRESS_TO_LISTEN_ON:-0.0.0.0:8000}"», "config.wsgi"]\n`,
      message: 'No shell expands ${A_VERY_LON…0.0.0:8000} in a JSON array: gunicorn gets these very letters',
    },
  },
});
