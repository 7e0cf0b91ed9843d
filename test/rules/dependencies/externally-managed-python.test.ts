import rule from '../../../server/src/engine/rules/dependencies/externally-managed-python.ts';
import { testRule } from '../../support/rule-tester.ts';

const DEBIAN = 'FROM debian:trixie-slim\n';
const apt = (packages: string): string =>
  `RUN apt-get update && apt-get install -y --no-install-recommends ${packages} && rm -rf /var/lib/apt/lists/*\n`;
const PIP = apt('python3-pip');
const INSTALL = 'RUN pip install --no-cache-dir gunicorn\n';
const SETTINGS = 'ENV PATH="/opt/venv/bin:$PATH"\n';
const WITH_VENV = apt('python3-pip python3-venv');

testRule(rule, {
  valid: {
    'the official image has a Python of its own': `FROM python:3.13-slim-trixie\n${PIP}${INSTALL}`,
    'older Debian': `FROM debian:bullseye\n${PIP}${INSTALL}`,
    'older Ubuntu': `FROM ubuntu:22.04\n${PIP}${INSTALL}`,
    'a Debian nobody knows': `FROM debian:stable\n${PIP}${INSTALL}`,
    'an image nobody knows': `FROM registry.example.com/debian:13\n${PIP}${INSTALL}`,
    'where pip comes from is not seen': `${DEBIAN}${INSTALL}`,
    'an option': `${DEBIAN}${PIP}RUN pip install --break-system-packages gunicorn\n`,
    'a variable': `${DEBIAN}${PIP}ENV PIP_BREAK_SYSTEM_PACKAGES=1\n${INSTALL}`,
    'the mark is removed': `${DEBIAN}${PIP}RUN rm /usr/lib/python3*/EXTERNALLY-MANAGED\n${INSTALL}`,
    'pip is configured': `${DEBIAN}${PIP}RUN pip config set global.break-system-packages true\n${INSTALL}`,
    'a configuration is copied': `${DEBIAN}${PIP}COPY pip.conf /etc/\n${INSTALL}`,
    'an environment on PATH': `${DEBIAN}${WITH_VENV}RUN python3 -m venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n${INSTALL}`,
    'an environment by its path': `${DEBIAN}${WITH_VENV}RUN python3 -m venv /v && /v/bin/pip install gunicorn\n`,
    'an environment that is activated': `${DEBIAN}${WITH_VENV}RUN python3 -m venv /v && . /v/bin/activate && pip install gunicorn\n`,
    'a PATH of its own': `${DEBIAN}${PIP}ENV PATH="/srv/python/bin:$PATH"\n${INSTALL}`,
    'a folder of its own': `${DEBIAN}${PIP}RUN pip install --target /srv/lib gunicorn\n`,
    'another Python': `${DEBIAN}${PIP}RUN add-apt-repository ppa:deadsnakes/ppa\n${INSTALL}`,
    'a Python of a version': `${DEBIAN}${PIP}RUN python3.12 -m pip install gunicorn\n`,
    'a script may lift the ban': `${DEBIAN}${PIP}RUN ./setup.sh\n${INSTALL}`,
    'a failure is expected': `${DEBIAN}${PIP}RUN pip install gunicorn || true\n`,
    'nothing is installed': `${DEBIAN}${PIP}RUN pip list && pip download gunicorn\n`,
  },
  invalid: {
    'pip of Debian': {
      code: `${DEBIAN}${PIP}# the server\nRUN «pip install --no-cache-dir gunicorn»\n`,
      message: 'pip may not touch the Python of this distribution: the build stops with externally-managed-environment',
      title: 'Install into a virtual environment',
      fixed: `${DEBIAN}${WITH_VENV}${SETTINGS}# the server\nRUN python3 -m venv /opt/venv && pip install --no-cache-dir gunicorn\n`,
    },
    'pip of Ubuntu, as a module': {
      code: `FROM ubuntu:24.04\n${apt('python3 python3-pip python3-venv')}COPY requirements.txt .\nRUN «python3 -m pip install --no-cache-dir -r requirements.txt»\n`,
      fixed: `FROM ubuntu:24.04\n${apt('python3 python3-pip python3-venv')}COPY requirements.txt .\n${SETTINGS}RUN python3 -m venv /opt/venv && python3 -m pip install --no-cache-dir -r requirements.txt\n`,
    },
    'in the same RUN, with libraries of apt': {
      code: `${DEBIAN}RUN apt-get update && apt-get install -y --no-install-recommends python3-pip python3-gdal && «pip3 install --no-cache-dir gunicorn» && rm -rf /var/lib/apt/lists/*\n`,
      fixed: `${DEBIAN}${SETTINGS}RUN apt-get update && apt-get install -y --no-install-recommends python3-pip python3-venv python3-gdal && python3 -m venv --system-site-packages /opt/venv && pip3 install --no-cache-dir gunicorn && rm -rf /var/lib/apt/lists/*\n`,
    },
    'only the first of many': {
      code: `${DEBIAN}${PIP}RUN «pip install --no-cache-dir --upgrade pip» && pip install --no-cache-dir gunicorn\n`,
    },
    'for a user': { code: `${DEBIAN}${PIP}RUN «pip install --user gunicorn»\n`, fixed: null },
    'pip by its path': { code: `${DEBIAN}${PIP}RUN «/usr/bin/pip3 install gunicorn»\n`, fixed: null },
    'a list in a variable': {
      code: `${DEBIAN}ARG P="python3-pip"\n${apt('$P')}RUN «pip install gunicorn»\n`,
      fixed: null,
    },
  },
});
