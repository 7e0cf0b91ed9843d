import type { ProjectFacts } from '../../project/types.ts';
import type { HiddenInstall } from './installed.ts';

/** No `poetry.toml` of the project puts the environment elsewhere. */
export const isSettledWithoutFiles = ({ unless }: HiddenInstall, { context }: ProjectFacts): boolean =>
  unless.length === 0 || (context.known && unless.every((path) => !context.value.has(path)));
