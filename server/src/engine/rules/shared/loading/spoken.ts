import { type Interface, workerInterface } from '../../../data/servers.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { Option, ServerTool } from '../../../shell/tools/types.ts';
import { type Known, known, unknown } from '../../../text/known.ts';
import { type PythonProcess, processAtStart } from '../python-process.ts';
import type { Started, StartedCommand } from '../started.ts';
import { chosenWorkerClass } from '../worker-class.ts';

/** How a server calls the application that it serves. `rsgi` is what granian speaks when nothing is said. */
export interface Spoken {
  readonly interface: Interface | 'rsgi';
  /** For messages: `gunicorn`, `The worker class gevent`. */
  readonly by: string;
  /** The option that says so. */
  readonly option: Option | undefined;
}

/** Unknown for a server that finds out itself, too. Each answers with a 500 where the application is made for another one: that was tried. */
export function spokenBy(started: Started, at: StartedCommand, tool: ServerTool, facts: ProjectFacts): Known<Spoken> {
  const process = processAtStart(started, at, facts);
  if (at.command.openEnded) return unknown('there may be more options');
  switch (tool.server) {
    case 'gunicorn':
      return ofGunicorn(started, at, process);
    case 'uvicorn':
      return ofOption(tool, process, 'UVICORN_INTERFACE', 'asgi');
    case 'granian':
      return ofOption(tool, process, 'GRANIAN_INTERFACE', 'rsgi');
    case 'daphne':
      return known({ interface: 'asgi', by: 'daphne', option: undefined });
    case 'waitress':
    case 'uwsgi':
      return known({ interface: 'wsgi', by: tool.server, option: undefined });
    default:
      // Hypercorn looks at the application.
      return unknown(`${tool.server} serves both`);
  }
}

function ofGunicorn(started: Started, at: StartedCommand, process: PythonProcess): Known<Spoken> {
  if (process.variable('GUNICORN_CMD_ARGS') !== undefined)
    return unknown('GUNICORN_CMD_ARGS may choose the worker class');
  const worker = chosenWorkerClass(started, at, process.facts);
  if (!worker.known) return worker;
  if (!worker.value) return known({ interface: 'wsgi', by: 'gunicorn', option: undefined });
  const { name, option } = worker.value;
  const spoken = workerInterface(name);
  if (!spoken) return unknown(`nobody knows what ${name} speaks`);
  return known({ interface: spoken, by: `The worker class ${name}`, option });
}

const VALUES: Readonly<Record<string, Spoken['interface']>> = {
  wsgi: 'wsgi',
  asgi: 'asgi',
  asgi2: 'asgi',
  asgi3: 'asgi',
  asginl: 'asgi',
  auto: 'asgi',
  rsgi: 'rsgi',
};

function ofOption(
  tool: ServerTool,
  process: PythonProcess,
  variable: string,
  usual: Spoken['interface'],
): Known<Spoken> {
  const option = tool.options.findLast(({ canonical }) => canonical === '--interface');
  if (!option) {
    if (process.variable(variable) !== undefined) return unknown(`${variable} decides`);
    return known({ interface: usual, by: usual === 'rsgi' ? 'granian without --interface' : tool.server, option });
  }
  const value = option.value ? process.valueOf(option.value) : unknown('--interface has no value');
  if (!value.known) return value;
  const spoken = Object.hasOwn(VALUES, value.value) ? VALUES[value.value] : undefined;
  return spoken ? known({ interface: spoken, by: tool.server, option }) : unknown('nobody knows that interface');
}
