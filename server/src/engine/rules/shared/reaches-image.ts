import type { Instruction, Model, Stage } from '../../model/types.ts';
import type { Known } from '../../text/known.ts';
import { remembered } from '../../text/remembered.ts';
import { holdsPackages } from './environments.ts';

/** Folders that hold packages, or ones that do, by their name alone. */
const PACKAGE_FOLDER =
  /^\.$|(?:^|\/)(?:(?:dist|site)-packages|\.?v?env|virtualenvs?|wheels?|wheelhouse|\.local|install)(?:\/|$)|^(?:usr(?:\/local(?:\/lib)?)?|opt|root)$/;

const carriesPackages = (stage: Stage, path: Known<string>): boolean =>
  path.known && (PACKAGE_FOLDER.test(path.value) || holdsPackages(stage, `/${path.value}`));

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

/** The images that ship, and the stages that they take packages from as these stages are in the end. */
export const packageSources: (model: Model) => ReadonlySet<Stage> = remembered((model: Model) => {
  const found = new Set<Stage>(model.shipped);
  // What is added on the way is looked at as well.
  for (const stage of found)
    for (const each of stage.ancestry) for (const read of each.instructions.flatMap(packageStages)) found.add(read);
  return found;
});

/** Stages whose packages are part of an image that ships: the image's own chain, and what that takes packages from. */
export const stagesBehindImages: (model: Model) => ReadonlySet<Stage> = remembered(
  (model: Model) => new Set([...packageSources(model)].flatMap(({ ancestry }) => ancestry)),
);
