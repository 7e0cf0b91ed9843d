import rule from '../../../server/src/engine/rules/runtime/healthcheck-tool-missing.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\n';
const CURL = 'curl -f http://localhost:8000/health/';
const probe = (port: number, path: string, minds = true) =>
  minds
    ? `["python", "-c", "import http.client as h, sys; c = h.HTTPConnection('127.0.0.1', ${port}, timeout=4); c.request('GET', '${path}', headers={'Host': 'localhost'}); sys.exit(c.getresponse().status >= 400)"]`
    : `["python", "-c", "import http.client as h; c = h.HTTPConnection('127.0.0.1', ${port}, timeout=4); c.request('GET', '${path}', headers={'Host': 'localhost'}); c.getresponse()"]`;

testRule(rule, {
  valid: {
    'the image has curl': `FROM python:3.14\nHEALTHCHECK CMD ${CURL}\n`,
    'curl is installed': `${FROM}RUN apt-get update && apt-get install -y --no-install-recommends curl\nHEALTHCHECK CMD ${CURL}\n`,
    'curl is installed behind the check': `${FROM}HEALTHCHECK CMD ${CURL}\nRUN apt-get update && apt-get install -y curl\n`,
    'a later stage installs it': `${FROM.replace('trixie', 'trixie AS base')}HEALTHCHECK CMD ${CURL}\nFROM base\nRUN apt-get update && apt-get install -y curl\n`,
    'packages in a variable': `${FROM}ARG PACKAGES\nRUN apt-get update && apt-get install -y $PACKAGES\nHEALTHCHECK CMD ${CURL}\n`,
    'packages in a variable of the file': `${FROM}ARG PACKAGES="libpq5 curl"\nRUN apt-get update && apt-get install -y $PACKAGES\nHEALTHCHECK CMD ${CURL}\n`,
    'a script nobody has read may install it': `${FROM}COPY setup.sh /\nRUN /setup.sh\nHEALTHCHECK CMD ${CURL}\n`,
    'a script without an ending': `${FROM}RUN /srv/app/scripts/setup/install --all\nHEALTHCHECK CMD ${CURL}\n`,
    'curl is copied': `${FROM}COPY --from=curlimages/curl /usr/bin/curl /usr/bin/curl\nHEALTHCHECK CMD ${CURL}\n`,
    'BusyBox brings wget': 'FROM python:3.14-alpine\nHEALTHCHECK CMD wget -q --spider http://localhost:8000/\n',
    'an unknown base': `FROM registry.example.com/python\nHEALTHCHECK CMD ${CURL}\n`,
    'Python asks': `${FROM}HEALTHCHECK CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://localhost:8000/')"]\n`,
    'a script of the project': `${FROM}HEALTHCHECK CMD ["/app/check.sh"]\n`,
    'one tool or the other': `${FROM}HEALTHCHECK CMD ${CURL} || wget -q http://localhost:8000/\n`,
    'only where it is there': `${FROM}HEALTHCHECK CMD command -v curl && ${CURL}\n`,
    'switched off': `${FROM}HEALTHCHECK NONE\n`,
    'a later one replaces it': `${FROM}HEALTHCHECK CMD ${CURL}\nHEALTHCHECK NONE\n`,
    'a builder': `FROM python:3.14-slim AS builder\nHEALTHCHECK CMD ${CURL}\nFROM python:3.14\nCOPY --from=builder /a /a\n`,
    'a RUN': `${FROM}RUN ${CURL} || true\n`,
    'still being typed': `${FROM}HEALTHCHECK CMD \n`,
  },
  invalid: {
    'curl in a slim image': {
      code: `${FROM}HEALTHCHECK CMD «${CURL}» || exit 1\n`,
      message: 'curl is not in this image: the health check always fails, and the container is never healthy',
      title: 'Let Python ask, which the image has',
      fixed: `${FROM}HEALTHCHECK CMD ${probe(8000, '/health/')}\n`,
    },
    'with options of its own, over lines': {
      code: `${FROM}HEALTHCHECK --interval=30s \\\n  CMD «curl --fail --silent -o /dev/null http://127.0.0.1/»\n`,
      fixed: `${FROM}HEALTHCHECK --interval=30s \\\n  CMD ${probe(80, '/')}\n`,
    },
    'as an array': {
      code: `${FROM}HEALTHCHECK CMD [«"curl", "-f", "http://localhost:8000/a?b=c"»]\n`,
      fixed: `${FROM}HEALTHCHECK CMD ${probe(8000, '/a?b=c')}\n`,
    },
    'any answer will do without -f': {
      code: `${FROM}HEALTHCHECK CMD «curl http://localhost:8000»\n`,
      fixed: `${FROM}HEALTHCHECK CMD ${probe(8000, '/', false)}\n`,
    },
    'wget in a slim image': {
      code: `${FROM}HEALTHCHECK CMD «wget --quiet --tries=1 --spider http://localhost:8000/» || exit 1\n`,
      message: /^wget is not/,
      fixed: `${FROM}HEALTHCHECK CMD ${probe(8000, '/')}\n`,
    },
    'curl on Alpine': {
      code: `FROM python:3.14-alpine\nHEALTHCHECK CMD «${CURL}»\n`,
      fixed: `FROM python:3.14-alpine\nHEALTHCHECK CMD ${probe(8000, '/health/')}\n`,
    },
    'no curl in Debian either, nor a python that is known by name': {
      code: `FROM debian:trixie-slim\nRUN apt-get update && apt-get install -y python3\nHEALTHCHECK CMD «${CURL}»\n`,
      fixed: null,
    },
    'a comment in between': {
      code: `${FROM}HEALTHCHECK CMD «curl -f \\\n  # the page\n  http://localhost:8000/»\n`,
      fixed: null,
    },
    'a question that Python would have to ask in another way': {
      code: `FROM python:3.14-slim AS a\nHEALTHCHECK CMD «curl -fk https://localhost:8000/»\nFROM python:3.14-slim AS b\nHEALTHCHECK CMD «curl -f -H 'Host: x' http://localhost:8000/»\nFROM python:3.14-slim AS c\nHEALTHCHECK CMD «curl -f http://localhost:$PORT/»\nFROM python:3.14-slim AS d\nHEALTHCHECK CMD «curl -fsS http://localhost:8000/» | grep ok\nFROM python:3.14-slim AS e\nHEALTHCHECK CMD «curl -f http://web:8000/»\n`,
      fixed: null,
    },
    'nc, ps and pgrep': {
      code: `FROM python:3.14-slim AS a\nHEALTHCHECK CMD «nc -z localhost 8000»\nFROM python:3.14-slim AS b\nHEALTHCHECK CMD «ps aux» | grep gunicorn\nFROM python:3.14-slim AS c\nHEALTHCHECK CMD «pgrep celery»\n`,
      message: [/^nc is not/, /^ps is not/, /^pgrep is not/],
      fixed: null,
    },
    'a development image is never healthy either': {
      code: `FROM python:3.14-slim AS dev\nHEALTHCHECK CMD «${CURL}»\n`,
    },
    'inherited by two images, reported once': {
      code: `FROM python:3.14-slim AS base\nHEALTHCHECK CMD «${CURL}»\nFROM base AS a\nFROM base AS b\n`,
    },
  },
});
