import { expect, test } from 'vitest';
import {
  isBuildTool,
  isHarmlessProgram,
  isPackageScript,
  isPythonLibraryPackage,
  isStandaloneProgram,
} from '../../../server/src/engine/data/python-tools.ts';

test.each(['pip', 'poetry-core', 'uv'])('%s is a tool', (name) => expect(isBuildTool(name)).toBe(true));
test.each(['django', 'gunicorn', 'poetry-app'])('%s is none', (name) => expect(isBuildTool(name)).toBe(false));

test.each(['python3-django', 'py3-psycopg2', 'gunicorn', 'uwsgi-plugin-python3'])('%s brings a library', (name) =>
  expect(isPythonLibraryPackage(name)).toBe(true),
);
test.each(['python3', 'python3-pip', 'python3-venv', 'python3-dev', 'libpython3.13', 'gcc'])('%s does not', (name) =>
  expect(isPythonLibraryPackage(name)).toBe(false),
);

test('programs', () => {
  expect(['gunicorn', 'celery', 'python'].map(isPackageScript)).toEqual([true, true, false]);
  expect(['echo', 'npm', 'apt-install', 'make'].map(isHarmlessProgram)).toEqual([true, true, false, false]);
  expect(['uv', 'wait-for-it.sh', 'bin', 'gunicorn'].map(isStandaloneProgram)).toEqual([true, true, false, false]);
});
