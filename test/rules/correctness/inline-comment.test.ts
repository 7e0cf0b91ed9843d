import rule from '../../../server/src/engine/rules/correctness/inline-comment.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.13-slim-trixie\n';

testRule(rule, {
  valid: {
    'comment lines of their own': `# syntax=docker/dockerfile:1\n# the app\n${FROM}# the code\nCOPY . /app\n  # indented\nUSER app\n`,
    'a comment line inside a continuation': `${FROM}ENV A=1 \\\n    # why B\n    B=2\nCOPY a \\\n# the second\n b /app/\n`,
    'the shell removes a comment behind RUN, CMD and ENTRYPOINT': `${FROM}RUN pip install -r requirements.txt # cached\nENTRYPOINT exec python manage.py # x\nCMD gunicorn config.wsgi # y\n`,
    'the shell removes a comment behind HEALTHCHECK CMD': `${FROM}HEALTHCHECK --interval=30s CMD python manage.py check # cheap\n`,
    'RUN with flags': `${FROM}RUN --mount=type=cache,target=/root/.cache/pip pip install django # cached\n`,
    'inside a heredoc': `${FROM}RUN <<EOF\npip install django # cached\n# all\nEOF\nCOPY <<EOF /app/.env\nA=1 # one\nEOF\n`,
    'inside double quotes': `${FROM}ENV GREETING="hello # world" OTHER="# x"\nLABEL note="a # b"\n`,
    'inside single quotes': `${FROM}ENV GREETING='hello # world'\nARG NOTE='a # b'\n`,
    'quotes that go over a line': `${FROM}ENV GREETING="hello \\\n # is no comment line, Docker drops it \\\n world # here"\n`,
    'an escaped blank in front': `${FROM}ENV PROMPT=app\\ #1 A=b\n`,
    'an escaped quote': `${FROM}LABEL a="x \\" # y"\n`,
    'inside a word': `${FROM}ADD https://github.com/django/django.git#main /src\nCOPY a#b c# /app/\nENV COLOR=#fff URL=http://x/#top\nWORKDIR /app#1\nEXPOSE 80#\n`,
    'JSON arrays': `${FROM}COPY ["a # b", "#c", "/app/"]\nVOLUME ["/data # x"]\nADD ["x", "/y # z"]\n`,
    'a word of an old-style ENV that begins with #': `${FROM}ENV COLOR #fff\nENV PALETTE #fff #000\nENV HASH #\nLABEL color #fff\n`,
    'an old-style ENV that ends with #': `${FROM}ENV PS1 app #\n`,
    'an old-style ENV with quotes': `${FROM}ENV NOTE "a # b"\n`,
    'an old-style ENV of nothing but a comment: unfinished': `${FROM}ENV NAME # later\n`,
    'a file whose name starts with #': `${FROM}COPY #autosave# /app/\nADD #x /app/\n`,
    'nothing in front of it: still being typed': `${FROM}WORKDIR # todo\nEXPOSE # todo\nARG # x\n`,
    'MAINTAINER takes any text': `${FROM}MAINTAINER Somebody # x\n`,
    'other instructions': `${FROM}SHELL ["/bin/sh", "-c"] # x\nHELLO world # x\n`,
    'a backtick escapes where the file says so': '# escape=`\nFROM python:3.13-slim-trixie\nENV A=b` #c\n',
  },
  invalid: {
    'behind FROM': {
      code: 'FROM python:3.13-slim-trixie  «# runtime»\nCMD ["python"]\n',
      message: 'This comment is no comment to Docker; the build stops: FROM takes an image and a name',
      title: 'Move the comment to its own line',
      fixed: '# runtime\nFROM python:3.13-slim-trixie\nCMD ["python"]\n',
    },
    'behind FROM with a name, glued to its #': {
      code: '# syntax=docker/dockerfile:1\n\nFROM --platform=linux/amd64 python:3.13-slim-trixie AS build\t«#first stage»   \nRUN true\n',
      fixed:
        '# syntax=docker/dockerfile:1\n\n#first stage\nFROM --platform=linux/amd64 python:3.13-slim-trixie AS build\nRUN true\n',
    },
    'behind COPY': {
      code: `${FROM}WORKDIR /app\nCOPY . /app «# changes often, but cheap»\nRUN python manage.py check\n`,
      message: 'This comment is no comment to Docker; COPY takes every word as a file to copy',
      fixed: `${FROM}WORKDIR /app\n# changes often, but cheap\nCOPY . /app\nRUN python manage.py check\n`,
    },
    'a note without a blank behind COPY may be a file': {
      code: `${FROM}COPY . /app «#code»\n`,
      fix: 'review',
      fixed: `${FROM}#code\nCOPY . /app\n`,
    },
    'behind ADD, with flags': {
      code: `${FROM}ADD --chown=app a b /app/ «# it's "two" files»\n`,
      fixed: `${FROM}# it's "two" files\nADD --chown=app a b /app/\n`,
    },
    'behind ENV': {
      code: `${FROM}ENV A=1 B="x # y" «# both»\n`,
      message: /ENV takes NAME=value pairs$/,
      fixed: `${FROM}# both\nENV A=1 B="x # y"\n`,
    },
    'behind an old-style ENV it becomes the value': {
      code: `${FROM}ENV DEBUG 0  «# never in production»\n`,
      message: 'This comment is no comment to Docker; it becomes part of the value',
      fix: 'review',
      fixed: `${FROM}# never in production\nENV DEBUG 0\n`,
    },
    'behind an old-style LABEL': {
      code: `${FROM}LABEL maintainer me «# the boss»\n`,
      fix: 'review',
      fixed: `${FROM}# the boss\nLABEL maintainer me\n`,
    },
    'behind ARG nothing breaks': {
      code: `ARG PYTHON=3.13 «# the minor»\nFROM python:$PYTHON-slim\n`,
      severity: 'warning',
      message: 'This comment is no comment to Docker; ARG declares every word as a variable',
      fixed: `# the minor\nARG PYTHON=3.13\nFROM python:$PYTHON-slim\n`,
    },
    'behind EXPOSE, LABEL, STOPSIGNAL': {
      code: `${FROM}EXPOSE 8000 «# http»\nLABEL a=b «# c=d»\nSTOPSIGNAL SIGINT «# gentle»\n`,
      fixed: `${FROM}# http\nEXPOSE 8000\n# c=d\nLABEL a=b\n# gentle\nSTOPSIGNAL SIGINT\n`,
      alsoFires: ['healthcheck-missing'],
    },
    'behind USER, WORKDIR, VOLUME': {
      code: `${FROM}WORKDIR /app «# the project»\nVOLUME /data «# uploads»\nUSER app «# not root»\n`,
      message: [/folder name$/, /as a folder$/, /user name$/],
      fixed: `${FROM}# the project\nWORKDIR /app\n# uploads\nVOLUME /data\n# not root\nUSER app\n`,
    },
    'a glued note behind WORKDIR may be part of the name': {
      code: `${FROM}WORKDIR /my app «#1»\n`,
      fix: 'review',
    },
    'behind HEALTHCHECK NONE': {
      code: `${FROM}HEALTHCHECK NONE «# the orchestrator checks»\n`,
      fixed: `${FROM}# the orchestrator checks\nHEALTHCHECK NONE\n`,
    },
    'behind the trigger of an ONBUILD': {
      code: `${FROM}ONBUILD COPY . /app «# later»\n`,
      fixed: `${FROM}# later\nONBUILD COPY . /app\n`,
    },
    'at the end of a continued line': {
      code: `${FROM}ENV A=1 «# logs at once» \\\n    B=2 «# no files»\\\n    C=3 «# last»\nRUN true\n`,
      fixed: `${FROM}# logs at once\nENV A=1 \\\n    # no files\n    B=2\\\n    # last\n    C=3\nRUN true\n`,
    },
    'in the middle of a COPY': {
      code: `${FROM}COPY a.txt \\\n     b.txt «# the second» \\\n     /app/\n`,
      fixed: `${FROM}COPY a.txt \\\n     # the second\n     b.txt \\\n     /app/\n`,
    },
    'behind the backslash, which then continues nothing': {
      code: `${FROM}ENV A=1 \\ «# logs at once»\nRUN true\n`,
      fix: 'review',
      fixed: `${FROM}# logs at once\nENV A=1 \\\nRUN true\n`,
    },
    'a comment that would turn into a parser directive stays': {
      code: 'FROM python:3.13-slim-trixie «# escape=`»\nCMD ["python"]\n',
      fixed: null,
    },
    'the same below the directives': {
      code: '# syntax=docker/dockerfile:1\nFROM python:3.13-slim-trixie «# check=skip=all»\nCMD ["python"]\n',
      fixed: null,
    },
    'the same in front of the first ARG': {
      code: 'ARG A=1 «# Syntax = x»\nFROM python\n',
      severity: 'warning',
      fixed: null,
    },
    'below a comment it may look like a directive': {
      code: '# the app\nFROM python:3.13-slim-trixie «# escape=`»\nCMD ["python"]\n',
      fixed: '# the app\n# escape=`\nFROM python:3.13-slim-trixie\nCMD ["python"]\n',
    },
    'an ignore comment of another tool': {
      code: `${FROM}COPY . /app «# hadolint ignore=DL3045»\n`,
      fixed: `${FROM}# hadolint ignore=DL3045\nCOPY . /app\n`,
    },
    'in the last line, without a line break': {
      code: `${FROM}  USER app «# not root»`,
      fixed: `${FROM}  # not root\n  USER app`,
    },
    'two in one file': {
      code: `FROM python:3.13-slim-trixie «# a»\nRUN true # shell\nWORKDIR /x «# b»\n`,
      fixed: `# a\nFROM python:3.13-slim-trixie\nRUN true # shell\n# b\nWORKDIR /x\n`,
    },
    'a template gets no fix': {
      code: `FROM python:3.13-slim-trixie\n{% if x %}\nCOPY . /app «# code»\n{% endif %}\n`,
      fixed: null,
    },
    'a COPY with a heredoc': {
      code: `${FROM}COPY <<EOF /app/.env «# generated»\nA=1\nEOF\nRUN true\n`,
      fixed: `${FROM}# generated\nCOPY <<EOF /app/.env\nA=1\nEOF\nRUN true\n`,
    },
    'Windows paths with a backtick as escape': {
      code: '# escape=`\nFROM python:3.13-slim-trixie\nWORKDIR C:\\ «# root»\n',
      fixed: '# escape=`\nFROM python:3.13-slim-trixie\n# root\nWORKDIR C:\\\n',
    },
  },
});
