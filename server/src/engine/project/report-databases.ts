import { versionsOf } from './dependencies/manager.ts';
import type { DependencyFiles } from './dependencies/requests.ts';
import type { Database, DatabaseKind, Setting } from './settings/types.ts';
import type { Fact } from './types.ts';

/** The packages that reach a database; Python has SQLite's. */
const DRIVERS: ReadonlyMap<DatabaseKind, readonly string[]> = new Map([
  ['postgresql', ['psycopg', 'psycopg2', 'psycopg2-binary', 'psycopg2cffi']],
  ['mysql', ['mysqlclient', 'pymysql', 'mysql-connector-python']],
  ['oracle', ['oracledb', 'cx-oracle']],
]);

/**
 * Where the environment decides over a database, what it is without is believed only while the project asks for no driver of another:
 * `sqlite:///db.sqlite3` beside psycopg is for a developer's machine.
 */
export function believedDatabases(
  found: Fact<readonly string[]> | undefined,
  databases: Setting<readonly Database[]> | undefined,
  files: DependencyFiles,
): Fact<readonly string[]> | undefined {
  const all = databases?.known ? (databases.value?.value ?? []) : [];
  if (all.every(({ kind }) => kind.known)) return found;
  const isAskedFor = (name: string): boolean => versionsOf(files, name).length > 0;
  const others = [...DRIVERS].filter(([kind, names]) => !found?.value.includes(kind) && names.some(isAskedFor));
  return others.length === 0 ? found : undefined;
}
