import { expect, test } from 'vitest';
import { readPipfileLock } from '../../../../server/src/engine/project/dependencies/pipfile-lock.ts';
import { at, fileOf, lockOf } from './support.ts';

const LOCK = JSON.stringify(
  {
    _meta: { hash: { sha256: 'ab' }, requires: { python_version: '3.12' }, sources: [{ name: 'pypi' }] },
    default: {
      django: { hashes: ['sha256:ab'], index: 'pypi', markers: "python_version >= '3.10'", version: '==5.2.1' },
      tool: { git: 'https://x/tool.git', ref: 'ab' },
      odd: 5,
    },
    develop: { django: { version: '>=5' }, pytest: { version: '==8.4.1' } },
    docs: { sphinx: { version: '==8.0' } },
  },
  null,
  4,
);

test('what is locked', () => {
  const { packages } = lockOf('Pipfile.lock', LOCK);
  expect(packages.map(({ name, version, groups, source }) => [name, version, groups, source.kind])).toEqual([
    ['django', '5.2.1', ['main'], 'index'],
    ['tool', undefined, ['main'], 'vcs'],
    ['odd', undefined, ['main'], 'index'],
    ['django', undefined, ['dev'], 'index'],
    ['pytest', '8.4.1', ['dev'], 'index'],
    ['sphinx', '8.0', ['docs'], 'index'],
  ]);
  expect(packages.map(({ from }) => at(LOCK, from))).toEqual(['django', 'tool', '', 'django', 'pytest', 'sphinx']);
  expect(packages[3]?.from.span.start).toBeGreaterThan(LOCK.indexOf('"develop"'));
  const { requiresPython } = fileOf('Pipfile.lock', LOCK);
  expect(requiresPython?.value.text).toBe('==3.12.*');
  expect(requiresPython && at(LOCK, requiresPython.from)).toBe('3.12');
});

test.each(['', '{', '[]', 'null', '"a"', '<<<<<<< HEAD'])('%j is no lock', (text) => {
  expect(readPipfileLock('Pipfile.lock', text).known).toBe(false);
});

test.each([
  '{"__proto__": {"a": {}}}',
  '{"default": []}',
  '{"_meta": 5, "default": {"a": null}}',
  '{"constructor": {"b": {}}}',
])('%s does no harm', (text) => {
  expect(readPipfileLock('Pipfile.lock', text).known).toBe(true);
});
