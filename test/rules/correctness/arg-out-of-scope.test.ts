import rule from '../../../server/src/engine/rules/correctness/arg-out-of-scope.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.14-slim-trixie\n';

testRule(rule, {
  valid: {
    'set by ENV or ARG': `${FROM}ARG A=1\nENV B=\${A} C=/x:$PATH\nWORKDIR $B\nUSER \${A}:$B\nCOPY --chown=$A:$B . $C\nLABEL a=$A\nEXPOSE $A\n`,
    'set in the stage it is FROM': `FROM python:3.14-slim AS base\nARG A=1\nENV B=2\nFROM base\nWORKDIR /$A/$B\n`,
    'an ARG that the build gives': `${FROM}ARG A\nWORKDIR $A\n`,
    'declared again in the stage': `ARG A=1\n${FROM}ARG A\nWORKDIR $A\n`,
    'known to every build': `FROM --platform=$BUILDPLATFORM python:3.14-slim\nWORKDIR /$TARGETARCH/\${http_proxy}\n`,
    'a default of its own': `${FROM}WORKDIR \${A:-/x}\nENV B=\${C:+y} D=\${E-} F=\${G:?no}\n`,
    'the shell expands what Docker does not': `${FROM}RUN echo $A && cd $B\nCMD gunicorn --bind 0.0.0.0:$PORT\nENTRYPOINT ["sh", "-c", "$X"]\nHEALTHCHECK CMD curl $URL\n`,
    'heredocs and mounts': `${FROM}RUN --mount=type=cache,target=$A true\nCOPY <<EOF /x\n$A\nEOF\n`,
    'escaped or in single quotes': `${FROM}ENV A=\\$B C='$D' E="\\\${F}"\n`,
    'no names': `${FROM}ENV A=$ B=$1 C=\${} D=a$\n`,
    'set by the image, as far as anybody knows': `${FROM}ENV A=$PYTHON_VERSION B=$LANG C=$GPG_KEY D=$PYTHON_SHA256 E=$NODE_VERSION F=$PYTHON_GET_PIP_URL G=$UV_TOOL_DIR\n`,
    'an image nobody knows': 'FROM example.com/team/base:1\nWORKDIR $APP_HOME\n',
    'an image with variables of its own': 'FROM golang:1.25\nWORKDIR $GOPATH/$GOTOOLCHAIN\n',
    'a stage nobody can name': 'ARG BASE\nFROM ${BASE}\nWORKDIR $APP_HOME\n',
    'what is added to itself': `${FROM}ENV OPTIONS="$OPTIONS --fast" PATH=/x:$PATH\nARG LIST=$LIST\n`,
    'an import path that is set before': `${FROM}ENV PYTHONPATH=/a\nENV PYTHONPATH=$PYTHONPATH:/b\n`,
    'an import path that adds itself only where it is set': `${FROM}ENV PYTHONPATH=/a\${PYTHONPATH:+:$PYTHONPATH}\n`,
    'an import path without an empty part': `${FROM}ENV PYTHONPATH=$PYTHONPATH\nENV PYTHONPATH=/a\n`,
    'the trigger of an ONBUILD': `${FROM}ONBUILD COPY . $HERE\n`,
    'set by an ONBUILD of the stage it is FROM': 'FROM python:3.14-slim AS a\nONBUILD ENV A=1\nFROM a\nWORKDIR $A\n',
    'COPY --from, which expands nothing': `${FROM}COPY --from=$A /x /y\n`,
    'a template': `${FROM}{{ more }}\nWORKDIR $A\n`,
    Windows: 'FROM python:3.14-windowsservercore\nWORKDIR $A\n',
  },
  invalid: {
    'an ARG in front of FROM': {
      code: `ARG APP_HOME=/srv/app\n${FROM}# where\nWORKDIR «\${APP_HOME}»\nCOPY . $APP_HOME\n`,
      message: 'ARG APP_HOME stands in front of FROM and ends there: in the stage ${APP_HOME} expands to nothing',
      related: ['APP_HOME=/srv/app'],
      title: 'Declare ARG APP_HOME in the stage',
      fixed: `ARG APP_HOME=/srv/app\n${FROM}ARG APP_HOME\n# where\nWORKDIR \${APP_HOME}\nCOPY . $APP_HOME\n`,
    },
    'an ARG in front of FROM, with commands behind that may read it': {
      code: `ARG VERSION=1\n${FROM}LABEL version=«$VERSION»\nRUN make\n`,
      fix: 'review',
      fixed: `ARG VERSION=1\n${FROM}ARG VERSION\nLABEL version=$VERSION\nRUN make\n`,
    },
    'commands of a stage that is built on it': {
      code: `ARG VERSION=1\nFROM python:3.14-slim AS a\nLABEL version=«$VERSION»\nFROM a\nRUN make\n`,
      fix: 'review',
    },
    'each stage for itself': {
      code: `ARG A=1\nFROM python:3.14-slim AS a\nWORKDIR /«$A»\nFROM python:3.14-slim\nWORKDIR /«$A»\nCOPY --from=a /x /y\n`,
      fixed: `ARG A=1\nFROM python:3.14-slim AS a\nARG A\nWORKDIR /$A\nFROM python:3.14-slim\nARG A\nWORKDIR /$A\nCOPY --from=a /x /y\n`,
    },
    'a flag': {
      code: `ARG UID=1000\n${FROM}COPY --chown=«$UID» . /app/\n`,
      fixed: `ARG UID=1000\n${FROM}ARG UID\nCOPY --chown=$UID . /app/\n`,
    },
    'nothing sets it': {
      code: `${FROM}WORKDIR «$APP_HOME»/src\n`,
      message: 'Nothing sets APP_HOME: $APP_HOME expands to nothing',
      fixed: null,
    },
    'a slip of the pen': {
      code: `${FROM}ENV APP_HOME=/app\nWORKDIR «\${APP_HOEM}»\n`,
      fix: 'review',
      title: 'Write APP_HOME',
      fixed: `${FROM}ENV APP_HOME=/app\nWORKDIR \${APP_HOME}\n`,
    },
    'near to a name that is none': {
      code: `${FROM}ENV A=1 "«$APP_DIR»"=x\nWORKDIR $APP_DIR\n`,
      fixed: null,
    },
    'set further down': {
      code: `${FROM}WORKDIR «$APP_HOME»\nENV APP_HOME=/app\n`,
      message: 'APP_HOME is set further down: here $APP_HOME expands to nothing',
      related: ['APP_HOME=/app'],
      fixed: null,
    },
    'set by the same ENV': {
      code: `${FROM}ENV HOME_DIR=/app \\\n    STATIC=«$HOME_DIR»/static\n`,
      message: 'This very ENV sets HOME_DIR: inside of it $HOME_DIR expands to nothing',
      related: ['HOME_DIR=/app'],
      fixed: null,
    },
    'an instruction taken for a variable': {
      code: `${FROM}WORKDIR /app\nCOPY . «\${WORKDIR}»/\n`,
      message: 'WORKDIR is an instruction and no variable: ${WORKDIR} expands to nothing',
      fix: 'review',
      title: 'Write /app',
      fixed: `${FROM}WORKDIR /app\nCOPY . /app/\n`,
    },
    'HOME, which is no variable of the build': {
      code: `${FROM}WORKDIR «$HOME»/app\n`,
      fixed: null,
    },
    'an empty part of the import path': {
      code: `${FROM}ENV PYTHONPATH=/app/src:«$PYTHONPATH»\n`,
      severity: 'hint',
      message: 'Nothing has set PYTHONPATH before: the empty part puts the working directory on the import path',
      fix: 'review',
      title: 'Remove the empty PYTHONPATH',
      fixed: `${FROM}ENV PYTHONPATH=/app/src\n`,
    },
    'the same in front': {
      code: `${FROM}ENV LD_LIBRARY_PATH="«\${LD_LIBRARY_PATH}»:/opt/lib"\n`,
      severity: 'hint',
      fix: 'review',
      fixed: `${FROM}ENV LD_LIBRARY_PATH="/opt/lib"\n`,
    },
    'FROM sees no ARG of a stage': {
      code: `FROM python:3.14-slim AS a\nARG TAG=3.14-slim\nRUN true\nFROM python:«\${TAG}»\nRUN true\n`,
      message: 'FROM sees only ARGs in front of the first FROM: ${TAG} expands to nothing',
      related: ['TAG=3.14-slim'],
      fixed: null,
    },
    'FROM with a slip of the pen': {
      code: `ARG PYTHON_TAG=3.14-slim-trixie\nFROM python:«$PYTON_TAG»\nRUN true\n`,
      fix: 'review',
      fixed: `ARG PYTHON_TAG=3.14-slim-trixie\nFROM python:$PYTHON_TAG\nRUN true\n`,
    },
    'a JSON array of COPY': {
      code: `ARG A=1\n${FROM}COPY ["x y", "/«$A»/"]\n`,
      fixed: `ARG A=1\n${FROM}ARG A\nCOPY ["x y", "/$A/"]\n`,
    },
  },
});
