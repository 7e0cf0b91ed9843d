import { asPath } from './paths.ts';
import type { Scope } from './scope.ts';
import type { SettingsPath } from './types.ts';
import type { Value } from './value.ts';

/** Files that the handlers of LOGGING write to: a handler that nothing delays opens its file when Django is set up. */
export function logFilesOf(scope: Scope): readonly SettingsPath[] {
  const handlers = entriesOf(entriesOf(scope.get('LOGGING'))?.get('handlers'));
  return [...(handlers?.values() ?? [])].flatMap((handler) => asPath(entriesOf(handler)?.get('filename')) ?? []);
}

const entriesOf = (value: Value | undefined): ReadonlyMap<string, Value> | undefined =>
  value?.kind === 'dict' ? value.entries : undefined;
