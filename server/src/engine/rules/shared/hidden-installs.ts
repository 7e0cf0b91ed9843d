import type { Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { type HiddenInstall, isMounted } from './installed.ts';
import { instructionsOf, stepsOf } from './steps.ts';

/** No `poetry.toml` of the project puts the environment elsewhere. */
export const isSettledWithoutFiles = ({ unless }: HiddenInstall, { context }: ProjectFacts): boolean =>
  unless.length === 0 || (context.known && unless.every((path) => !context.value.has(path)));

/** The environment is gone when its RUN ends. */
export const vanishes = ({ step, folder }: HiddenInstall): boolean => isMounted(step.run, folder);

/** `poetry config virtualenvs.…` comes when the environment is made already. */
export function isConfiguredLate({ step, tool }: HiddenInstall, stage: Stage): boolean {
  if (tool !== 'poetry') return false;
  const steps = instructionsOf(stage).flatMap((each) => (each.kind === 'run' ? stepsOf(each) : []));
  return steps
    .slice(steps.indexOf(step) + 1)
    .some(
      ({ command: { tool: later } }) =>
        later?.kind === 'poetry' &&
        later.action === 'config' &&
        /^virtualenvs\.(?:create|in-project|path)$/.test(later.args[0]?.literal ?? ''),
    );
}
