import rule from '../../../server/src/engine/rules/stages/copy-from-invalid.ts';
import { testRule } from '../../support/rule-tester.ts';

const BUILDER = 'FROM python:3.13-slim-trixie AS builder\nRUN python -m venv /opt/venv\n\n';
const FINAL = 'FROM python:3.13-slim-trixie\n';
const UV = 'ghcr.io/astral-sh/uv:${UV_VERSION}';

testRule(rule, {
  valid: {
    'an earlier stage': `${BUILDER}${FINAL}COPY --from=builder /opt/venv /opt/venv\n`,
    'an earlier stage in another case': `${BUILDER}${FINAL}COPY --from=Builder /opt/venv /opt/venv\n`,
    'an earlier stage by number': `${BUILDER}${FINAL}COPY --from=0 /opt/venv /opt/venv\n`,
    'a stage of which this one is made': `${BUILDER}FROM builder\nCOPY --from=builder /opt/venv /srv\n`,
    'images by tag, digest, registry or port': `${BUILDER}${FINAL}COPY --from=node:24-slim /a /a\nCOPY --from=ghcr.io/astral-sh/uv /uv /bin/\nCOPY --from=builder@sha256:abc /a /b\nCOPY --from=localhost:5000/bulider /a /c\nCOPY --from=megazords:latest /x /y\n`,
    'official images whose name is near a stage': `FROM python:3.13-slim-trixie AS nodes\nFROM python:3.13-slim-trixie AS basher\nFROM python:3.13-slim-trixie AS mono\n${FINAL}COPY --from=node /a /a\nCOPY --from=bash /bin/bash /bin/bash\nCOPY --from=mongo /b /b\n`,
    'official images by name': `${BUILDER}${FINAL}COPY --from=busybox /bin/wget /usr/bin/wget\nCOPY --from=composer /usr/bin/composer /bin/\n`,
    'names that differ in a number': `FROM python:3.13-slim-trixie AS base2\n${FINAL}COPY --from=base3 /a /b\nCOPY --from=base /a /c\n`,
    'a named context, far from every stage': `${BUILDER}${FINAL}COPY --from=shared-config /settings.toml /app/\n`,
    'short names differ by two letters': `FROM python:3.13-slim-trixie AS deps\n${FINAL}COPY --from=docs /d /d\n`,
    'mounts from stages and images': `${BUILDER}${FINAL}RUN --mount=type=bind,from=builder,source=/opt,target=/x --mount=from=ghcr.io/astral-sh/uv:0.12.5,source=/uv,target=/bin/uv true\n`,
    'a cache mount without from': `${BUILDER}${FINAL}RUN --mount=type=cache,target=/root/.cache/pip pip list\n`,
    'a mount whose from is still empty': `FROM python:3.13-slim-trixie AS b\n${FINAL}RUN --mount=type=bind,from=,target=/x true\n`,
    'in an ONBUILD it runs elsewhere': `${BUILDER}${FINAL}ONBUILD COPY --from=bulider /a /b\nONBUILD COPY --from=\${X} /a /b\n`,
    'no stage in front': `${FINAL}COPY --from=bulider /a /b\n`,
    'a variable in the path': `ARG V=1\n${BUILDER}${FINAL}ARG V\nCOPY --from=builder /opt/\${V} /opt/venv\n`,
    'a dollar in a mount target': `${BUILDER}${FINAL}RUN --mount=type=bind,from=builder,target=/x$HOME true\n`,
    'ADD knows no --from': `${BUILDER}${FINAL}ADD --from=bulider /a /b\n`,
    'FROM with a variable': `ARG S=builder\n${BUILDER}FROM \${S}\nCOPY --from=builder /a /b\n`,
  },
  invalid: {
    'a misspelled stage': {
      code: `${BUILDER}${FINAL}COPY --from=«bulider» /opt/venv /opt/venv\n`,
      message: 'No stage is called bulider, Docker pulls an image of that name; builder is near',
      title: 'Copy from stage builder',
      fix: 'review',
      fixed: `${BUILDER}${FINAL}COPY --from=builder /opt/venv /opt/venv\n`,
    },
    'the same in quotes, with other flags': {
      code: `${BUILDER}${FINAL}COPY --chown=app --from=«"bulider"» --link /opt/venv /opt/venv\n`,
      fix: 'review',
      fixed: `${BUILDER}${FINAL}COPY --chown=app --from=builder --link /opt/venv /opt/venv\n`,
    },
    'a misspelled stage in a mount': {
      code: `${BUILDER}${FINAL}RUN --mount=type=bind,from=«buildr»,source=/opt,target=/x true\n`,
      fix: 'review',
      fixed: `${BUILDER}${FINAL}RUN --mount=type=bind,from=builder,source=/opt,target=/x true\n`,
    },
    'the nearest of several': {
      code: `FROM python:3.13-slim-trixie AS build-js\nFROM python:3.13-slim-trixie AS build-py\n${FINAL}COPY --from=«buildpy» /a /b\n`,
      fix: 'review',
      fixed: `FROM python:3.13-slim-trixie AS build-js\nFROM python:3.13-slim-trixie AS build-py\n${FINAL}COPY --from=build-py /a /b\n`,
    },
    'a name of any length': {
      code: `FROM python:3.13-slim-trixie AS a-very-long-name-of-a-stage-that-builds-all-the-wheels\n${FINAL}COPY --from=«a-very-long-name-of-a-stage-that-builds-all-the-wheel» /a /b\n`,
      message:
        'No stage is called a-very-lon…the-wheel, Docker pulls an image of that name; a-very-lon…he-wheels is near',
      fix: 'review',
    },
    'a number that no stage has': {
      code: `${BUILDER}${FINAL}COPY --from=«2» /opt/venv /opt/venv\n`,
      message: 'There is no stage 2 in front of this one, so the build stops',
      fixed: null,
    },
    'its own number': { code: `${FINAL}COPY --from=«0» /a /b\n`, fixed: null },
    'the stage itself': {
      code: `${BUILDER}FROM python:3.13-slim-trixie AS final\nCOPY --from=«Final» /opt/venv /opt/venv\n`,
      message: 'Stage Final copies from itself, so the build stops',
      fixed: null,
    },
    'a later stage': {
      code: `FROM python:3.13-slim-trixie AS final\nCOPY --from=«assets» /a /b\nFROM python:3.13-slim-trixie AS assets\n`,
      message: 'Stage assets comes later and cannot be copied from, so the build stops',
      fixed: null,
    },
    'a variable in the tag': {
      code: `# syntax=docker/dockerfile:1\nARG UV_VERSION=0.12.5\n\n# the app\n${FINAL}COPY --from=«${UV}» /uv /uvx /bin/\n`,
      message: 'Docker expands no variable in --from: the build stops at ghcr.io/astral-s…v:${UV_VERSION}',
      title: 'Name the image as stage uv and copy from it',
      fixed: `# syntax=docker/dockerfile:1\nARG UV_VERSION=0.12.5\n\nFROM ${UV} AS uv\n\n# the app\n${FINAL}COPY --from=uv /uv /uvx /bin/\n`,
    },
    'in quotes': {
      code: `ARG UV_VERSION=0.12.5\n${FINAL}COPY --from=«"${UV}"» /uv /bin/\n`,
      fixed: `ARG UV_VERSION=0.12.5\nFROM ${UV} AS uv\n\n${FINAL}COPY --from=uv /uv /bin/\n`,
    },
    'a variable in a mount': {
      code: `ARG UV_VERSION=0.12.5\n${FINAL}RUN --mount=from=«${UV}»,source=/uv,target=/bin/uv uv sync --locked\n`,
      message: 'Docker expands no variable in from: the build stops at ghcr.io/astral-s…v:${UV_VERSION}',
      fixed: `ARG UV_VERSION=0.12.5\nFROM ${UV} AS uv\n\n${FINAL}RUN --mount=from=uv,source=/uv,target=/bin/uv uv sync --locked\n`,
    },
    'the platform of the stage goes along': {
      code: `ARG UV_VERSION=0.12.5\nFROM --platform=$BUILDPLATFORM python:3.13-slim-trixie\nCOPY --from=«${UV}» /uv /bin/\n`,
      fixed: `ARG UV_VERSION=0.12.5\nFROM --platform=$BUILDPLATFORM ${UV} AS uv\n\nFROM --platform=$BUILDPLATFORM python:3.13-slim-trixie\nCOPY --from=uv /uv /bin/\n`,
    },
    'the same image twice becomes one stage': {
      code: `ARG UV_VERSION=0.12.5\n${BUILDER}COPY --from=«${UV}» /uv /bin/\n${FINAL}COPY --from=«${UV}» /uvx /bin/\n`,
      fixed: `ARG UV_VERSION=0.12.5\nFROM ${UV} AS uv\n\n${BUILDER}COPY --from=uv /uv /bin/\n${FINAL}COPY --from=uv /uvx /bin/\n`,
      alsoFires: ['unused-stage'],
    },
    'a stage that does more than the image is not taken for it': {
      code: `ARG V=1\nFROM node:\${V} AS js\nRUN npm ci\n${FINAL}COPY --from=«node:\${V}» /a /b\n`,
      fixed: `ARG V=1\nFROM node:\${V} AS js\nRUN npm ci\nFROM node:\${V} AS node\n\n${FINAL}COPY --from=node /a /b\n`,
    },
    'numbers would mean other stages: for review': {
      code: `ARG UV_VERSION=0.12.5\n${BUILDER}${FINAL}COPY --from=0 /opt/venv /opt/venv\nCOPY --from=«${UV}» /uv /bin/\n`,
      fix: 'review',
    },
    'a name that is taken, or means an image elsewhere': {
      code: `ARG V=1\nFROM python:3.13-slim-trixie AS uv\nFROM python:3.13-slim-trixie AS x\nCOPY --from=uv-2 /a /b\nCOPY --from=«astral/uv:$V» /uv /bin/\n`,
      fixed: `ARG V=1\nFROM python:3.13-slim-trixie AS uv\nFROM astral/uv:$V AS uv-3\n\nFROM python:3.13-slim-trixie AS x\nCOPY --from=uv-2 /a /b\nCOPY --from=uv-3 /uv /bin/\n`,
    },
    'the name of an image that some FROM uses': {
      code: `ARG V=24.11\nFROM node AS js\nRUN npm ci\n${FINAL}COPY --from=«node:$V» /a /b\n`,
      fixed: `ARG V=24.11\nFROM node AS js\nRUN npm ci\nFROM node:$V AS node-2\n\n${FINAL}COPY --from=node-2 /a /b\n`,
    },
    'a name that begins with a digit': {
      code: `ARG V=1\n${FINAL}COPY --from=«docker.io/7zip/7zip:$V» /a /b\n`,
      fixed: `ARG V=1\nFROM docker.io/7zip/7zip:$V AS zip\n\n${FINAL}COPY --from=zip /a /b\n`,
    },
    'nothing but a variable': {
      code: `ARG UV_IMAGE=ghcr.io/astral-sh/uv:0.12.5\n${FINAL}COPY --from=«$UV_IMAGE» /uv /bin/\n`,
      fixed: `ARG UV_IMAGE=ghcr.io/astral-sh/uv:0.12.5\nFROM $UV_IMAGE AS source\n\n${FINAL}COPY --from=source /uv /bin/\n`,
    },
    'an ARG of the stage moves in front of the first FROM': {
      code: `# the app\n${FINAL}ARG UV_VERSION=0.12.5\nCOPY --from=«${UV}» /uv /bin/\n`,
      fix: 'review',
      fixed: `ARG UV_VERSION=0.12.5\nFROM ${UV} AS uv\n\n# the app\n${FINAL}ARG UV_VERSION=0.12.5\nCOPY --from=uv /uv /bin/\n`,
    },
    'the same in a later stage': {
      code: `${BUILDER}${FINAL}ARG UV_VERSION=0.12.5\nCOPY --from=«${UV}» /uv /bin/\n`,
      fix: 'review',
      fixed: `ARG UV_VERSION=0.12.5\n${BUILDER}FROM ${UV} AS uv\n\n${FINAL}ARG UV_VERSION=0.12.5\nCOPY --from=uv /uv /bin/\n`,
      alsoFires: ['unused-stage'],
    },
    'a global ARG without a value': {
      code: `ARG UV_VERSION\n${FINAL}COPY --from=«${UV}» /uv /bin/\n`,
      fix: 'review',
    },
    'a global ARG that the stage gives another value': {
      code: `ARG UV_VERSION=0.12.5\n${FINAL}ARG UV_VERSION=0.11.0\nCOPY --from=«${UV}» /uv /bin/\n`,
      fix: 'review',
    },
    'a global ARG that ENV hides': {
      code: `ARG UV_VERSION=0.12.5\n${FINAL}ENV UV_VERSION=0.11.0\nCOPY --from=«${UV}» /uv /bin/\n`,
      fix: 'review',
    },
    'a variable that nobody declares': { code: `${FINAL}COPY --from=«${UV}» /uv /bin/\n`, fixed: null },
    'a variable of ENV': { code: `${FINAL}ENV V=1\nCOPY --from=«uv:$V» /uv /bin/\n`, fixed: null },
    'an ARG made of others': { code: `${FINAL}ARG A=1\nARG V=$A.0\nCOPY --from=«uv:$V» /uv /bin/\n`, fixed: null },
    'a variable with a default of its own': {
      code: `ARG V=1\n${FINAL}COPY --from=«astral/uv:\${V:-0.12.5}» /uv /bin/\n`,
      fixed: `ARG V=1\nFROM astral/uv:\${V:-0.12.5} AS uv\n\n${FINAL}COPY --from=uv /uv /bin/\n`,
    },
    'a variable that every build has': {
      code: `${FINAL}COPY --from=«tools:$TARGETARCH» /a /b\n`,
      fixed: `FROM tools:$TARGETARCH AS tools\n\n${FINAL}COPY --from=tools /a /b\n`,
    },
    'a template gets no fix': {
      code: `ARG V=1\n${FINAL}{% if x %}\nCOPY --from=«astral/uv:$V» /uv /bin/\n{% endif %}\n`,
      fixed: null,
    },
  },
});
