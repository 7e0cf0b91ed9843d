import { expect, test } from 'vitest';
import {
  compilesSomething,
  hasMachineCode,
  isCompiledByHand,
  isCompiledOnAlpine,
  isPurePython,
} from '../../../server/src/engine/data/compiled-packages.ts';

test('packages of Python', () => {
  expect(['psycopg2', 'psycopg2-binary', 'django'].map(hasMachineCode)).toEqual([true, true, false]);
  expect(['psycopg2', 'psycopg2-binary', 'django'].map(isCompiledByHand)).toEqual([true, false, false]);
  expect(['libsass', 'scikit-learn', 'mysqlclient', 'pillow'].map(isCompiledOnAlpine)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(['django', 'asgiref', 'pillow', 'somebodys'].map(isPurePython)).toEqual([true, true, false, false]);
});

test.each(['gcc', 'build-base', 'libpq-dev', 'default-libmysqlclient-dev', 'postgresql-dev'])('%s compiles', (name) =>
  expect(compilesSomething(name)).toBe(true),
);
test.each(['libpq5', 'curl', 'gettext', 'postgresql-client'])('%s does not', (name) =>
  expect(compilesSomething(name)).toBe(false),
);
