import { expect, test } from 'vitest';
import { foreignComment, foreignLabel, parseForeignId } from '../../../server/src/engine/docs/foreign.ts';

test('a foreign id has a tool and an id', () => {
  expect(parseForeignId('hadolint:DL3002')).toEqual({ tool: 'hadolint', id: 'DL3002' });
  expect(foreignLabel(parseForeignId('buildkit:JSONArgsRecommended'))).toBe('BuildKit JSONArgsRecommended');
});

test('only tools whose comments we honour have one', () => {
  expect(foreignComment(parseForeignId('hadolint:DL3002'))).toBe('# hadolint ignore=DL3002');
  expect(foreignComment(parseForeignId('buildkit:JSONArgsRecommended'))).toBe('# check=skip=JSONArgsRecommended');
  expect(foreignComment(parseForeignId('trivy:DS-0002'))).toBeUndefined();
});
