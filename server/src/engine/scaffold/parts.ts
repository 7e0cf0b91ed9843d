import { databaseDrivers } from '../data/drivers.ts';
import type { InstalledSet } from '../project/dependencies/closure.ts';
import type { Need, Parts } from '../project/survey/types.ts';
import type { Choices, Plan } from './types.ts';

type Chosen = Pick<Plan, 'survey' | 'choices'>;

const SERVER: Readonly<Record<Choices['server'], readonly Need[]>> = {
  gunicorn: [['gunicorn']],
  'gunicorn-asgi': [['gunicorn'], ['uvicorn-worker']],
  uvicorn: [['uvicorn']],
  daphne: [['daphne']],
  granian: [['granian']],
};

/** Packages through which Django reaches the chosen database; none for SQLite. */
export const driversFor = (database: Choices['database']): Need =>
  database === 'sqlite' ? [] : databaseDrivers(database === 'postgresql' ? database : 'mysql', undefined);

/** Groups and extras of the project that the image installs: what it starts may stand in one of them. */
export function partsOf({ survey, choices }: Chosen): Parts {
  const { manager, database, server, celery, static: statics } = choices;
  return survey.sources.partsFor(manager, [
    ...SERVER[server],
    ...(database === 'sqlite' ? [] : [driversFor(database)]),
    ...(statics === 'whitenoise' ? [['whitenoise']] : []),
    ...(celery ? [['celery']] : []),
  ]);
}

/** Everything that the image gets. */
export const installedOf = (plan: Chosen): InstalledSet =>
  plan.survey.sources.installed(plan.choices.manager, plan.choices.python, partsOf(plan));
