import { expect, test } from 'vitest';
import { withoutKept } from '../../../server/src/engine/scaffold/kept.ts';
import { FILE_ROLES, type FileRole } from '../../../server/src/engine/scaffold/types.ts';

const files = FILE_ROLES.map((role) => ({ role, path: role, text: '', executable: false }));
const left = (...kept: readonly FileRole[]) => withoutKept(files, new Set(kept)).map(({ role }) => role);

test('what nobody keeps is written', () => {
  expect(left()).toEqual(FILE_ROLES);
});

test('what is kept is not', () => {
  expect(left('dockerfile', 'ignore')).toEqual(FILE_ROLES.slice(2));
});

test('an override of ours is only for a compose file of ours', () => {
  expect(left('compose')).toEqual(['dockerfile', 'ignore', 'entrypoint', 'environment', 'attributes']);
  expect(left('override')).toContain('compose');
});
