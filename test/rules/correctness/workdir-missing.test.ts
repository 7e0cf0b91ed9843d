import rule from '../../../server/src/engine/rules/correctness/workdir-missing.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';
const START = 'CMD ["gunicorn", "config.wsgi"]\n';

testRule(rule, {
  valid: {
    'WORKDIR first': `${FROM}WORKDIR /app\nCOPY . .\nWORKDIR src\n${START}`,
    'set in the stage it is FROM': 'FROM python:3.14-slim AS base\nWORKDIR /app\nFROM base\nCOPY . .\nWORKDIR src\n',
    'the root on purpose': `${FROM}WORKDIR /\nCOPY . .\n${START}`,
    'copies that name their folder': `${FROM}COPY . /app\nADD ["x", "/y/"]\nCOPY a b "/c/"\nCOPY x ~/y\n`,
    'a variable nobody knows': `${FROM}ARG WHERE\nCOPY . $WHERE\nWORKDIR $WHERE\n`,
    'a folder of the base image': 'FROM example.com/team/base:1\nCOPY . .\n',
    'files to be exported': 'FROM scratch\nCOPY dist .\n',
    'a distroless image': 'FROM gcr.io/distroless/python3-debian13\nCOPY app app\nWORKDIR app\n',
    Windows: 'FROM python:3.14-windowsservercore\nWORKDIR app\nCOPY . .\n',
    'a path of Windows': `${FROM}WORKDIR C:\\app\nCOPY . .\n`,
    'a WORKDIR that is still being typed': `${FROM}WORKDIR\nCOPY x\n`,
    'a mkdir that does more': `${FROM}RUN mkdir -p /app/media /app\nWORKDIR /app\nRUN mkdir -m 700 /x\nWORKDIR /x\nRUN mkdir /y && chown 1 /y\nWORKDIR /y\n`,
    'a mkdir for another folder': `${FROM}RUN mkdir /app/media\nWORKDIR /app\n`,
    'a mkdir that something needs first': `${FROM}RUN mkdir /app\nCOPY . /app\nWORKDIR /app\n`,
    'a mkdir as another user': `${FROM}USER app\nRUN mkdir /home/app/x\nWORKDIR /home/app/x\n`,
    'a mkdir nobody can read': `${FROM}RUN mkdir $(cat x)\nWORKDIR /app\nRUN mkdir -p $A\nWORKDIR /b\n`,
    'a mkdir with a mount': `${FROM}RUN --mount=type=cache,target=/x mkdir /app\nWORKDIR /app\n`,
    'a file that lies in the root': `${FROM}COPY requirements.txt /\nCOPY manage.py /manage.py\nRUN pip install --no-cache-dir -r requirements.txt\nRUN python manage.py check\n`,
    'a file that a mount brings': `${FROM}RUN --mount=type=bind,source=requirements.txt,target=requirements.txt pip install --no-cache-dir -r requirements.txt\n`,
    'a file that something may have made': `${FROM}RUN git clone https://example.com/x . \nRUN pip install --no-cache-dir -r requirements.txt\n`,
    'a file in a folder the RUN goes to': `${FROM}COPY . /app\nRUN cd /app && python manage.py check\nRUN python /app/manage.py check\n`,
  },
  invalid: {
    'a requirements file in a stage that ships': {
      code: `${FROM}RUN pip install --no-cache-dir -r «requirements.txt»\n${START}`,
      severity: 'hint',
    },
    'a file that is looked for in the root': {
      code: `FROM python:3.14-slim AS build\nRUN pip install --user --no-cache-dir -r «requirements.txt»\n${FROM}COPY --from=build /root/.local /root/.local\nCOPY . /srv/app/\nRUN set -e; python «manage.py» collectstatic --noinput\n${START}`,
      message: [
        'No WORKDIR is set: requirements.txt is looked for in /',
        'No WORKDIR is set: manage.py is looked for in /',
      ],
      severity: ['hint', 'warning'],
      title: 'Set WORKDIR /app',
      fix: 'review',
      fixed: `FROM python:3.14-slim AS build\nWORKDIR /app\nRUN pip install --user --no-cache-dir -r requirements.txt\n${FROM}COPY --from=build /root/.local /root/.local\nCOPY . /srv/app/\nWORKDIR /srv/app\nRUN set -e; python manage.py collectstatic --noinput\n${START}`,
    },
    'COPY into the root': {
      code: `${FROM}# all of it\nCOPY . «.»\nCOPY x ./y/\n${START}`,
      message: 'No WORKDIR is set: the files land in /, among the folders of the system',
      title: 'Set WORKDIR /app',
      fix: 'review',
      fixed: `${FROM}WORKDIR /app\n# all of it\nCOPY . .\nCOPY x ./y/\n${START}`,
    },
    'ADD, a JSON array, a variable': {
      code: `${FROM}ARG WHERE=app\nADD ["a b", «"$WHERE/"»]\n${START}`,
      fix: 'review',
      fixed: `${FROM}ARG WHERE=app\nWORKDIR /app\nADD ["a b", "$WHERE/"]\n${START}`,
    },
    'a builder': {
      code: `FROM python:3.14-slim AS build\nCOPY requirements.txt «./»\nRUN pip wheel -r requirements.txt -w /wheels\nFROM python:3.14-slim\nWORKDIR /app\nCOPY --from=build /wheels /wheels\nCOPY . .\n`,
      severity: 'hint',
    },
    'WORKDIR comes later': {
      code: `${FROM}COPY requirements.txt «.»\nRUN pip install --no-cache-dir -r requirements.txt\nWORKDIR /app\nCOPY . .\n`,
      severity: 'hint',
      fixed: null,
    },
    'once for the stages that are built on it': {
      code: `FROM python:3.14-slim AS base\nCOPY requirements.txt «.»\nFROM base\nCOPY . .\n`,
    },
    'each root stage for itself': {
      code: `FROM python:3.14-slim AS a\nCOPY x «.»\nFROM python:3.14-slim\nCOPY --from=a /x «x»\n`,
      severity: ['hint', 'warning'],
    },
    'a relative WORKDIR': {
      code: `${FROM}WORKDIR «app/src»\nCOPY . .\n${START}`,
      message: 'WORKDIR app/src is relative: where it lies depends on the base image',
      title: 'Write the path from / on',
      fixed: `${FROM}WORKDIR /app/src\nCOPY . .\n${START}`,
    },
    'a relative WORKDIR with a dot, a variable, quotes': {
      code: `FROM python:3.14-slim AS a\nWORKDIR «./app»\nFROM python:3.14-slim AS b\nARG A=x\nWORKDIR «$A/y»\nFROM python:3.14-slim\nWORKDIR «"my app"»\nCOPY --from=a /app a\nCOPY --from=b /x b\n`,
      severity: ['hint', 'hint', 'warning'],
      fixed: `FROM python:3.14-slim AS a\nWORKDIR /app\nFROM python:3.14-slim AS b\nARG A=x\nWORKDIR /$A/y\nFROM python:3.14-slim\nWORKDIR /"my app"\nCOPY --from=a /app a\nCOPY --from=b /x b\n`,
    },
    'a relative WORKDIR on an image nobody knows': {
      code: `FROM example.com/team/base:1\nWORKDIR «app»\n${START}`,
      message: 'WORKDIR app is relative to a folder that only the base image knows',
      fixed: null,
    },
    'mkdir in front of WORKDIR': {
      code: `${FROM}# the code\nRUN «mkdir -p /srv/app»\n\nWORKDIR /srv/app/\nCOPY . .\n${START}`,
      severity: 'hint',
      message: 'This mkdir is not needed: WORKDIR /srv/app creates the folder by itself',
      title: 'Leave the folder to WORKDIR',
      fixed: `${FROM}# the code\n\nWORKDIR /srv/app/\nCOPY . .\n${START}`,
    },
    'mkdir, written twice': {
      code: `${FROM}RUN «mkdir -p /srv/app»\nRUN «mkdir -p /srv/app»\nWORKDIR /srv/app\nCOPY . .\n${START}`,
      severity: 'hint',
      fixed: `${FROM}WORKDIR /srv/app\nCOPY . .\n${START}`,
    },
    'mkdir with a variable, as an exec form': {
      code: `${FROM}ENV HOME_DIR=/app\nRUN «mkdir $HOME_DIR»\nWORKDIR \${HOME_DIR}\nRUN [«"mkdir", "-p", "media"»]\nWORKDIR media\n`,
      severity: 'hint',
      fixed: `${FROM}ENV HOME_DIR=/app\nWORKDIR \${HOME_DIR}\nWORKDIR media\n`,
    },
  },
});
