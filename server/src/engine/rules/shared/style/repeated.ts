import { commentsAbove } from '../../../fix/builder.ts';
import type { Instruction, Model } from '../../../model/types.ts';
import type { StyleProblem } from './mend.ts';

const ONLY_ONE = new Set<Instruction['kind']>(['cmd', 'entrypoint', 'healthcheck']);

/** Of several CMDs, ENTRYPOINTs or HEALTHCHECKs of a stage only the last counts. */
export function* repeatedInstructions(model: Model): Generator<StyleProblem> {
  for (const { instructions } of model.stages) {
    const lastOf = new Map<Instruction['kind'], Instruction>();
    for (const instruction of instructions) {
      if (ONLY_ONE.has(instruction.kind)) lastOf.set(instruction.kind, instruction);
    }
    for (const instruction of instructions) {
      const last = lastOf.get(instruction.kind);
      if (!last || last === instruction) continue;
      const { keyword, keywordSpan } = instruction.node;
      const isExplained = commentsAbove(model.syntax, instruction).length > 0;
      yield {
        span: keywordSpan,
        message: `This ${keyword} has no effect: the stage has another one further down, and only the last counts`,
        tags: ['unnecessary'],
        related: [{ span: last.node.keywordSpan, message: `The ${keyword} that counts` }],
        data: {
          title: `Remove the ${keyword} without effect`,
          // What stands above it speaks of a line that would be gone.
          safety: isExplained ? 'review' : 'safe',
          write: (draft) => draft.removeInstruction(instruction),
        },
      };
    }
  }
}
