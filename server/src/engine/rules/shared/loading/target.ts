import type { CeleryTool, ServerTool } from '../../../shell/tools/types.ts';
import type { Word } from '../../../shell/types.ts';
import type { PythonProcess } from '../python-process.ts';

/** What a server or a worker is told to load. */
export interface LoadTarget {
  /** `config.wsgi` */
  readonly module: string;
  /** `application` of `config.wsgi:application`, or what it takes when nothing is said; undefined where it wants to be told. */
  readonly attribute: string | undefined;
  /** The attribute is made by calling it: a factory. */
  readonly called: boolean;
  /** The word that names it. */
  readonly word: Word;
}

export function loadTarget(process: PythonProcess): LoadTarget | undefined {
  const { tool } = process;
  if (tool?.kind === 'server') return targetOfServer(tool, process);
  return tool?.kind === 'celery' ? targetOfCelery(tool, process) : undefined;
}

/** What each takes for the attribute; the others want to be told. */
const DEFAULT_ATTRIBUTE: Partial<Readonly<Record<ServerTool['server'], string>>> = {
  gunicorn: 'application',
  uwsgi: 'application',
  hypercorn: 'app',
  granian: 'app',
};

const TARGET = /^([^\W\d][\w.]*)(?::([^\W\d]\w*)(?:\.[\w.]+|\(.*\))?)?$/u;

function targetOfServer(tool: ServerTool, process: PythonProcess): LoadTarget | undefined {
  const { server, app: word, options } = tool;
  const isFile = options.some(({ canonical, value }) => canonical === '--wsgi-file' && value === word);
  const value = word && !isFile ? process.valueOf(word) : undefined;
  if (!word || !value?.known) return undefined;
  // Hypercorn takes what the application speaks in front.
  const text = server === 'hypercorn' ? value.value.replace(/^[aw]sgi:/, '') : value.value;
  const [, module, written] = TARGET.exec(text) ?? [];
  if (module === undefined) return undefined;
  const called = options.some(({ canonical }) => canonical === '--factory' || canonical === '--call');
  const callable = options.findLast(({ canonical }) => canonical === '--callable');
  const named = callable ? callable.literal : written;
  if (callable && named === undefined) return undefined;
  const usual = called && server === 'granian' ? 'create_app' : DEFAULT_ATTRIBUTE[server];
  return { module, attribute: named ?? usual, called: called || /\(/.test(text), word };
}

/** `-A config`, `-A config.celery`, `-A config.celery:app`: without a colon the worker looks for the app itself. */
function targetOfCelery({ options }: CeleryTool, process: PythonProcess): LoadTarget | undefined {
  const word = options.findLast(({ canonical }) => canonical === '--app')?.value;
  const value = word && process.valueOf(word);
  const [, module, attribute] = (value?.known ? TARGET.exec(value.value) : undefined) ?? [];
  return word && module !== undefined ? { module, attribute, called: false, word } : undefined;
}
