import rule from '../../../server/src/engine/rules/runtime/port-mismatch.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14\nWORKDIR /app\n';
const CMD = 'CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]\n';
const MARKED = 'CMD ["gunicorn", "config.wsgi", «"--bind", "0.0.0.0:8000"»]\n';
const check = (port: string) => `HEALTHCHECK CMD curl -f http://localhost${port}/ || exit 1\n`;
const project = { 'manage.py': '' };
/** A service of compose that builds the Dockerfile and publishes these ports; what it says besides stands in front. */
const published = (ports: string, more = '') => ({
  ...project,
  'compose.yaml': `services:\n  web:\n    build: .\n${more && `    ${more}\n`}    ports: [${ports}]\n`,
});
/** A service that builds the Dockerfile and asks this address whether it is healthy. */
const checkedByService = (address: string, more = '') => ({
  ...project,
  'compose.yaml': `services:\n  web:\n    build: .\n${more && `    ${more}\n`}    healthcheck:\n      test: ["CMD", "curl", "-f", "${address}"]\n`,
});
const composed = (files: Readonly<Record<string, string>>) => ({ code: `${FROM}COPY . .\nEXPOSE 8000\n${CMD}`, files });

testRule(rule, {
  valid: {
    'the same everywhere': `${FROM}EXPOSE 8000\n${check(':8000')}${CMD}`,
    'EXPOSE names more': `${FROM}EXPOSE 8000 9000\n${CMD}`,
    'with its protocol, or in a range': `FROM python:3.14 AS a\nEXPOSE 8000/tcp\n${CMD}FROM python:3.14 AS b\nEXPOSE 7998-8002\n${CMD}`,
    inherited: `FROM python:3.14 AS base\nEXPOSE 8000\nFROM base\n${CMD}`,
    'EXPOSE with a variable of the file': `${FROM}ENV PORT=8000\nEXPOSE $PORT\n${CMD}`,
    'EXPOSE with a variable of the build': `${FROM}ARG PORT\nEXPOSE $PORT\n${CMD}`,
    'the container knows the port': `${FROM}EXPOSE 8080\nCMD exec gunicorn config.wsgi -b :\${PORT:-8000}\n`,
    'a health check with a variable': `${FROM}EXPOSE 8000\nHEALTHCHECK CMD curl -f http://localhost:$PORT/\n${CMD}`,
    'a health check of another kind': `${FROM}EXPOSE 8000\nHEALTHCHECK CMD ["python", "manage.py", "check"]\n${CMD}`,
    'a health check that asks two ports': `${FROM}EXPOSE 8000\nHEALTHCHECK CMD curl -f http://localhost:8000/ && curl -f http://localhost:9000/\n${CMD}`,
    'a health check in Python': `${FROM}EXPOSE 8000\nHEALTHCHECK CMD ["python", "-c", "import http.client as h; h.HTTPConnection('127.0.0.1', 8000)"]\n${CMD}`,
    'nginx takes the requests': `${FROM}RUN apt-get update && apt-get install -y nginx\nEXPOSE 80\nCMD nginx && exec gunicorn config.wsgi -b 127.0.0.1:8000\n`,
    'two servers': `${FROM}EXPOSE 80\nCMD daphne -p 8001 config.asgi:application & gunicorn config.wsgi -b :8000\n`,
    'a script that starts a worker': `FROM python:3.13-slim\nCOPY . .\nCMD ["sh", "/app/docker/celery/start.sh"]\n`,
    'a module that is a worker': `FROM python:3.13-slim\nCOPY . .\nCMD ["./wait-for", "db:5432", "--", "python", "-m", "jobs.import_worker"]\n`,
    'a worker': `${FROM}CMD ["celery", "-A", "config", "worker"]\n`,
    'a Unix socket': `${FROM}CMD ["gunicorn", "config.wsgi", "-b", "unix:/run/app.sock"]\n`,
    'a base image that may expose the port': `FROM registry.example.com/python\n${CMD}`,
    'a development stage': `FROM python:3.14 AS dev\nEXPOSE 80\n${CMD}`,
    'no start command, and another file that may be built on it': {
      code: `${FROM}COPY . .\n`,
      files: { ...project, 'worker.Dockerfile': '' },
    },
    'uWSGI says it in a file': `${FROM}EXPOSE 80\nCMD ["uwsgi", "--ini", "uwsgi.ini"]\n`,
    'compose publishes the port': composed(published('"80:8000"')),
    'compose publishes it besides others': composed(published('"8000:8000", "5678:5678"')),
    'compose publishes nothing': composed(published('')),
    'compose publishes another protocol': composed(published('"53:53/udp"')),
    'compose publishes a port that is not known': composed(published('"80:${PORT}"')),
    'compose publishes a range': composed(published('"7000-9000:7000-9000"')),
    'compose starts something else': composed(published('"80:80"', 'command: gunicorn config.wsgi -b :80')),
    'compose starts a script': composed(published('"80:80"', 'entrypoint: /start.sh')),
    'compose extends what is not at hand': composed(published('"80:80"', 'extends: {file: ../x.yml, service: y}')),
    'compose publishes a port of another image': composed({
      ...project,
      'compose.yaml': 'services: {web: {build: .}, proxy: {image: nginx, ports: ["80:80"]}}\n',
    }),
    'compose checks the port': composed(checkedByService('http://localhost:8000/')),
    'compose checks in a way of its own': composed(checkedByService('/healthy')),
    'compose checks a port that a variable chooses': composed(checkedByService('http://localhost:${PORT}/')),
    'compose checks what it starts itself': composed(
      checkedByService('http://localhost:80/', 'command: gunicorn x -b :80'),
    ),
    'compose checks nothing': composed({
      ...project,
      'compose.yaml': 'services:\n  web:\n    build: .\n    healthcheck: {disable: true}\n',
    }),
    'a file of variables that nobody has read may give options': {
      code: `${FROM}COPY . .\nEXPOSE 8000\nCMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...published('"80:80"', 'env_file: .env'), 'gunicorn.conf.py': 'bind = ":8000"\n' },
    },
    'a condition in a configuration file': {
      code: `${FROM}COPY . .\nEXPOSE 80\n${check(':80')}CMD ["gunicorn", "config.wsgi"]\n`,
      files: {
        ...project,
        'gunicorn.conf.py':
          'import os\nbind = ":8000"\nif "PORT" in os.environ:\n    bind = ":" + os.environ["PORT"]\n',
      },
    },
    'the last word in a configuration file': {
      code: `${FROM}COPY . .\nEXPOSE 80\nCMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...project, 'gunicorn.conf.py': 'bind = ":8000"\nbind = ":80"\n' },
    },
    'a configuration file that is not in force': {
      code: `${FROM}COPY . .\nEXPOSE 80\nCMD cd back && gunicorn config.wsgi\n`,
      files: { ...project, 'gunicorn.conf.py': 'bind = ":8000"\n', 'back/gunicorn.conf.py': 'bind = ":80"\n' },
    },
    'a configuration file with several ports': {
      code: `${FROM}COPY . .\nEXPOSE 80\nCMD ["gunicorn", "config.wsgi"]\n`,
      files: { ...project, 'gunicorn.conf.py': 'bind = [":8000", ":80"]\n' },
    },
    'compose may give the port to a server that asks for it': {
      code: `${FROM}COPY . .\nENV PORT=8000\nEXPOSE 8000\nCMD ["gunicorn", "config.wsgi"]\n`,
      files: published('"80:80"', 'environment: {PORT: 80}'),
    },
    'still being typed': `${FROM}EXPOSE \nCMD ["gunicorn"\n`,
  },
  invalid: {
    'the health check asks another port': {
      code: `${FROM}EXPOSE 8000\n${check(':8080')}${MARKED}`,
      message: 'The server listens on port 8000, HEALTHCHECK asks port 8080: the container is never healthy',
      related: ['8080'],
      title: 'Ask port 8000, where the server listens',
      fixed: `${FROM}EXPOSE 8000\n${check(':8000')}${CMD}`,
    },
    'a health check in Python': {
      code: `${FROM}EXPOSE 8000\nHEALTHCHECK CMD ["python", "-c", "import http.client as h; h.HTTPConnection('127.0.0.1', 80)"]\n${MARKED}`,
      fixed: `${FROM}EXPOSE 8000\nHEALTHCHECK CMD ["python", "-c", "import http.client as h; h.HTTPConnection('127.0.0.1', 8000)"]\n${CMD}`,
    },
    'the port of the protocol': {
      code: `${FROM}EXPOSE 8000\n${check('')}${MARKED}`,
      message: /HEALTHCHECK asks port 80:/,
      related: ['HEALTHCHECK'],
      fixed: null,
    },
    'EXPOSE and the health check agree: the server may be wrong': {
      code: `${FROM}EXPOSE 8080\n${check(':8080')}${MARKED}`,
      related: ['8080', '8080'],
      fix: 'review',
      fixed: `${FROM}EXPOSE 8000\n${check(':8000')}${CMD}`,
    },
    'compose publishes a port where nobody listens': {
      code: `${FROM}COPY . .\nEXPOSE 80\n${MARKED}`,
      files: published('"80:80"'),
      message: 'The server listens on port 8000, compose publishes port 80 of the container: nobody answers there',
      related: ['80', 'compose.yaml'],
      fixed: null,
    },
    'runserver, and the target of a long port': {
      code: `${FROM}COPY . .\nEXPOSE 8000\nCMD [«"python", "manage.py", "runserver", "0.0.0.0:8000"»]\n`,
      files: published('{target: 8080, published: 80}'),
      related: ['compose.yaml'],
      fixed: null,
    },
    'compose publishes another port than a configuration file says': {
      code: `${FROM}COPY . .\nEXPOSE 8000\nCMD [«"gunicorn", "config.wsgi"»]\n`,
      files: { ...published('"80:80"'), 'gunicorn.conf.py': 'bind = [":8000"]\n' },
      message: 'The server listens on port 8000, compose publishes port 80 of the container: nobody answers there',
      related: ['compose.yaml'],
      fixed: null,
    },
    'compose checks a port where nobody listens': {
      code: `${FROM}COPY . .\nEXPOSE 8000\n${MARKED}`,
      files: checkedByService('http://localhost:80/'),
      message: "The server listens on port 8000, compose's health check asks port 80: it is never healthy",
      related: ['compose.yaml'],
      fixed: null,
    },
    'compose may start it in another way': {
      code: `${FROM}COPY . .\nEXPOSE 8000\n${check(':8080')}${MARKED}`,
      files: { ...project, 'compose.yaml': '' },
      fix: 'review',
    },
    'EXPOSE names another port': {
      code: `${FROM}EXPOSE 8080/tcp\n${MARKED}`,
      severity: 'info',
      message: 'EXPOSE names port 8080, the server listens on 8000: tools that read EXPOSE find nobody there',
      related: ['8080/tcp'],
      title: 'Let EXPOSE name port 8000',
      fixed: `${FROM}EXPOSE 8000/tcp\n${CMD}`,
    },
    'several others': {
      code: `${FROM}EXPOSE 80 443\nEXPOSE 5000-5003\n${MARKED}`,
      severity: 'info',
      message: /^EXPOSE names port 80, 443, 5000,/,
      related: ['80', '443', '5000-5003'],
      fixed: null,
    },
    'no EXPOSE': {
      code: `${FROM}${MARKED}`,
      severity: 'hint',
      message: 'No EXPOSE for port 8000: people and tools cannot see where the app listens',
      title: 'Add EXPOSE 8000',
      fixed: `${FROM}EXPOSE 8000\n${CMD}`,
    },
    'no EXPOSE, and a comment about the command': {
      code: `${FROM}# the server\n${MARKED}`,
      severity: 'hint',
      fixed: `${FROM}EXPOSE 8000\n# the server\n${CMD}`,
    },
    'neither EXPOSE nor the right question': {
      code: `${FROM}${check(':8080')}${MARKED}`,
      fixed: `${FROM}${check(':8000')}EXPOSE 8000\n${CMD}`,
    },
    'a variable of the file tells the port': {
      code: `${FROM}ENV PORT=5000\nCMD [«"gunicorn", "config.wsgi"»]\n`,
      severity: 'hint',
      fix: 'review',
      fixed: `${FROM}ENV PORT=5000\nEXPOSE 5000\nCMD ["gunicorn", "config.wsgi"]\n`,
    },
    'the port alone comes from a variable of the file': {
      code: `${FROM}ENV PORT=5000\nCMD exec gunicorn config.wsgi «-b 0.0.0.0:$PORT»\n`,
      severity: 'hint',
      fix: 'review',
    },
    'the default of a server': {
      code: `${FROM}EXPOSE 80\nCMD ["daphne", «"-b", "0.0.0.0"», "config.asgi:application"]\n`,
      severity: 'info',
      fixed: `${FROM}EXPOSE 8000\nCMD ["daphne", "-b", "0.0.0.0", "config.asgi:application"]\n`,
    },
    'runserver, waitress and uWSGI': {
      code: `FROM python:3.14 AS a\nEXPOSE 80\nCMD [«"python", "manage.py", "runserver", "0.0.0.0:8000"»]\nFROM python:3.14 AS b\nEXPOSE 80\nCMD [«"waitress-serve", "config.wsgi:application"»]\nFROM python:3.14 AS c\nEXPOSE 80\nCMD ["uwsgi", «"--http", ":8000"», "--module", "config.wsgi"]\n`,
      severity: 'info',
      message: [/listens on 8000/, /listens on 8080/, /listens on 8000/],
    },
    'in a configuration file': {
      code: `${FROM}COPY . .\nEXPOSE 80\nCMD [«"gunicorn", "-c", "conf.py", "config.wsgi"»]\n`,
      files: { ...project, 'conf.py': "bind = '0.0.0.0:8000'\n" },
      severity: 'info',
      fix: 'review',
    },
    'in a script': {
      code: `${FROM}COPY . .\nENTRYPOINT [«"./entry.sh"»]\n`,
      files: { ...project, 'entry.sh': '#!/bin/sh\nexec gunicorn config.wsgi --bind 0.0.0.0:80\n' },
      severity: 'hint',
      related: ['entry.sh'],
      fixed: `${FROM}COPY . .\nEXPOSE 80\nENTRYPOINT ["./entry.sh"]\n`,
    },
    'two images of one file, one of them for the queue': {
      code: `FROM python:3.14 AS release\nCOPY . .\nFROM release AS worker\nCMD ["/app/run.sh"]\nFROM release AS queue\nCMD ["/app/start-worker.sh"]\nFROM release AS web\n«CMD» ["/app/start-web.sh"]\n`,
      severity: 'hint',
    },
    'the one file of a project that starts nothing': {
      code: `FROM «python:3.14»\nWORKDIR /app\nCOPY . .\n`,
      files: { 'manage.py': '' },
      severity: 'hint',
      message: 'No EXPOSE: people and tools cannot see where the app listens',
      fixed: null,
    },
    'a file that stands alone and starts somehow': {
      code: `FROM python:3.14 AS a\nCOPY . .\nENTRYPOINT ["/entrypoint.sh"]\n«CMD» ["server"]\nFROM «python:3.14» AS b\nCOPY . /app\n`,
      severity: 'hint',
      message: 'No EXPOSE: people and tools cannot see where the app listens',
      fixed: null,
    },
  },
});
