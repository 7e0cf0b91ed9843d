import { expect, test } from 'vitest';
import { isBackingService } from '../../../server/src/engine/data/backing-services.ts';

test.each([
  ['postgres', true],
  ['postgres:18-alpine', true],
  ['docker.io/library/redis:8@sha256:0123', true],
  ['docker.io/postgis/postgis:17-3.5', true],
  ['localhost:5000/redis', false],
  ['nginx', false],
  ['ghcr.io/example/shop', false],
  ['minio/minio', false],
  ['', false],
])('%s', (reference, isBacking) => {
  expect(isBackingService(reference)).toBe(isBacking);
});
