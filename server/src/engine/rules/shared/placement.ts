import type { Instruction, Stage } from '../../model/types.ts';

/** Instructions that only describe how the image starts: they may follow USER in any order. */
const METADATA = new Set<Instruction['kind']>([
  'cmd',
  'entrypoint',
  'expose',
  'healthcheck',
  'label',
  'stopsignal',
  'volume',
  'maintainer',
]);

export interface Place {
  /** The last instruction that may need root. */
  readonly last: Instruction | undefined;
  /** The description of the start that follows it. */
  readonly next: Instruction | undefined;
}

/** Behind everything that may need root, in front of the start command where that comes last. */
export function behindTheWork({ instructions }: Stage): Place {
  const last = instructions.filter((each) => !METADATA.has(each.kind)).at(-1);
  return { last, next: instructions[last ? last.index + 1 : 0] };
}
