import { expect, test } from 'vitest';
import { linesToIgnore } from '../../../server/src/engine/data/ignored-files.ts';

test('what is copied by name stays', () => {
  const all = linesToIgnore([]);
  const without = (...copied: readonly string[]) => all.filter((line) => !linesToIgnore(copied).includes(line));
  expect(without('.', 'app')).toEqual([]);
  expect(without('certs/server.pem')).toEqual(['**/*.pem']);
  expect(without('media/logo.png', '.env.example')).toEqual(['**/.env.*', 'media']);
  expect(without('compose.yaml')).toEqual(['compose*.y*ml']);
});
