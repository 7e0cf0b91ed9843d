import { databaseOfEngine } from '../../data/drivers.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { settingOf } from './facts.ts';
import { asPath } from './paths.ts';
import type { Scope } from './scope.ts';
import type { Cache, Database, DatabaseKind, DatabasePart, EnvironmentRead, Setting } from './types.ts';
import { reasonOf, type Value } from './value.ts';

function kindOf(engine: string): Known<DatabaseKind> {
  const kind = databaseOfEngine(engine);
  return kind ? known(kind) : unknown(`${engine} is no engine that we know`);
}

export const databasesOf = (scope: Scope): Setting<readonly Database[]> =>
  settingOf(scope.get('DATABASES'), (value) => {
    if (value.kind !== 'dict' || value.open !== undefined) return undefined;
    return [...value.entries].map(([alias, each]) => databaseOf(alias, each));
  });

function databaseOf(alias: string, value: Value): Database {
  const engine = value.kind === 'dict' ? value.entries.get('ENGINE') : undefined;
  const text = engine?.kind === 'text' ? engine.value : undefined;
  const source = engine ?? value;
  const kind = text === undefined ? unknown(reasonOf(source)) : kindOf(text);
  const isSqlite = kind.known && kind.value === 'sqlite';
  const name = isSqlite && value.kind === 'dict' ? asPath(value.entries.get('NAME')) : undefined;
  return {
    alias,
    kind,
    engine: text,
    engineFrom: text === undefined ? undefined : source.place,
    reads: readsOf(source),
    parts: partsOf(value),
    file: fileOf(name),
    from: value.place,
  };
}

const readsOf = (value: Value): readonly EnvironmentRead[] => (value.kind === 'environment' ? value.reads : []);

const PARTS: readonly DatabasePart[] = ['NAME', 'USER', 'PASSWORD', 'HOST', 'PORT'];

function partsOf(value: Value): Database['parts'] {
  const entries = value.kind === 'dict' ? value.entries : undefined;
  return new Map(
    PARTS.flatMap((part) => {
      const given = entries?.get(part);
      return given?.kind === 'environment' ? [[part, given.reads] as const] : [];
    }),
  );
}

/** A database in memory has no file. */
const fileOf = (path: Database['file']): Database['file'] => (path?.path === ':memory:' ? undefined : path);

export const cachesOf = (scope: Scope): Setting<readonly Cache[]> =>
  settingOf(scope.get('CACHES'), (value) => {
    if (value.kind !== 'dict' || value.open !== undefined) return undefined;
    const caches: Cache[] = [];
    for (const [alias, each] of value.entries) {
      const backend = each.kind === 'dict' ? each.entries.get('BACKEND') : undefined;
      if (backend?.kind !== 'text') return undefined;
      caches.push({ alias, backend: backend.value });
    }
    return caches;
  });
