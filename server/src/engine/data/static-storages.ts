/**
 * Storages of static files by the module they are in: whether they keep files in STATIC_ROOT, and the package that brings them.
 * Source: their documentation and their pages on PyPI, read on 2026-11-21.
 */
export interface StaticStorage {
  readonly module: string;
  readonly local: boolean;
  /** Its normalised name; undefined for Django itself. */
  readonly package: string | undefined;
}

const STORAGES: readonly StaticStorage[] = [
  { module: 'django.contrib.staticfiles.storage', local: true, package: undefined },
  { module: 'django.core.files.storage', local: true, package: undefined },
  { module: 'whitenoise.storage', local: true, package: 'whitenoise' },
  { module: 'servestatic.storage', local: true, package: 'servestatic' },
  { module: 'pipeline.storage', local: true, package: 'django-pipeline' },
  { module: 'storages.backends', local: false, package: 'django-storages' },
  { module: 'django_s3_storage.storage', local: false, package: 'django-s3-storage' },
  { module: 'cloudinary_storage.storage', local: false, package: 'django-cloudinary-storage' },
  { module: 'minio_storage.storage', local: false, package: 'django-minio-storage' },
];

/** The storage that a dotted name is of; undefined for one that is not known here. */
export const staticStorageOf = (backend: string): StaticStorage | undefined =>
  STORAGES.find(({ module }) => backend.startsWith(`${module}.`));
