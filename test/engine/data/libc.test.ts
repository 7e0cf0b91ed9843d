import { expect, test } from 'vitest';
import { libcOf } from '../../../server/src/engine/data/libc.ts';

test.each([
  ['alpine', 'musl'],
  ['trixie', { glibc: 41 }],
  ['bookworm', { glibc: 36 }],
  ['noble', { glibc: 39 }],
  ['sid', undefined],
] as const)('%s has %j', (release, libc) => expect(libcOf(release)).toEqual(libc));
