import type { Instruction, Model, Stage } from '../../model/types.ts';
import type { Known } from '../../text/known.ts';
import { isWithin } from '../../text/path.ts';
import { remembered } from '../../text/remembered.ts';
import { holdsPackages } from './environments.ts';
import { installedIn } from './installed.ts';

/** Folders that hold packages, or ones that do, by their name alone. */
const PACKAGE_FOLDER =
  /^\.$|(?:^|\/)(?:(?:dist|site)-packages|\.?v?env|virtualenvs?|wheels?|wheelhouse|\.local|install)(?:\/|$)|^(?:usr(?:\/local(?:\/lib)?)?|opt|root)$/;

/** Whether a path of a finished stage, as COPY names it, holds packages of Python. */
function carriesPackages(stage: Stage, path: Known<string>): boolean {
  if (!path.known) return false;
  const folder = path.value === '.' ? '/' : `/${path.value}`;
  return (
    PACKAGE_FOLDER.test(path.value) ||
    holdsPackages(stage, folder) ||
    installedIn(stage).environments.some((each) => isWithin(each.path, folder) || isWithin(folder, each.path))
  );
}

/** Stages whose packages an instruction takes; one that takes built static files takes none. */
function packageStages(instruction: Instruction): readonly Stage[] {
  const taken =
    instruction.kind === 'run'
      ? instruction.mounts.map(({ origin, source }) => ({ origin, sources: [source] }))
      : instruction.kind === 'copy' || instruction.kind === 'add'
        ? [instruction.copy]
        : [];
  return taken.flatMap(({ origin, sources }) =>
    origin.kind === 'stage' && sources.some((source) => carriesPackages(origin.stage, source)) ? [origin.stage] : [],
  );
}

/** The stages that a stage takes packages from, by its own instructions. */
export const takenByStage: (stage: Stage) => ReadonlySet<Stage> = remembered(
  ({ instructions }: Stage) => new Set(instructions.flatMap(packageStages)),
);

/** Some stages, and those that they take packages from as these are in the end. */
function withSources(stages: readonly Stage[]): ReadonlySet<Stage> {
  const found = new Set<Stage>(stages);
  // What is added on the way is looked at as well.
  for (const stage of found) for (const each of stage.ancestry) for (const read of takenByStage(each)) found.add(read);
  return found;
}

const withAncestry = (stages: ReadonlySet<Stage>): ReadonlySet<Stage> =>
  new Set([...stages].flatMap(({ ancestry }) => ancestry));

/** The images that ship, and the stages that they take packages from as these stages are in the end. */
export const packageSources: (model: Model) => ReadonlySet<Stage> = remembered(({ shipped }: Model) =>
  withSources(shipped),
);

/** Stages whose packages are part of an image that ships: the image's own chain, and what that takes packages from. */
export const stagesBehindImages: (model: Model) => ReadonlySet<Stage> = remembered((model: Model) =>
  withAncestry(packageSources(model)),
);

/** The same of one stage as it is in the end. */
export const stagesBehind: (stage: Stage) => ReadonlySet<Stage> = remembered((stage: Stage) =>
  withAncestry(withSources([stage])),
);
