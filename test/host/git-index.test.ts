import { describe, expect, test } from 'vitest';
import { modeInIndex } from '../../server/src/host/git-index.ts';
import { processorTime } from '../support/processor-time.ts';

interface Entry {
  readonly path: string;
  readonly mode?: number;
  readonly stage?: number;
  readonly extended?: boolean;
}

/** An index as git writes it, with zeros for what nobody reads. */
function indexOf(entries: readonly Entry[], version = 2, hash = 20): Uint8Array {
  const bytes = [...ascii('DIRC'), ...number(version, 4), ...number(entries.length, 4)];
  let last: readonly number[] = [];
  for (const { path, mode = 0o100644, stage = 0, extended = false } of entries) {
    const name = [...new TextEncoder().encode(path)];
    const start = bytes.length;
    bytes.push(...zeros(24), ...number(mode, 4), ...zeros(12), ...Array(hash).fill(0xaa));
    bytes.push(...number((stage << 12) | (extended ? 0x4000 : 0) | Math.min(name.length, 0xfff), 2));
    if (extended) bytes.push(0, 0);
    if (version === 4) {
      let same = 0;
      while (same < last.length && last[same] === name[same]) same++;
      bytes.push(...varint(last.length - same), ...name.slice(same), 0);
      last = name;
    } else {
      for (const byte of name) bytes.push(byte);
      bytes.push(...zeros(8 - ((bytes.length - start) % 8)));
    }
  }
  for (const byte of zeros(hash)) bytes.push(byte);
  return new Uint8Array(bytes);
}

const zeros = (count: number): number[] => Array(count).fill(0);
const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const number = (value: number, length: number): number[] =>
  zeros(length).map((_, index) => (value >>> (8 * (length - 1 - index))) & 0xff);

function varint(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift(0x80 | (--rest & 0x7f));
  return bytes;
}

const ENTRIES: readonly Entry[] = [
  { path: 'Dockerfile' },
  { path: 'docker/entry', mode: 0o100755 },
  { path: 'docker/entry.sh' },
  { path: 'docker/entrypoint.sh', mode: 0o100755 },
  { path: 'docker/lïnk.sh', mode: 0o120000 },
  { path: 'docker/stärt.sh', mode: 0o100755 },
  { path: `docs/${'x'.repeat(5000)}` },
  { path: 'lib', mode: 0o160000 },
  { path: 'manage.py', mode: 0o100755 },
  { path: 'merged.sh', mode: 0o100755, stage: 2 },
  { path: 'run.sh' },
];

describe.each([
  ['version 2', indexOf(ENTRIES)],
  [
    'version 3',
    indexOf(
      ENTRIES.map((entry, index) => ({ ...entry, extended: index % 2 === 0 })),
      3,
    ),
  ],
  ['version 4', indexOf(ENTRIES, 4)],
  ['SHA-256', indexOf(ENTRIES, 2, 32)],
  ['SHA-256 in version 4', indexOf(ENTRIES, 4, 32)],
  ['a part of a larger buffer', new Uint8Array([9, 9, 9, ...indexOf(ENTRIES)]).subarray(3)],
])('%s', (_, index) => {
  test.each([
    ['Dockerfile', 'plain'],
    ['docker/entry', 'executable'],
    ['docker/entry.sh', 'plain'],
    ['docker/entrypoint.sh', 'executable'],
    ['docker/stärt.sh', 'executable'],
    ['manage.py', 'executable'],
    ['run.sh', 'plain'],
    ['docker/lïnk.sh', undefined],
    ['lib', undefined],
    ['merged.sh', undefined],
    ['docker', undefined],
    ['docker/entrypoint.shx', undefined],
    ['', undefined],
    ['zzz', undefined],
  ])('%s is %s', (path, mode) => expect(modeInIndex(index, path)).toBe(mode));
});

describe('what is no index says nothing', () => {
  test.each([
    ['nothing', new Uint8Array()],
    ['a short header', new Uint8Array(ascii('DIRC'))],
    ['another file', new Uint8Array(ascii('#!/bin/sh\nexec "$@"\n'))],
    ['a version to come', indexOf(ENTRIES, 5)],
    ['more entries than there are', new Uint8Array([...indexOf([]).subarray(0, 8), 255, 255, 255, 255, ...zeros(200)])],
    [
      'a number without an end',
      new Uint8Array([...indexOf([{ path: 'a' }], 4).subarray(0, 74), ...Array(90).fill(255)]),
    ],
  ])('%s', (_, bytes) => expect(modeInIndex(bytes, 'run.sh')).toBeUndefined());

  test.each([2, 4])('cut off anywhere, version %d', (version) => {
    const whole = indexOf(ENTRIES, version);
    for (let end = 0; end < whole.length; end += 7)
      expect([undefined, 'plain']).toContain(modeInIndex(whole.subarray(0, end), 'run.sh'));
  });

  test('with any byte changed, it never throws', () => {
    const whole = indexOf(ENTRIES.slice(0, 4), 4);
    for (let at = 0; at < whole.length; at++) {
      const broken = whole.slice();
      broken[at] = 0xff;
      expect(() => modeInIndex(broken, 'run.sh')).not.toThrow();
    }
  });
});

test.each([2, 4])('an index of 50 000 files is read in a moment, version %d', (version) => {
  const many = Array.from({ length: 50_000 }, (_, index) => ({ path: `some/folder/of/files/file-${index}.py` }));
  const index = indexOf([...many, { path: 'zzz.sh', mode: 0o100755 }], version);
  const times = Array.from({ length: 5 }, () =>
    processorTime(() => expect(modeInIndex(index, 'zzz.sh')).toBe('executable')),
  );
  // The best of them: the first ones are compiled as they run.
  expect(Math.min(...times)).toBeLessThan(50);
});
