import type { ProjectFacts } from '../../project/types.ts';
import type { Option } from '../../shell/tools/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { gunicornConfig } from './gunicorn-config.ts';
import { processAtStart } from './python-process.ts';
import type { Started, StartedCommand } from './started.ts';

/** The worker class that gunicorn is told to use. */
export interface WorkerClass {
  readonly name: string;
  /** The option that names it; undefined for a setting of the configuration file. */
  readonly option: Option | undefined;
}

/** Undefined where gunicorn takes its default, and where nobody can tell which one it takes. */
export function workerClass(started: Started, at: StartedCommand, facts: ProjectFacts): WorkerClass | undefined {
  const chosen = chosenWorkerClass(started, at, facts);
  return chosen.known ? chosen.value : undefined;
}

/** Known to be undefined where gunicorn takes its default. */
export function chosenWorkerClass(
  started: Started,
  at: StartedCommand,
  facts: ProjectFacts,
): Known<WorkerClass | undefined> {
  const { tool, command } = at;
  if (tool?.kind !== 'server' || tool.server !== 'gunicorn') return unknown('it is not gunicorn');
  if (command.openEnded) return unknown('there may be more options');
  const option = tool.options.filter(({ canonical }) => canonical === '--worker-class').at(-1);
  if (option)
    return option.literal === undefined
      ? unknown('the worker class is put together when it runs')
      : known({ name: option.literal, option });
  if (processAtStart(started, at, facts).variable('GUNICORN_CMD_ARGS') !== undefined)
    return unknown('GUNICORN_CMD_ARGS may choose it');
  const config = gunicornConfig(started, at, tool, facts);
  if (!config.known) return config;
  const name = config.value.setting('worker_class');
  if (!name.known) return name;
  if (name.value === undefined) return known(undefined);
  return typeof name.value === 'string'
    ? known({ name: name.value, option: undefined })
    : unknown('the configuration file gives a class');
}
