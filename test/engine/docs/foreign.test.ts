import { expect, test } from 'vitest';
import { foreignComment, foreignLabel, parseForeignId } from '../../../server/src/engine/docs/foreign.ts';

test('a foreign id has a tool and an id', () => {
  expect(parseForeignId('hadolint:DL3002')).toEqual({ tool: 'hadolint', id: 'DL3002' });
  expect(foreignLabel(parseForeignId('buildkit:JSONArgsRecommended'))).toBe('BuildKit JSONArgsRecommended');
});

test.each([
  ['hadolint:DL3002', '# hadolint ignore=DL3002'],
  ['buildkit:JSONArgsRecommended', '# check=skip=JSONArgsRecommended'],
  ['trivy:DS-0002', '# trivy:ignore:DS-0002'],
  ['checkov:CKV_DOCKER_3', '# checkov:skip=CKV_DOCKER_3'],
  ['semgrep:missing-user', '# nosemgrep: missing-user'],
  ['other:1', undefined],
])('the comment that silences %s', (id, comment) => {
  expect(foreignComment(parseForeignId(id))).toBe(comment);
});
