import type { Model } from '../../../model/types.ts';
import type { Tool } from '../../../shell/tools/types.ts';
import { resolveModule } from '../python-modules.ts';
import type { PythonProcess } from '../python-process.ts';
import type { StartedCommand } from '../started.ts';
import { type EntryModule, entryModules } from './entry-modules.ts';
import type { LoadTarget } from './target.ts';
import { placeOfWord } from './write.ts';
import type { Mend, Wrong } from './wrong.ts';

/** A server or a worker that is started, and what it is told to load. */
export interface Loading {
  readonly process: PythonProcess;
  readonly target: LoadTarget;
  readonly at: StartedCommand;
  readonly model: Model;
}

/** The beginning of a file that is shown as a whole. */
export const START = { start: 0, end: 0 };

export const nameOf = (tool: Tool | undefined): string => (tool?.kind === 'server' ? tool.server : 'celery');

/** What becomes of a program that cannot load what it is told to. */
export const outcome = (tool: Tool | undefined): string =>
  tool?.kind === 'server' && tool.server === 'uwsgi' ? 'every request fails' : 'the container stops at once';

export function wrongIn(
  { at, target, process }: Loading,
  message: string,
  related: Wrong['related'],
  mend: Mend | undefined,
): Wrong {
  const place = placeOfWord(at, target.word, process.facts);
  return { span: place.span, message, related: [...place.related, ...related], mend };
}

const ASGI_SERVERS = new Set(['uvicorn', 'daphne', 'hypercorn']);

/** The project's modules that most likely are what a server is to load. */
export function serverModules({ target: { module }, process }: Loading): readonly EntryModule[] {
  const last = module.slice(module.lastIndexOf('.') + 1);
  if (last === 'wsgi' || last === 'asgi') return entryModules(`${last}.py`, process);
  const { tool } = process;
  return entryModules(tool?.kind === 'server' && ASGI_SERVERS.has(tool.server) ? 'asgi.py' : 'wsgi.py', process);
}

/** The project's modules with an app of celery, as `-A` names them: by the package alone, where that is what was written. */
export function workerModules({ target: { module }, process }: Loading): readonly EntryModule[] {
  return entryModules('celery.py', process).map((entry) => {
    const name = entry.name.replace(/\.celery$/, '');
    const isPackage = !module.endsWith('.celery') && name !== entry.name;
    return isPackage && resolveModule(name, process).kind === 'found' ? { ...entry, name } : entry;
  });
}
