import { inheritedInstructions } from '../../model/instruction-lists.ts';
import type { Instruction, Model } from '../../model/types.ts';

/** Everything that has run when an instruction begins, the stages it is FROM included; oldest first. */
export const instructionsBefore = ({ stage, index }: Instruction): readonly Instruction[] => {
  const all = inheritedInstructions(stage);
  // The stage's own ones are the last.
  return all.slice(0, all.length - stage.instructions.length + index);
};

/** What runs behind an instruction: for each stage that is built on it, its own and the inherited instructions in order. */
export const sequencesBehind = (instruction: Instruction, model: Model): readonly (readonly Instruction[])[] =>
  model.stages
    .filter((stage) => stage.ancestry.includes(instruction.stage))
    .map((stage) =>
      [...stage.ancestry]
        .reverse()
        .slice(-1 - stage.ancestry.indexOf(instruction.stage))
        .flatMap((each) =>
          each === instruction.stage ? each.instructions.slice(instruction.index + 1) : each.instructions,
        ),
    );
