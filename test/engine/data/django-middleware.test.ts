import { expect, test } from 'vitest';
import { passesRequests } from '../../../server/src/engine/data/django-middleware.ts';

test.each([
  ['django.middleware.common.CommonMiddleware', true],
  ['whitenoise.middleware.WhiteNoiseMiddleware', true],
  ['django.contrib.flatpages.middleware.FlatpageFallbackMiddleware', false],
  ['django.middleware.cache.FetchFromCacheMiddleware', false],
  ['django.middleware.locale.LocaleMiddleware', false],
  ['shop.middleware.HealthCheckMiddleware', false],
  ['', false],
])('%s', (middleware, passes) => {
  expect(passesRequests(middleware)).toBe(passes);
});
