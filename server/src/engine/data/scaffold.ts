/**
 * Versions that a scaffold writes.
 * Sources: the index of packages for uv, Poetry, Pipenv and PDM, read on 2026-12-01; the tag lists of Docker's official images and of
 * postgis/postgis, read on 2026-11-21.
 */
export const TOOL_VERSIONS = { uv: '0.13.9', poetry: '2.5.1', pipenv: '2026.10.3', pdm: '2.29.4' } as const;

/**
 * What pip is asked for to get them. PDM pins all that it needs itself under this name; with the newest of everything, 2.29.4 ends with
 * an AttributeError since hishel 2.0.
 */
export const TOOL_PACKAGES = { poetry: 'poetry', pipenv: 'pipenv', pdm: 'pdm[locked]' } as const;

export const SERVICE_IMAGES = {
  postgresql: 'postgres:18-trixie',
  postgis: 'postgis/postgis:18-3.6',
  mysql: 'mysql:8.4',
  mariadb: 'mariadb:11.8',
  redis: 'redis:8.10-alpine',
  rabbitmq: 'rabbitmq:4.2-alpine',
} as const;
