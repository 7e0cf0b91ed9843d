import { asText, settingOf } from './facts.ts';
import { asPath } from './paths.ts';
import type { Scope } from './scope.ts';
import type { LogFile, Setting } from './types.ts';
import type { Value } from './value.ts';

/** Handlers of Python that open their file when they are made. */
const OPENS_FILE =
  /^(?:logging\.FileHandler|logging\.handlers\.(?:WatchedFileHandler|RotatingFileHandler|TimedRotatingFileHandler))$/;

/** The files that LOGGING has opened as soon as Django starts, whether a logger uses them or not. */
export function logFilesOf(scope: Scope): Setting<readonly LogFile[]> {
  // Something else may read LOGGING, or nothing.
  const isDjangos = scope.get('LOGGING_CONFIG') === undefined;
  return settingOf(scope.get('LOGGING'), (value) => {
    const handlers = value.kind === 'dict' && value.open === undefined ? value.entries.get('handlers') : undefined;
    if (!isDjangos || handlers?.kind !== 'dict' || handlers.open !== undefined) return undefined;
    return [...handlers.entries.values()].flatMap((each) => logFileOf(each) ?? []);
  });
}

function logFileOf(handler: Value): LogFile | undefined {
  if (handler.kind !== 'dict' || handler.open !== undefined) return undefined;
  const [made, name, later] = ['class', 'filename', 'delay'].map((key) => handler.entries.get(key));
  const isOpened = made && OPENS_FILE.test(asText(made) ?? '') && !later;
  const file = isOpened ? asPath(name) : undefined;
  return file && name && { file, from: name.place };
}
