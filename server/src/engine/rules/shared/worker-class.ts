import type { ProjectFacts } from '../../project/types.ts';
import type { Option } from '../../shell/tools/types.ts';
import { assigned, gunicornConfig } from './gunicorn-config.ts';
import { type Started, type StartedCommand, variableAt } from './started.ts';

/** The worker class that gunicorn is told to use. */
export interface WorkerClass {
  readonly name: string;
  /** The option that names it; undefined for a setting of the configuration file. */
  readonly option: Option | undefined;
}

/** Undefined where gunicorn takes its default, and where nobody can tell which one it takes. */
export function workerClass(started: Started, at: StartedCommand, facts: ProjectFacts): WorkerClass | undefined {
  const { tool, command } = at;
  if (tool?.kind !== 'server' || tool.server !== 'gunicorn' || command.openEnded) return undefined;
  const option = tool.options.filter(({ canonical }) => canonical === '--worker-class').at(-1);
  if (option) return option.literal === undefined ? undefined : { name: option.literal, option };
  if (variableAt(started, at, 'GUNICORN_CMD_ARGS') !== undefined) return undefined;
  const config = gunicornConfig(started, at, tool, facts);
  const name = config.known ? assigned(config.value, 'worker_class') : undefined;
  return name === undefined ? undefined : { name, option: undefined };
}
