/** What people call what a set-up is made of. Names of products: the same in every language. */
const LABELS: Readonly<Record<string, string>> = {
  poetry: 'Poetry',
  pipenv: 'Pipenv',
  pdm: 'PDM',
  postgresql: 'PostgreSQL',
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  sqlite: 'SQLite',
  gunicorn: 'Gunicorn',
  'gunicorn-asgi': 'Gunicorn (ASGI)',
  uvicorn: 'Uvicorn (ASGI)',
  daphne: 'Daphne (ASGI)',
  granian: 'Granian',
};

export const labelOf = (value: string): string =>
  /^3\.\d+$/.test(value) ? `Python ${value}` : (LABELS[value] ?? value);
