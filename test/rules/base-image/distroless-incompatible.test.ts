import rule from '../../../server/src/engine/rules/base-image/distroless-incompatible.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM gcr.io/distroless/python3-debian13\n';
const BUILDER = 'FROM python:3.13-slim-trixie AS builder\nRUN python -m venv /opt/venv\n';

testRule(rule, {
  valid: {
    'Python is told what to run': `${FROM}COPY . /app\nCMD ["/app/manage.py", "check"]\n`,
    'a module': `${FROM}CMD ["-m", "gunicorn", "config.wsgi"]\n`,
    'an ENTRYPOINT of its own': `${FROM}ENTRYPOINT ["/usr/bin/python3", "-m", "gunicorn"]\nCMD ["config.wsgi"]\n`,
    'debug images have a shell': 'FROM gcr.io/distroless/python3-debian13:debug\nRUN id\nCMD python manage.py check\n',
    'a program needs no shell': `${FROM}RUN ["python3", "manage.py", "collectstatic", "--noinput"]\nCMD ["manage.py"]\n`,
    'another program reads RUN': `${FROM}SHELL ["/usr/bin/python3", "-c"]\nRUN print(1)\nCMD ["manage.py"]\n`,
    'a shell is copied': `${FROM}COPY --from=busybox:1.37 /bin/busybox /bin/sh\nRUN ["/bin/sh", "-c", "id"]\nRUN id\nCMD python manage.py check\n`,
    'all of another image is copied': `${BUILDER}${FROM}COPY --from=builder / /\nRUN id\nCMD ["manage.py"]\n`,
    'the builder has a shell': `${BUILDER}RUN pip list\n${FROM}CMD ["manage.py"]\n`,
    'no command': FROM,
    'an image for other programs': 'FROM gcr.io/distroless/static-debian13\nCMD ["server"]\n',
    'the Python of the builder comes along': `${BUILDER}${FROM}COPY --from=builder /usr/local /usr/local\nCOPY --from=builder /opt/venv /opt/venv\nENTRYPOINT ["/opt/venv/bin/gunicorn", "config.wsgi"]\n`,
    'packages are found by a path': `${BUILDER}${FROM}COPY --from=builder /opt/venv /opt/venv\nENV PYTHONPATH=/opt/venv/lib/python3.13/site-packages\nCMD ["-m", "gunicorn", "config.wsgi"]\n`,
    'no check': `${FROM}HEALTHCHECK NONE\nCMD ["manage.py"]\n`,
  },
  invalid: {
    RUN: {
      code: `${FROM}«RUN» pip install django\nRUN ["sh", "-c", "id"]\nRUN id\nCMD ["manage.py"]\n`,
      message: 'A distroless image has no shell and no tools: this RUN cannot start, and the build stops',
      related: ['RUN', 'RUN'],
      fixed: null,
    },
    'RUN of a tool that is not there': { code: `${FROM}«RUN» ["apt-get", "update"]\nCMD ["manage.py"]\n`, fixed: null },
    'RUN in a stage that is built on it': { code: `${FROM.trim()} AS base\nFROM base\n«RUN» id\nCMD ["manage.py"]\n` },
    'CMD in shell form': {
      code: `${FROM}«CMD» -m gunicorn config.wsgi\n`,
      message: 'A distroless image has no shell: CMD in shell form cannot start',
      fixed: `${FROM}CMD ["-m", "gunicorn", "config.wsgi"]\n`,
      title: 'Write it as a JSON array',
    },
    'ENTRYPOINT in shell form that needs the shell': {
      code: `${FROM}«ENTRYPOINT» exec /usr/bin/python3 -m gunicorn --bind 0.0.0.0:$PORT\n`,
      fixed: null,
    },
    'a script': {
      code: `${FROM}COPY --chmod=0755 entrypoint.sh /entrypoint.sh\n«ENTRYPOINT» ["/entrypoint.sh"]\nCMD ["gunicorn"]\n`,
      message: 'A distroless image has no shell: entrypoint.sh cannot start',
      fixed: null,
    },
    'a shell as CMD, and no ENTRYPOINT': {
      code: `${FROM}ENTRYPOINT []\n«CMD» ["sh", "-c", "exec gunicorn config.wsgi"]\n`,
      message: 'A distroless image has no shell: sh cannot start',
      fixed: null,
    },
    'a check': {
      code: `${FROM}«HEALTHCHECK» --interval=30s CMD /usr/bin/python3 /app/probe.py\nCMD ["manage.py"]\n`,
      message: 'A distroless image has no shell: this check cannot start, and the container never becomes healthy',
      fixed: `${FROM}HEALTHCHECK --interval=30s CMD ["/usr/bin/python3", "/app/probe.py"]\nCMD ["manage.py"]\n`,
    },
    'python twice': {
      code: `${FROM}«CMD» ["python3", "manage.py", "check"]\n`,
      message: 'The image starts python3 by itself: this CMD makes it look for a file called python3',
      fixed: `${FROM}CMD ["manage.py", "check"]\n`,
      title: 'Leave python out of CMD',
    },
    'a server': {
      code: `${FROM}«CMD» ["gunicorn", "config.wsgi"]\n`,
      message: 'The image starts python3 by itself: this CMD makes it look for a file called gunicorn',
      fixed: `${FROM}CMD ["-m", "gunicorn", "config.wsgi"]\n`,
      title: 'Start gunicorn as a module',
    },
    'a program that is no module': { code: `${FROM}«CMD» ["supervisord"]\n`, fixed: null },
    'python alone': { code: `${FROM}«CMD» ["python3"]\n`, fixed: null },
    'an environment without its Python': {
      code: `${BUILDER}${FROM}COPY --from=builder /opt/venv /opt/venv\n«ENTRYPOINT» ["/opt/venv/bin/gunicorn", "config.wsgi"]\n`,
      message: '/opt/venv needs the Python of its builder in /usr/local, which distroless images lack: no start',
      related: ['COPY --from=builder /opt/venv /opt/venv'],
      fixed: null,
    },
    'and as CMD': {
      code: `${BUILDER}${FROM}COPY --from=builder /opt/venv /opt/venv\nENTRYPOINT []\n«CMD» ["/opt/venv/bin/python", "manage.py"]\n`,
    },
  },
});
