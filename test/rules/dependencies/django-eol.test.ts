import rule from '../../../server/src/engine/rules/dependencies/django-eol.ts';
import { testRule } from '../../support/rule-tester.ts';

const FROM = 'FROM python:3.12-slim-trixie\nWORKDIR /app\nCOPY . .\n';
const INSTALL = `${FROM}RUN pip install --no-cache-dir -r requirements.txt\n`;
const MARKED = `${FROM}RUN «pip install --no-cache-dir -r requirements.txt»\n`;
const project = (requirements: string) => ({ 'manage.py': '', 'requirements.txt': requirements });

testRule(rule, {
  valid: {
    'a series in support': { code: INSTALL, files: project('Django==5.2.8\n') },
    'the newest is installed': { code: INSTALL, files: project('Django>=4.2\n') },
    'a range with a series in support': { code: INSTALL, files: project('Django>=4.2,<6\n') },
    'a series that is newer than the table': { code: INSTALL, files: project('Django==7.1\n') },
    'nobody knows what is installed': INSTALL,
    'a fork': { code: INSTALL, files: project('Django @ git+https://example.org/django.git@4.2\n') },
    'no Django': { code: INSTALL, files: project('flask==3.0\n') },
    'a package with such a name': { code: INSTALL, files: project('django-filter==4.2\n') },
    'versions that differ': {
      code: `${INSTALL}RUN pip install --no-cache-dir Django==5.2.8\n`,
      files: project('Django==4.2.1\n'),
    },
    'an image for development': {
      code: `FROM python:3.12-slim-trixie AS dev\nRUN pip install --no-cache-dir Django==4.2.16\nCMD ["python", "manage.py", "runserver"]\n`,
    },
  },
  invalid: {
    'ended less than a year ago': {
      code: MARKED,
      files: project('Django==4.2.16\n'),
      message: 'Django 4.2.16 has had no security fixes since 2026-04-07: known holes stay open',
      severity: 'info',
      related: ['requirements.txt'],
    },
    'ended long ago': {
      code: MARKED,
      files: project('Django~=3.2.0\n'),
      message: 'Django 3.2 has had no security fixes since 2024-04-01: known holes stay open',
      severity: 'warning',
    },
    'a range that ends with it': { code: MARKED, files: project('Django<5\n'), severity: 'info' },
    'in the command': {
      code: 'FROM python:3.12-slim-trixie\nRUN «pip install --no-cache-dir "Django==5.1.4"»\n',
      message: 'Django 5.1.4 has had no security fixes since 2025-12-03: known holes stay open',
    },
    'one lock for two images': {
      code: 'FROM python:3.12-slim-trixie AS base\nRUN «pip install --no-cache-dir Django==4.2.16»\nFROM base AS web\nCMD ["gunicorn", "config.wsgi"]\nFROM base AS worker\nCMD ["celery", "-A", "config", "worker"]\n',
    },
  },
});
