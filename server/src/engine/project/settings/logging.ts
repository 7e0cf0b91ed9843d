import { asText } from './facts.ts';
import { asPath } from './paths.ts';
import type { Scope } from './scope.ts';
import type { LogFile } from './types.ts';
import type { Value } from './value.ts';

/** Handlers of Python that open their file when they are made. */
const OPENS_FILE =
  /^(?:logging\.FileHandler|logging\.handlers\.(?:WatchedFileHandler|RotatingFileHandler|TimedRotatingFileHandler))$/;

/** Files that the handlers of LOGGING write to. */
export function logFilesOf(scope: Scope): readonly LogFile[] {
  const logging = scope.get('LOGGING');
  const handlers = entriesOf(logging)?.get('handlers');
  // Something else may read LOGGING, or change it.
  const isFinal = scope.get('LOGGING_CONFIG') === undefined && isWhole(logging) && isWhole(handlers);
  return [...(entriesOf(handlers)?.values() ?? [])].flatMap((handler) => {
    const name = entriesOf(handler)?.get('filename');
    const file = asPath(name);
    return file && name ? { ...file, from: name.place, opened: isFinal && opensAtOnce(handler) } : [];
  });
}

const entriesOf = (value: Value | undefined): ReadonlyMap<string, Value> | undefined =>
  value?.kind === 'dict' ? value.entries : undefined;

const isWhole = (value: Value | undefined): boolean => value?.kind === 'dict' && value.open === undefined;

function opensAtOnce(handler: Value): boolean {
  const made = entriesOf(handler)?.get('class');
  const isDelayed = entriesOf(handler)?.has('delay') ?? true;
  return isWhole(handler) && !isDelayed && made !== undefined && OPENS_FILE.test(asText(made) ?? '');
}
