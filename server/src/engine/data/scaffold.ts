/**
 * Versions that a scaffold writes.
 * Sources: the index of packages for uv, Poetry, Pipenv and PDM, read on 2026-12-01; the tag lists of Docker's official images and of
 * postgis/postgis, read on 2026-11-21.
 */
export const TOOL_VERSIONS = { uv: '0.13.9', poetry: '2.5.1', pipenv: '2026.10.3', pdm: '2.29.4' } as const;

/** What has to be asked for beside them. PDM 2.29.4 takes any hishel, was made with 1.4, and ends with an AttributeError where it is 2.0. */
export const TOOL_COMPANIONS = { poetry: [], pipenv: [], pdm: ['hishel==1.4.0'] } as const;

export const SERVICE_IMAGES = {
  postgresql: 'postgres:18-trixie',
  postgis: 'postgis/postgis:18-3.6',
  mysql: 'mysql:8.4',
  mariadb: 'mariadb:11.8',
  redis: 'redis:8.10-alpine',
  rabbitmq: 'rabbitmq:4.2-alpine',
} as const;
