import { expect, test } from 'vitest';
import { directiveIgnores, foreignIgnores, idsFor } from '../../../server/src/engine/fix/foreign-ignores.ts';

test.each([
  ['# hadolint ignore=DL3002, DL3042 why', [{ ids: ['hadolint:DL3002', 'hadolint:DL3042'], scope: 'instruction' }]],
  ['# hadolint global ignore=DL3002', [{ ids: ['hadolint:DL3002'], scope: 'top' }]],
  ['# check=error=true;skip=A,B', [{ ids: ['buildkit:A', 'buildkit:B'], scope: 'instruction' }]],
  ['# see checkov:skip=CKV_DOCKER_2:no need', [{ ids: ['checkov:CKV_DOCKER_2'], scope: 'anywhere' }]],
  [
    '# trivy:ignore:ds001 trivy:ignore:AVD-DS-0026',
    [{ ids: ['trivy:DS-0001', 'trivy:DS-0026'], scope: 'instruction' }],
  ],
  ['#nosemgrep: a.b.c, d', [{ ids: ['semgrep:c', 'semgrep:d'], scope: 'instruction' }]],
  ['# nosem', [{ ids: ['semgrep:all'], scope: 'instruction' }]],
  [
    '# hadolint ignore=DL3002 checkov:skip=CKV_DOCKER_3',
    [
      { ids: ['hadolint:DL3002'], scope: 'instruction' },
      { ids: ['checkov:CKV_DOCKER_3'], scope: 'anywhere' },
    ],
  ],
])('%s', (comment, expected) => {
  expect(foreignIgnores(comment)).toEqual(expected);
});

test.each(['# check=error=true', '# we skip=A', '# nosemicolon', '# trivy:ignore:CVE-2026-1', '# hadolint ignore='])(
  '%s silences nothing',
  (comment) => {
    expect(foreignIgnores(comment)).toEqual([]);
  },
);

test('of the directives only check silences', () => {
  const span = { start: 0, end: 0 };
  expect(directiveIgnores({ name: 'check', value: 'skip=A;error=true', span })).toEqual(['buildkit:A']);
  expect(directiveIgnores({ name: 'syntax', value: 'skip=A', span })).toEqual([]);
});

test('what overlaps is silenced by its id, and with all of its tool', () => {
  expect(idsFor(['buildkit:A', 'buildkit:B', 'trivy:DS-0002'])).toEqual([
    ...['buildkit:A', 'buildkit:all', 'buildkit:B'],
    ...['trivy:DS-0002', 'trivy:all'],
  ]);
});
