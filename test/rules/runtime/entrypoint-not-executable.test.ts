import rule from '../../../server/src/engine/rules/runtime/entrypoint-not-executable.ts';
import { testRule } from '../../support/rule-tester.ts';

const SYNTAX = '# syntax=docker/dockerfile:1\n';
const FROM = 'FROM python:3.14-slim-trixie\nWORKDIR /app\n';
const ALL = `${FROM}COPY . .\n`;
const CMD = 'CMD ["gunicorn", "config.wsgi"]\n';
const START = `ENTRYPOINT ["./entry.sh"]\n${CMD}`;
const MARKED = `ENTRYPOINT [«"./entry.sh"»]\n${CMD}`;
const SCRIPT = '#!/bin/sh\nset -e\nexec "$@"\n';
const files = { 'manage.py': '', 'entry.sh': SCRIPT, 'docker/run.sh': SCRIPT, 'docker/other.sh': SCRIPT };
const modes = { 'entry.sh': 'plain', 'docker/run.sh': 'plain' } as const;
const project = { files, modes };

testRule(rule, {
  valid: {
    'it is executable': { code: ALL + START, files, modes: { 'entry.sh': 'executable' } },
    'nobody knows its mode': { code: ALL + START, files },
    'nobody knows the project': ALL + START,
    'a shell reads it': { code: `${ALL}ENTRYPOINT ["sh", "./entry.sh"]\n${CMD}`, ...project },
    'a shell reads it, in shell form': { code: `${ALL}ENTRYPOINT bash entry.sh\n`, ...project },
    'another script reads it': {
      code: `${ALL}ENTRYPOINT ["./first.sh"]\n${CMD}`,
      files: { ...files, 'first.sh': '#!/bin/sh\n. ./entry.sh\nexec "$@"\n' },
      modes: { ...modes, 'first.sh': 'executable' },
    },
    'COPY sets the mode': { code: `${FROM}COPY --chmod=755 entry.sh .\n${START}`, ...project },
    'COPY sets it by letters': { code: `${FROM}COPY --chmod=+x entry.sh .\n${START}`, ...project },
    'COPY sets one that nobody knows': { code: `${FROM}ARG MODE\nCOPY --chmod=$MODE entry.sh .\n${START}`, ...project },
    chmod: { code: `${ALL}RUN chmod +x entry.sh\n${START}`, ...project },
    'chmod by the full path, in a chain': {
      code: `${ALL}RUN chown 1000 /app/entry.sh && chmod 755 /app/entry.sh\n${START}`,
      ...project,
    },
    'chmod of the folder': { code: `${ALL}RUN chmod -R a+x /app\n${START}`, ...project },
    'chmod of all scripts': { code: `${ALL}RUN chmod +x *.sh\n${START}`, ...project },
    'chmod in another folder that cd goes to': {
      code: `${ALL}RUN cd "$HOME" && chmod +x entry.sh\n${START}`,
      ...project,
    },
    'chmod through find': {
      code: `${ALL}RUN find . -name '*.sh' -exec chmod +x {} \\;\n${START}`,
      ...project,
    },
    'chmod in a heredoc': { code: `${ALL}RUN <<EOF\nset -e\nchmod +x entry.sh\nEOF\n${START}`, ...project },
    'install lays it down anew': { code: `${ALL}RUN install -m 755 docker/run.sh entry.sh\n${START}`, ...project },
    'a script that nobody has read may do it': { code: `${ALL}RUN ./prepare.sh\n${START}`, ...project },
    'Python may do it': {
      code: `${ALL}RUN <<EOF\n#!/usr/bin/env python3\nimport os\nos.chmod("entry.sh", 0o755)\nEOF\n${START}`,
      ...project,
    },
    'the stage it is FROM does it': {
      code: `FROM python:3.14-slim AS base\nWORKDIR /app\nCOPY . .\nRUN chmod +x entry.sh\nFROM base\n${START}`,
      ...project,
    },
    'the stage it is copied from does it': {
      code: `FROM python:3.14-slim AS build\nWORKDIR /app\nCOPY . .\nRUN chmod +x entry.sh\n${FROM}COPY --from=build /app /app\n${START}`,
      ...project,
    },
    'the copy from a stage sets it': {
      code: `FROM python:3.14-slim AS build\nWORKDIR /app\nCOPY . .\n${FROM}COPY --from=build --chmod=755 /app /app\n${START}`,
      ...project,
    },
    'another image may bring it': {
      code: `${ALL}COPY --from=registry.example.com/scripts / /app/\n${START}`,
      ...project,
    },
    'a heredoc may bring it': { code: `${ALL}COPY <<entry.sh /app/\n#!/bin/sh\nentry.sh\n${START}`, ...project },
    'a destination that nobody knows': { code: `${ALL}ARG TO\nCOPY docker $TO\n${START}`, ...project },
    'a bare name is never looked up in the working directory': {
      code: `${ALL}ENTRYPOINT ["entry.sh"]\n${CMD}`,
      ...project,
    },
    'a script in a branch': {
      code: `${ALL}ENTRYPOINT ["./first.sh"]\n${CMD}`,
      files: { ...files, 'first.sh': '#!/bin/sh\nif [ "$1" = x ]; then ./entry.sh; fi\nexec "$@"\n' },
      modes: { ...modes, 'first.sh': 'executable' },
    },
    'a development stage': { code: `FROM python:3.14-slim AS dev\nWORKDIR /app\nCOPY . .\n${START}`, ...project },
    'still being typed': { code: `${ALL}ENTRYPOINT ["./entry.sh"\n`, ...project },
  },
  invalid: {
    'COPY brings nothing else': {
      code: `${SYNTAX}${FROM}COPY entry.sh ./\n${MARKED}`,
      ...project,
      message: 'entry.sh may not be executed: the container ends at once with “permission denied”',
      related: ['COPY entry.sh ./'],
      title: 'Let COPY make it executable',
      fixed: `${SYNTAX}${FROM}COPY --chmod=0755 entry.sh ./\n${START}`,
    },
    'nothing says that BuildKit builds it': {
      code: `${FROM}COPY entry.sh ./\n${MARKED}`,
      ...project,
      fix: 'review',
      fixed: `${FROM}COPY --chmod=0755 entry.sh ./\n${START}`,
    },
    'a mount says so': {
      code: `${FROM}RUN --mount=type=cache,target=/root/.cache pip install django\nCOPY --chown=1000 entry.sh ./\n${MARKED}`,
      ...project,
      fixed: `${FROM}RUN --mount=type=cache,target=/root/.cache pip install django\nCOPY --chown=1000 --chmod=0755 entry.sh ./\n${START}`,
    },
    'ADD and JSON': {
      code: `${SYNTAX}${FROM}ADD ["entry.sh", "/app/entry.sh"]\n${MARKED}`,
      ...project,
      fixed: `${SYNTAX}${FROM}ADD --chmod=0755 ["entry.sh", "/app/entry.sh"]\n${START}`,
    },
    'a mode without the right': {
      code: `${SYNTAX}${FROM}COPY --chmod=644 entry.sh ./\n${MARKED}`,
      files,
      modes: { 'entry.sh': 'executable' },
      fixed: `${SYNTAX}${FROM}COPY --chmod=0755 entry.sh ./\n${START}`,
    },
    'everything is copied': {
      code: ALL + MARKED,
      ...project,
      title: 'Make /app/entry.sh executable',
      fixed: `${ALL}RUN chmod +x /app/entry.sh\n${START}`,
    },
    'several files': {
      code: `${SYNTAX}${FROM}COPY entry.sh manage.py ./\n${MARKED}`,
      ...project,
      fixed: `${SYNTAX}${FROM}COPY entry.sh manage.py ./\nRUN chmod +x /app/entry.sh\n${START}`,
    },
    'another user copies everything': {
      code: `${FROM}USER 1000\nCOPY . .\n${MARKED}`,
      ...project,
      fixed: null,
    },
    'a volume would forget it': {
      code: `${FROM}VOLUME /app\nCOPY . .\n${MARKED}`,
      ...project,
      fixed: null,
    },
    'a later COPY lays it down again': {
      code: `${FROM}COPY entry.sh .\nRUN chmod +x entry.sh\nCOPY . .\n${MARKED}`,
      ...project,
      fixed: `${FROM}COPY entry.sh .\nRUN chmod +x entry.sh\nCOPY . .\nRUN chmod +x /app/entry.sh\n${START}`,
    },
    'chmod of another file': {
      code: `${ALL}RUN chmod +x docker/other.sh && sed -i 's/a/b/' entry.sh\n${MARKED}`,
      ...project,
    },
    'chmod of the folder alone': {
      code: `${ALL}RUN chmod 755 /app\n${MARKED}`,
      ...project,
      alsoFires: ['consecutive-runs'],
    },
    'under another name, on PATH': {
      code: `${SYNTAX}${FROM}COPY docker/run.sh /usr/local/bin/run\nENTRYPOINT ["tini", "--", «"run"»]\n${CMD}`,
      ...project,
      fixed: `${SYNTAX}${FROM}COPY --chmod=0755 docker/run.sh /usr/local/bin/run\nENTRYPOINT ["tini", "--", "run"]\n${CMD}`,
    },
    'from another stage': {
      code: `${SYNTAX}FROM python:3.14-slim AS build\nWORKDIR /app\nCOPY entry.sh .\n${FROM}COPY --from=build /app /app\n${MARKED}`,
      ...project,
      fixed: `${SYNTAX}FROM python:3.14-slim AS build\nWORKDIR /app\nCOPY --chmod=0755 entry.sh .\n${FROM}COPY --from=build /app /app\n${START}`,
    },
    'in shell form': { code: `${ALL}CMD «./entry.sh» gunicorn config.wsgi\n`, ...project, fix: 'safe' },
    'another script runs it': {
      code: `${ALL}ENTRYPOINT [«"./first.sh"»]\n${CMD}`,
      files: { ...files, 'first.sh': '#!/bin/sh\nexec ./entry.sh "$@"\n' },
      modes: { ...modes, 'first.sh': 'executable' },
    },
    'two stages inherit it': {
      code: `FROM python:3.14-slim AS base\nWORKDIR /app\nCOPY . .\n${MARKED}FROM base AS web\nEXPOSE 8000\nFROM base AS worker\nCMD ["celery", "-A", "config", "worker"]\n`,
      ...project,
    },
  },
});
