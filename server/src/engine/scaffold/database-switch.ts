import type { Database, SettingsFacts } from '../project/settings/types.ts';
import type { Choices, Plan } from './types.ts';

/** A variable by which the settings choose between databases, and what it has to say. */
export interface Switch {
  readonly name: string;
  readonly value: string;
}

type Chosen = Pick<Plan, 'survey' | 'choices'>;

const WORDS: Readonly<Record<Choices['database'], readonly string[]>> = {
  postgresql: ['postgres', 'postgresql', 'django.db.backends.postgresql', 'True'],
  mysql: ['mysql', 'django.db.backends.mysql', 'True'],
  mariadb: ['mysql', 'mariadb', 'django.db.backends.mysql', 'True'],
  sqlite: ['sqlite', 'sqlite3', 'django.db.backends.sqlite3'],
};

/** `DB`, `DATABASE_TYPE`, `USE_POSTGRES`; not what only leads to a database, such as its host. */
const DECIDES = /(?:^|_)(?:DB|DATABASE|SQL|POSTGRES(?:QL)?|MYSQL)(?:_(?:ENGINE|TYPE|KIND|BACKEND|VENDOR|DRIVER))?$/;

const MAX_NAMES = 4;

/** What turns the settings to the chosen database, where they take another one or none for sure by themselves. */
export function databaseSwitch({ survey, choices }: Chosen): Switch | undefined {
  const { settings } = survey;
  if (!settings || takes(settings, choices)) return undefined;
  const names = new Set(settings.environment.reads.map(({ name }) => name).filter((name) => DECIDES.test(name)));
  const all = [...names]
    .slice(0, MAX_NAMES)
    .flatMap((name) => WORDS[choices.database].map((value) => ({ name, value })));
  return all.find(({ name, value }) => {
    const changed = survey.under(new Map([[name, value]]));
    return changed !== undefined && takes(changed, choices);
  });
}

function takes(settings: SettingsFacts, { database }: Choices): boolean {
  const found = defaultOf(settings);
  return found?.kind.known === true && found.kind.value === (database === 'mariadb' ? 'mysql' : database);
}

/** What the settings call `default`. */
export function defaultOf(settings: SettingsFacts | undefined): Database | undefined {
  const databases = settings?.databases;
  return databases?.known ? databases.value?.value.find(({ alias }) => alias === 'default') : undefined;
}

/** What the settings say once they are turned to the chosen database. */
export function settingsFor(plan: Chosen): SettingsFacts | undefined {
  const turned = databaseSwitch(plan);
  return turned ? plan.survey.under(new Map([[turned.name, turned.value]])) : plan.survey.settings;
}
