import rule from '../../../server/src/engine/rules/runtime/python-env-missing.ts';
import { testRule } from '../../support/rule-tester.ts';

const IMAGE = 'python:3.14-slim-trixie';
const FROM = `FROM ${IMAGE}\n`;
const MARKED = `FROM «${IMAGE}»\n`;

testRule(rule, {
  valid: {
    'it is set': `${FROM}ENV PYTHONUNBUFFERED=1\n`,
    'any value but nothing does it': `${FROM}ENV PYTHONUNBUFFERED true\n`,
    'among others': `${FROM}ENV A=1 \\\n    PYTHONUNBUFFERED=1\n`,
    'a variable decides': `${FROM}ARG BUFFER\nENV PYTHONUNBUFFERED=$BUFFER\n`,
    'inherited from a stage': `FROM ${IMAGE} AS base\nENV PYTHONUNBUFFERED=1\nFROM base\nCMD ["gunicorn", "config.wsgi"]\n`,
    'the interpreter is told': `${FROM}CMD ["python", "-u", "manage.py", "process_tasks"]\n`,
    'the command sets it': `${FROM}CMD PYTHONUNBUFFERED=1 gunicorn config.wsgi\n`,
    'the script sets it': {
      code: `${FROM}COPY . /app\nENTRYPOINT ["/app/entry.sh"]\n`,
      files: { 'manage.py': '', 'entry.sh': '#!/bin/sh\nexport PYTHONUNBUFFERED=1\nexec gunicorn config.wsgi\n' },
    },
    'a typo is another mistake': `${FROM}ENV PYTHONBUFFERED=1\n`,
    'a base image that may set it': 'FROM registry.example.com/python:3.14\nCMD ["gunicorn", "config.wsgi"]\n',
    'no Python':
      'FROM python:3.14-slim AS build\nRUN python manage.py collectstatic\nFROM nginx:1.29\nCOPY --from=build /static /static\n',
    'another program runs in it': `${FROM}COPY Caddyfile /etc/caddy/\nCMD ["caddy", "run"]\n`,
    'a development stage': `FROM ${IMAGE} AS dev\nCMD ["python", "manage.py", "runserver"]\n`,
    'a builder': `FROM ${IMAGE} AS builder\nRUN pip install x\nFROM ${IMAGE}\nENV PYTHONUNBUFFERED=1\nCOPY --from=builder /opt/venv /opt/venv\n`,
  },
  invalid: {
    'no ENV at all': {
      code: `${MARKED}WORKDIR /app\n`,
      message: 'PYTHONUNBUFFERED is not set: Python holds output back, so logs come late and are lost in a crash',
      title: 'Set PYTHONUNBUFFERED=1',
      fixed: `${FROM}ENV PYTHONUNBUFFERED=1\nWORKDIR /app\n`,
    },
    'another variable of Python': {
      code: `${MARKED}ENV PYTHONDONTWRITEBYTECODE=1\n`,
      fixed: `${FROM}ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1\n`,
    },
    'several, one a line': {
      code: `${MARKED}ENV PYTHONDONTWRITEBYTECODE=1 \\\n    # where the venv is\n    VIRTUAL_ENV=/opt/venv \\\n    A=1\n`,
      fixed: `${FROM}ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \\\n    # where the venv is\n    VIRTUAL_ENV=/opt/venv \\\n    A=1\n`,
    },
    'laid out in lines': {
      code: `${MARKED}ENV PYTHONDONTWRITEBYTECODE=1 \\\n    VIRTUAL_ENV=/opt/venv\n`,
      fixed: `${FROM}ENV PYTHONUNBUFFERED=1 \\\n    PYTHONDONTWRITEBYTECODE=1 \\\n    VIRTUAL_ENV=/opt/venv\n`,
    },
    'a backtick continues lines': {
      code: `# escape=\`\n${MARKED}ENV PYTHONPATH=/app \`\n    A=1\n`,
      fixed: `# escape=\`\n${FROM}ENV PYTHONUNBUFFERED=1 \`\n    PYTHONPATH=/app \`\n    A=1\n`,
    },
    'the old form takes no second variable': {
      code: `${MARKED}ENV PYTHONDONTWRITEBYTECODE 1\n`,
      fixed: `${FROM}ENV PYTHONUNBUFFERED=1\nENV PYTHONDONTWRITEBYTECODE 1\n`,
    },
    'in the stage that has the other variables': {
      code: `FROM ${IMAGE} AS base\nENV PYTHONDONTWRITEBYTECODE=1\nFROM «base»\nCMD ["gunicorn", "config.wsgi"]\n`,
      fixed: `FROM ${IMAGE} AS base\nENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1\nFROM base\nCMD ["gunicorn", "config.wsgi"]\n`,
    },
    'each image that ships': {
      code: `FROM ${IMAGE} AS base\nFROM «base» AS web\nFROM «base» AS worker\n`,
      fixed: `FROM ${IMAGE} AS base\nFROM base AS web\nENV PYTHONUNBUFFERED=1\nFROM base AS worker\nENV PYTHONUNBUFFERED=1\n`,
    },
  },
});
