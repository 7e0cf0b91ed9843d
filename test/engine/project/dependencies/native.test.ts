import { expect, test } from 'vitest';
import { installedBy } from '../../../../server/src/engine/project/dependencies/installed.ts';
import { isRecent, needingNames } from '../../../../server/src/engine/project/dependencies/native.ts';

const setOf = (...named: readonly string[]) =>
  installedBy(new Map(), {
    by: 'pip',
    files: [],
    projects: [],
    named: named.map((value) => ({ value, from: { path: 'Dockerfile', span: { start: 0, end: 0 } } })),
    constraints: [],
    noDeps: false,
  });

const namesOf = (...named: readonly string[]): readonly string[] =>
  needingNames(setOf(...named)).map(({ name }) => name);

test('psycopg has other needs with each of its extras', () => {
  expect(namesOf('psycopg')).toEqual(['psycopg']);
  expect(namesOf('psycopg[c]')).toEqual(['psycopg-c']);
  expect(namesOf('psycopg[binary]')).toEqual([]);
  expect(namesOf('django', 'mysqlclient')).toEqual(['mysqlclient']);
});

test('a version that is not fixed may be the newest', () => {
  const versionOf = (text: string) => setOf(text).packages.get('weasyprint');
  const [old, recent, open] = ['weasyprint==52.5', 'weasyprint==66.0', 'weasyprint'].map(versionOf);
  if (!old || !recent || !open) throw new Error('it is not read');
  expect([old, recent, open].map((each) => isRecent(each, '53'))).toEqual([false, true, true]);
  expect(isRecent(old, undefined)).toBe(true);
});
