import { expect, test } from 'vitest';
import { secretFileName } from '../../../server/src/engine/data/secret-files.ts';

test.each([
  ['.env', 'dotenv', true],
  ['deploy/.env.prod', 'dotenv', true],
  ['web.env', 'dotenv', false],
  ['.ssh/id_ed25519', 'key', true],
  ['.docker/config.json', 'key', true],
  ['google-service-account.json', 'key', true],
  ['tls/server.key', 'maybe-key', false],
])('%s is suspected', (path, kind, certain) => {
  expect(secretFileName(path)).toEqual({ kind, certain });
});

test.each([
  '.env.example',
  '.env-dist',
  '.envs',
  'environment.py',
  'id_rsa.pub',
  'config.json',
  'ca.public.pem',
  'manage.py',
])('%s is not', (path) => {
  expect(secretFileName(path)).toBeUndefined();
});
