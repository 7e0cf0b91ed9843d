import type { Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { isMounted } from './mounts.ts';
import type { HiddenInstall } from './package-places.ts';
import { instructionsOf, stepsOf } from './steps.ts';

/** No `poetry.toml` of the project puts the environment elsewhere. */
export const isSettledWithoutFiles = ({ unless }: HiddenInstall, { context }: ProjectFacts): boolean =>
  unless.length === 0 || (context.known && unless.every((path) => !context.value.has(path)));

/** The environment is gone when its RUN ends. */
export const vanishes = ({ step, folder }: HiddenInstall): boolean => isMounted(step.run, folder);

/** What `poetry config` sets of the environment when it is made already. */
export function lateSettings({ step, tool }: HiddenInstall, stage: Stage): readonly LateSetting[] {
  if (tool !== 'poetry') return [];
  const steps = instructionsOf(stage).flatMap((each) => (each.kind === 'run' ? stepsOf(each) : []));
  return steps.slice(steps.indexOf(step) + 1).flatMap(({ command }) => {
    const later = command.tool;
    if (later?.kind !== 'poetry' || later.action !== 'config') return [];
    const [name, value] = later.args;
    const setting = /^virtualenvs\.(create|in-project|path)$/.exec(name?.literal ?? '')?.[1];
    return setting === undefined ? [] : [{ setting, value: value?.literal }];
  });
}

interface LateSetting {
  readonly setting: string;
  readonly value: string | undefined;
}

/** Poetry itself does not find the environment any more; one in the project is only its first choice. */
export const forgets = ({ setting, value }: LateSetting): boolean =>
  setting === 'path' || (setting === 'create' && value === 'false');
