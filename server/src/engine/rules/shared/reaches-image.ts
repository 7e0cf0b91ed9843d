import type { Instruction, Model, Stage } from '../../model/types.ts';
import { remembered } from './remembered.ts';

/** Stages that an instruction takes files from. */
function readStages(instruction: Instruction): readonly Stage[] {
  const origins =
    instruction.kind === 'run'
      ? instruction.mounts.map(({ origin }) => origin)
      : instruction.kind === 'copy' || instruction.kind === 'add'
        ? [instruction.copy.origin]
        : [];
  return origins.flatMap((origin) => (origin.kind === 'stage' ? [origin.stage] : []));
}

/** Stages whose work is part of an image that ships: the image's own chain, and what that takes files from. */
export const stagesBehindImages: (model: Model) => ReadonlySet<Stage> = remembered((model: Model) => {
  const found = new Set<Stage>(model.shipped);
  // What is added on the way is looked at as well.
  for (const stage of found) {
    if (stage.parent) found.add(stage.parent);
    for (const read of stage.instructions.flatMap(readStages)) found.add(read);
  }
  return found;
});
