import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageVersion } from '../../server/src/cli/version.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('stands in the package around the script, not in another that is nearer', () => {
  const folder = temporaryFolder({
    'package.json': '{ "name": "django-dockerfile", "version": "1.2.3" }',
    'server/package.json': '{ "type": "module" }',
    'dist/package.json': 'no JSON',
  });
  expect(packageVersion(join(folder, 'dist/cli.js'))).toBe('1.2.3');
  expect(packageVersion(join(folder, 'server/src/cli.ts'))).toBe('1.2.3');
});

test('is unknown where there is none', () => {
  expect(packageVersion(join(temporaryFolder(), 'cli.js'))).toBe('unknown');
});
