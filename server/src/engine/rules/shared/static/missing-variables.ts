import type { EnvironmentRead } from '../../../project/settings/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { managePyOfRun } from '../settings/manage-py.ts';
import { environmentOfRun, type SettingsInForce } from '../settings-in-force.ts';
import type { Collecting } from './collectstatic.ts';
import { mayReadVariables } from './variable-files.ts';

/**
 * Where the settings read a variable that they cannot do without and that surely nothing sets: the first place for each name. Empty
 * where anything that nobody sees may set one.
 */
export function missingVariables(
  at: Collecting,
  { settings }: SettingsInForce,
  facts: ProjectFacts,
): readonly EnvironmentRead[] {
  const { run, command } = at.step;
  const { reads, hidden } = settings.environment;
  const needed = reads.filter(({ required, unconditional }) => required && unconditional);
  const given = hidden === undefined && needed.length > 0 ? setByManagePy(at, facts) : undefined;
  if (!given) return [];
  const environment = environmentOfRun(run, command);
  const missing = new Map<string, EnvironmentRead>();
  for (const read of needed) {
    const isMissing = environment.of(read.name).kind === 'unset' && !given.has(read.name);
    if (isMissing && !missing.has(read.name)) missing.set(read.name, read);
  }
  const found = [...missing.values()];
  return mayReadVariables(settings, found, at, facts) ? [] : found;
}

const NONE: ReadonlySet<string> = new Set();

/** What manage.py sets before it runs the command; undefined where it may set others. */
function setByManagePy({ step, tool }: Collecting, facts: ProjectFacts): ReadonlySet<string> | undefined {
  if (tool.front === 'django-admin') return NONE;
  const path = managePyOfRun(step.run, step.command, tool, facts);
  const file = path.known ? facts.python(path.value) : path;
  const set = file.known ? file.value.environmentSet(Number.POSITIVE_INFINITY) : file;
  return set.known ? set.value : undefined;
}
