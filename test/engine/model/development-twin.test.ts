import { expect, test } from 'vitest';
import { isDevelopmentTwin } from '../../../server/src/engine/model/development-twin.ts';
import { factsFor, type MemoryFiles } from '../../../server/src/engine/project/memory.ts';
import { modelOf } from './support.ts';

const RUNSERVER = 'FROM python:3.14\nCOPY . /app\nWORKDIR /app\nCMD ["python", "manage.py", "runserver"]\n';
const SCRIPT = 'FROM python:3.14\nCOPY . /app\nENTRYPOINT ["/app/docker/start.sh"]\n';

const isTwin = (text: string, files: MemoryFiles, path = 'docker/Dockerfile'): boolean =>
  isDevelopmentTwin(modelOf(text, path), factsFor({ path, text }, { 'manage.py': '', ...files }));

test.each([
  ['the command', RUNSERVER, { 'docker/prod/Dockerfile': '' }],
  ['a script', SCRIPT, { 'Dockerfile.prod': '', 'docker/start.sh': '#!/bin/sh\npython manage.py runserver_plus\n' }],
])('%s starts the development server, and production has a file of its own', (_, text, files) => {
  expect(isTwin(text, files)).toBe(true);
});

test.each([
  ['there is no other file', RUNSERVER, { 'docker/dev/Dockerfile': '' }],
  [
    'a folder for production has none',
    RUNSERVER,
    { 'prod/settings.py': '', 'production/dockerfile.md': '', 'prod/Dockerfile.dockerignore': '' },
  ],
  ['another server is started', RUNSERVER.replace('runserver', 'gunicorn'), { 'Dockerfile.prod': '' }],
  [
    'the script decides',
    SCRIPT,
    { 'Dockerfile.prod': '', 'docker/start.sh': 'if [ $D ]; then ./manage.py runserver; else gunicorn a; fi' },
  ],
  ['nothing is started', 'FROM python:3.14\n', { 'Dockerfile.prod': '' }],
  ['one of its images starts another', `${RUNSERVER}FROM python:3.14\nCMD ["celery"]\n`, { 'Dockerfile.prod': '' }],
])('not when %s', (_, text, files) => {
  expect(isTwin(text, files)).toBe(false);
});

test('the file for production is none', () => {
  expect(isTwin(RUNSERVER, { 'docker/Dockerfile': '' }, 'docker/prod/Dockerfile')).toBe(false);
});
