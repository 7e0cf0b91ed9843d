import type { Instruction, Model, Stage } from '../../../model/types.ts';
import type { KeyValue, Token } from '../../../syntax/nodes.ts';
import type { DjangoProcess } from '../settings/process-settings.ts';
import { debugNames, type Verdict, verdictOfAll } from './verdict.ts';

/** An ENV that switches DEBUG on in an image that ships. */
export interface DebugInImage {
  readonly pair: KeyValue;
  readonly value: string;
  /** Where that is written: there, or as the default of the ARG that it takes over. Undefined where it is put together. */
  readonly written: Token | undefined;
  readonly off: string;
}

export function* debugInImages(model: Model, processes: readonly DjangoProcess[]): Generator<DebugInImage> {
  const names = debugNames(processes);
  for (const instruction of model.stages.flatMap((stage) => stage.instructions)) {
    const { kind, node, before } = instruction;
    if (kind !== 'env' || !('pairs' in node)) continue;
    for (const pair of node.pairs) {
      const value =
        pair.value && names.has(pair.name) ? before.expand(pair.value.text, model.syntax.escape) : undefined;
      if (!pair.value || !value?.known) continue;
      const verdict = verdictIn(model, instruction, pair.name, value.value, processes);
      if (verdict?.kind !== 'on') continue;
      const written = writtenAt(instruction, pair.value);
      yield { pair, value: value.value, written, off: verdict.off };
    }
  }
}

/** What it does in the images that start with it. */
function verdictIn(
  model: Model,
  { stage }: Instruction,
  name: string,
  value: string,
  processes: readonly DjangoProcess[],
): Verdict {
  const images = model.shipped.filter((image) => image.ancestry.includes(stage) && startsWith(image, name, value));
  if (images.length === 0 || !images.every(({ isPython }) => isPython.known && isPython.value)) return undefined;
  const own = processes.filter(({ started }) => images.includes(started.start.stage));
  return verdictOfAll(own, name, value);
}

function startsWith({ end }: Stage, name: string, value: string): boolean {
  const given = end.declaredEnv(name);
  return given?.known === true && given.value === value;
}

/** `ENV DEBUG=$DEBUG` takes over what the ARG says. */
function writtenAt({ stage, index, before }: Instruction, token: Token): Token | undefined {
  if (!token.text.includes('$')) return token;
  const name = /^["']?\$\{?(\w+)\}?["']?$/.exec(token.text)?.[1];
  if (name === undefined || before.declaredEnv(name)) return undefined;
  const pairs = stage.instructions
    .slice(0, index)
    .flatMap(({ node }) => (node.kind === 'arg' ? node.pairs : []))
    .filter((pair) => pair.name === name);
  const given = pairs.at(-1)?.value;
  return given && !given.text.includes('$') ? given : undefined;
}
