import { expect, test } from 'vitest';
import { staticStorageOf } from '../../../server/src/engine/data/static-storages.ts';

test.each([
  ['django.contrib.staticfiles.storage.ManifestStaticFilesStorage', true, undefined],
  ['whitenoise.storage.CompressedManifestStaticFilesStorage', true, 'whitenoise'],
  ['storages.backends.s3.S3Storage', false, 'django-storages'],
  ['cloudinary_storage.storage.StaticHashedCloudinaryStorage', false, 'django-cloudinary-storage'],
])('%s', (backend, local, name) => {
  expect(staticStorageOf(backend)).toMatchObject({ local, package: name });
});

test.each(['shop.storage.Static', 'whitenoise.storages.Own', 'storages'])('%s is not known', (backend) => {
  expect(staticStorageOf(backend)).toBeUndefined();
});
