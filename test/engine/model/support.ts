import { buildModel } from '../../../server/src/engine/model/build.ts';
import type { Instruction, Model, Stage } from '../../../server/src/engine/model/types.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';
import type { Known } from '../../../server/src/engine/text/known.ts';

export const modelOf = (text: string, path = 'Dockerfile'): Model => buildModel(parseDockerfile(text), path);

/** A stage by its name or its place; the last one when nothing is said. */
export function stageOf(text: string, which?: string | number): Stage {
  const { stages } = modelOf(text);
  const stage = typeof which === 'string' ? stages.find((each) => each.name === which) : stages.at(which ?? -1);
  if (!stage) throw new Error(`No stage ${which}`);
  return stage;
}

type Kind = Instruction['kind'];
/** The instruction whose kinds include this one. */
export type InstructionOf<K extends Kind, I = Instruction> = I extends { kind: infer J }
  ? K extends J
    ? I
    : never
  : never;

/** The last instruction of a kind in the last stage. */
export function lastOf<K extends Kind>(kind: K, text: string): InstructionOf<K> {
  const found = stageOf(text)
    .instructions.filter((each) => each.kind === kind)
    .at(-1);
  if (!found) throw new Error(`No ${kind}`);
  return found as unknown as InstructionOf<K>;
}

/** The value, or `?` for an unknown one. */
export const shown = (value: Known<unknown> | undefined): unknown => (value?.known === false ? '?' : value?.value);
