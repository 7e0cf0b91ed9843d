import rule from '../../../server/src/engine/rules/runtime/healthcheck-missing.ts';
import { testRule } from '../../support/rule-tester.ts';

const IMAGE = 'python:3.14-slim-trixie';
const FROM = `FROM ${IMAGE}\nWORKDIR /app\nCOPY . .\n`;
const MARKED = `FROM «${IMAGE}»\nWORKDIR /app\nCOPY . .\n`;
const GUNICORN = 'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n';
/** A service of compose that builds the Dockerfile, and what it says besides. */
const composed = (says: string, file = 'compose.yaml') => ({
  'manage.py': '',
  [file]: `services: {web: {build: .${says && `, ${says}`}}}\n`,
});
const OPTIONS = '--interval=30s --timeout=5s --start-period=30s --retries=3';
const probe = (port: number) =>
  `HEALTHCHECK ${OPTIONS} \\\n    CMD ["python", "-c", "import http.client as h, os, sys; c = h.HTTPConnection('127.0.0.1', ${port}, timeout=4); c.request('GET', os.getenv('HEALTHCHECK_PATH', '/'), headers={'Host': os.getenv('HEALTHCHECK_HOST', 'localhost')}); sys.exit(c.getresponse().status >= 500)"]\n`;

testRule(rule, {
  valid: {
    'there is one': `${FROM}HEALTHCHECK CMD curl -f http://localhost:8000/\n${GUNICORN}`,
    'it is switched off on purpose': `${FROM}HEALTHCHECK NONE\n${GUNICORN}`,
    inherited: `FROM ${IMAGE} AS base\nHEALTHCHECK CMD ["python", "check.py"]\nFROM base\n${GUNICORN}`,
    'a script that starts a worker': `FROM python:3.13-slim\nCOPY . .\nCMD ["sh", "/app/docker/celery/start.sh"]\n`,
    'a worker': `${FROM}CMD ["celery", "-A", "config", "worker"]\n`,
    'a job': `${FROM}CMD ["python", "manage.py", "process_tasks"]\n`,
    'a server on a socket': `${FROM}CMD ["gunicorn", "config.wsgi", "--bind=unix:/run/app.sock"]\n`,
    'compose may have one': { code: FROM + GUNICORN, files: { 'manage.py': '', 'docker-compose.prod.yml': '' } },
    'compose has one': { code: FROM + GUNICORN, files: composed('healthcheck: {test: [CMD, curl, localhost:8000]}') },
    'compose wants none': { code: FROM + GUNICORN, files: composed('healthcheck: {disable: true}') },
    'compose starts something else': { code: FROM + GUNICORN, files: composed('command: celery -A shop worker') },
    'compose runs the image from a registry': {
      code: FROM + GUNICORN,
      files: { 'manage.py': '', 'compose.yaml': 'services: {web: {image: shop}}' },
    },
    'compose is for development': { code: FROM + GUNICORN, files: composed('', 'docker-compose.local.yml') },
    'compose mounts the source': { code: FROM + GUNICORN, files: composed('volumes: [".:/app/"]') },
    'compose starts it on request': { code: FROM + GUNICORN, files: composed('profiles: [web]') },
    'compose extends what is not at hand': { code: FROM + GUNICORN, files: composed('extends: other') },
    'compose builds another stage': {
      code: `FROM ${IMAGE} AS web\n${GUNICORN}FROM web AS last\n`,
      files: { 'manage.py': '', 'compose.yaml': 'services: {web: {build: {context: ., target: web}}}' },
    },
    'compose stands above the folder that is built': {
      code: `${FROM}COPY . .\n${GUNICORN}`,
      path: 'web/Dockerfile',
      files: { 'web/manage.py': '', 'compose.yaml': '' },
    },
    'the folder that is built cannot be told': {
      code: `${FROM}COPY made-by-ci/ /app/\n${GUNICORN}`,
      files: { 'manage.py': '', 'compose.yaml': '' },
    },
    'Kubernetes has probes': { code: FROM + GUNICORN, files: { 'manage.py': '', 'k8s/web.yaml': '' } },
    'a Helm chart has probes': { code: FROM + GUNICORN, files: { 'manage.py': '', 'chart/Chart.yaml': '' } },
    'a development stage': `FROM ${IMAGE} AS dev\n${GUNICORN}`,
    'a base image that may have one': `FROM registry.example.com/python\nEXPOSE 8000\n${GUNICORN}`,
    'an image for others to build on': {
      code: `${FROM}RUN pip install -r requirements.txt\n`,
      files: { 'manage.py': '', 'worker.Dockerfile': '' },
    },
    'tools in an image of their own': `FROM ${IMAGE}\nRUN pip install django\nENTRYPOINT ["django-admin"]\n`,
  },
  invalid: {
    'a server': {
      code: MARKED + GUNICORN,
      message: 'No HEALTHCHECK: a container whose workers hang still counts as running and gets requests',
      title: 'Ask port 8000 every 30 seconds whether the app answers',
      fixed: FROM + probe(8000) + GUNICORN,
    },
    'compose has none either': {
      code: MARKED + GUNICORN,
      files: composed('ports: ["80:8000"]'),
      fixed: FROM + probe(8000) + GUNICORN,
    },
    'compose mounts something else': {
      code: MARKED + GUNICORN,
      files: composed('volumes: ["./conf.py:/app/conf.py", "data:/app"]'),
    },
    'in front of the comment about the command': {
      code: `${MARKED}ENV A=1\n# the server\n${GUNICORN}`,
      fixed: `${FROM}ENV A=1\n${probe(8000)}# the server\n${GUNICORN}`,
    },
    'only EXPOSE tells the port': {
      code: `${MARKED}EXPOSE 80\nENTRYPOINT ["/entry.sh"]\n`,
      fixed: `${FROM}EXPOSE 80\n${probe(80)}ENTRYPOINT ["/entry.sh"]\n`,
    },
    'no start command in this stage': {
      code: `FROM ${IMAGE} AS base\n${GUNICORN}FROM «base»\nEXPOSE 8000\n`,
      fixed: `FROM ${IMAGE} AS base\n${GUNICORN}FROM base\nEXPOSE 8000\n${probe(8000)}`,
    },
    'a port that only the container knows': { code: `${MARKED}CMD exec gunicorn config.wsgi -b :$PORT\n`, fixed: null },
    'uWSGI’s own protocol': { code: `${MARKED}CMD ["uwsgi", "--socket", ":3031"]\n`, fixed: null },
    'no Python that is known by name': {
      code: `FROM «debian:trixie-slim»\nRUN apt-get update && apt-get install -y python3\n${GUNICORN}`,
      fixed: null,
    },
    'runserver, and a line continued by a backtick': {
      code: `# escape=\`\n${MARKED}CMD ["python", "manage.py", "runserver", "0.0.0.0:80"]\n`,
      fixed: `# escape=\`\n${FROM}${probe(80).replace(' \\\n', ' `\n')}CMD ["python", "manage.py", "runserver", "0.0.0.0:80"]\n`,
    },
    'a file that stands alone and does not say how it starts': { code: MARKED, fixed: null },
    'the one file of a project that starts nothing': { code: MARKED, files: { 'manage.py': '' }, fixed: null },
    'a script that nobody has read': {
      code: `${MARKED}ENTRYPOINT ["/app/entrypoint.sh"]\nCMD ["server"]\n`,
      fixed: null,
    },
    'a branch of a script': {
      code: `${MARKED}ENTRYPOINT ["/app/entry.sh"]\nCMD ["server"]\n`,
      files: {
        'manage.py': '',
        'entry.sh': '#!/bin/bash\nif [ "$1" = server ]; then\n  exec gunicorn --bind :80 x.wsgi\nfi\n',
      },
      fixed: `${FROM}${probe(80)}ENTRYPOINT ["/app/entry.sh"]\nCMD ["server"]\n`,
    },
  },
});
