import { type Axes, pairwise, type Row } from './pairwise.ts';

/** Everything by which projects differ for a scaffold. */
export const AXES = {
  manager: ['pip', 'uv', 'poetry', 'pipenv', 'pdm', 'pip with hashes', 'pip with a folder'],
  settings: ['os.environ', 'django-environ', 'dj-database-url', 'decouple', 'split'],
  server: ['gunicorn', 'uvicorn', 'gunicorn-asgi', 'daphne', 'granian'],
  database: ['postgresql', 'mysql', 'sqlite', 'mariadb'],
  folder: ['.', 'src', 'backend', 'apps/shop'],
  python: ['3.13', '3.11'],
  static: ['whitenoise', 'none'],
  celery: ['no', 'yes'],
  redis: ['no', 'yes'],
} as const satisfies Axes;

export type Combination = Row<typeof AXES>;

/** Every value meets every value of the other axes. */
export const COMBINATIONS: readonly Combination[] = pairwise(AXES);

/** One of each package manager, so chosen that every value comes up: what CI builds. */
export const QUICK: ReadonlySet<Combination> = new Set(oneOfEach(AXES.manager));

function oneOfEach(managers: readonly string[]): readonly Combination[] {
  const valuesOf = (row: Combination) => Object.entries(row).map((entry) => entry.join('='));
  const shown = new Set<string>();
  const fresh = (row: Combination) => valuesOf(row).filter((value) => !shown.has(value)).length;
  return managers.map((manager) => {
    const best = COMBINATIONS.filter((row) => row.manager === manager).reduce((a, b) => (fresh(b) > fresh(a) ? b : a));
    for (const value of valuesOf(best)) shown.add(value);
    return best;
  });
}

const LABELS: Partial<Record<keyof Combination, string>> = { celery: 'celery', redis: 'redis' };

/** `pip, os.environ, gunicorn, postgresql, ., 3.13, whitenoise, celery` */
export const titleOf = (combination: Combination): string =>
  (Object.keys(AXES) as (keyof Combination)[])
    .flatMap((name) => {
      const value = combination[name];
      const label = LABELS[name];
      return label === undefined ? [value] : value === 'yes' ? [label] : [];
    })
    .join(', ');

/** Whether celery or the cache needs Redis. */
export const needsRedis = ({ celery, redis }: Combination): boolean => celery === 'yes' || redis === 'yes';
