import { expect, test } from 'vitest';
import { pythonFileOf } from '../../../server/src/engine/project/python-file.ts';

const TEXT = 'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "a.b"\nurlpatterns = [path("up", up)]\n';

test('each answer is worked out once', () => {
  const file = pythonFileOf('a.py', TEXT);
  expect(file.names).toBe(file.names);
  expect(file.routes).toBe(file.routes);
  expect(file.names.known && [...file.names.value]).toEqual(['os', 'urlpatterns']);
  expect(file.routes.known && file.routes.value.map(({ path }) => path)).toEqual(['up']);
  expect(file.settingsModule).toMatchObject({ module: 'a.b', isDefault: false });
});

test('a file that chooses no settings has none', () => {
  const file = pythonFileOf('a.py', '');
  expect([file.settingsModule, file.settingsModule]).toEqual([undefined, undefined]);
});

test('what it sets of the environment, up to a place', () => {
  const set = pythonFileOf('a.py', TEXT).environmentSet(TEXT.length);
  expect(set.known && [...set.value]).toEqual(['DJANGO_SETTINGS_MODULE']);
});
