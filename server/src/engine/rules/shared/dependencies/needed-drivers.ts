import {
  cachePackage,
  DATABASE_LABELS,
  type DatabaseName,
  databaseDrivers,
  databaseOfEngine,
  databaseOfUrl,
} from '../../../data/drivers.ts';
import type { Database, SettingsFacts } from '../../../project/settings/types.ts';
import type { Place } from '../../../project/types.ts';
import type { Environment } from '../settings/variable.ts';

/** A database or a cache that settings use. */
export interface Need {
  readonly kind: 'database' | 'cache';
  /** For messages: `PostgreSQL`, `PyMemcacheCache`. */
  readonly label: string;
  readonly database: DatabaseName | undefined;
  /** Models load the driver of the default database when they are imported. */
  readonly fatal: boolean;
  /** Packages of which one is needed, the usual one first. */
  readonly packages: readonly string[];
  readonly from: Place;
}

/** What settings need besides Django, on a series of it such as `5.2`. What only the environment of a container tells is left out. */
export function neededDrivers(
  { databases, caches }: SettingsFacts,
  environment: Environment,
  django: string | undefined,
): readonly Need[] {
  const found: Need[] = [];
  for (const each of databases.known ? (databases.value?.value ?? []) : []) {
    const database = databaseOf(each, environment);
    const packages = database ? databaseDrivers(database, django) : [];
    if (!database || packages.length === 0) continue;
    const label = DATABASE_LABELS[database];
    const fatal = each.alias === 'default';
    found.push({ kind: 'database', label, database, fatal, packages, from: each.from });
  }
  const fact = caches.known ? caches.value : undefined;
  for (const { backend } of fact?.value ?? []) {
    const needed = cachePackage(backend);
    if (!fact || needed === undefined) continue;
    const label = backend.slice(backend.lastIndexOf('.') + 1);
    found.push({ kind: 'cache', label, database: undefined, fatal: false, packages: [needed], from: fact.from });
  }
  return found;
}

/** An engine with a driver of its own needs none of the others. */
const OWN_DRIVER = /\.connector\.django$/;

function databaseOf({ kind, engine, reads }: Database, environment: Environment): DatabaseName | undefined {
  if (kind.known) return OWN_DRIVER.test(engine ?? '') ? undefined : kind.value;
  if (engine !== undefined) return undefined;
  const told = reads.map(({ name }) => {
    const variable = environment.of(name);
    return variable.kind === 'set' && variable.value.known ? databaseBy(variable.value.value) : undefined;
  });
  const [first, ...others] = told;
  return others.every((each) => each === first) ? first : undefined;
}

/** A variable holds an address, or the engine itself. */
const databaseBy = (text: string): DatabaseName | undefined =>
  text.includes('://') ? databaseOfUrl(text) : databaseOfEngine(text);
