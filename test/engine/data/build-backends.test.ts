import { expect, test } from 'vitest';
import { buildBackend } from '../../../server/src/engine/data/build-backends.ts';

test.each([
  ['hatchling.build', 'hatchling'],
  ['poetry.core.masonry.api', 'poetry-core'],
  ['uv_build', 'uv_build'],
])('%s is %s and needs the readme', (module, name) => {
  expect(buildBackend(module)?.name).toBe(name);
  expect(buildBackend(module)?.stopsWithout).toContain('readme');
});

test.each(['setuptools.build_meta', 'maturin', '', 'constructor'])('%j is none that stops', (module) => {
  expect(buildBackend(module)).toBeUndefined();
});
