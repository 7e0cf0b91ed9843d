import { remembered } from '../text/remembered.ts';
import type { CopyInstruction, Instruction, Model, RunInstruction, Stage } from './types.ts';

const isRun = (each: Instruction): each is RunInstruction => each.kind === 'run';
const isCopy = (each: Instruction): each is CopyInstruction => each.kind === 'copy' || each.kind === 'add';

/** Every instruction of the file, in order. */
export const allInstructions: (model: Model) => readonly Instruction[] = remembered(({ stages }: Model) =>
  stages.flatMap(({ instructions }) => instructions),
);

export const allRuns: (model: Model) => readonly RunInstruction[] = remembered((model: Model) =>
  allInstructions(model).filter(isRun),
);

/** What has run when a stage is finished, the stages it is FROM included; the oldest first. */
export const inheritedInstructions: (stage: Stage) => readonly Instruction[] = remembered(({ ancestry }: Stage) =>
  [...ancestry].reverse().flatMap(({ instructions }) => instructions),
);

export const inheritedRuns: (stage: Stage) => readonly RunInstruction[] = remembered((stage: Stage) =>
  inheritedInstructions(stage).filter(isRun),
);

export const inheritedCopies: (stage: Stage) => readonly CopyInstruction[] = remembered((stage: Stage) =>
  inheritedInstructions(stage).filter(isCopy),
);
