import { pythonEnd, pythonLife } from '../data/python.ts';
import type { CopyInstruction, Instruction, Model, Stage } from '../model/types.ts';
import type { ProjectFacts } from '../project/types.ts';
import type { InstructionNode } from '../syntax/nodes.ts';
import { lastPart } from '../text/path.ts';
import { code } from './markdown.ts';

/** What can be said of one instruction of this project, beyond what holds for all. */
export function concreteLines(
  node: InstructionNode,
  model: Model,
  facts: ProjectFacts,
  today: string,
): readonly string[] {
  if (node.kind === 'from') {
    const stage = model.stages.find(({ from }) => from === node);
    return stage ? imageLines(stage, facts, today) : [];
  }
  const instruction = model.stages.flatMap(({ instructions }) => instructions).find((each) => each.node === node);
  return instruction && (instruction.kind === 'copy' || instruction.kind === 'add')
    ? copyLines(instruction, model, facts)
    : [];
}

function imageLines({ base, parent }: Stage, facts: ProjectFacts, today: string): readonly string[] {
  if (parent || !base.python.known) return [];
  const minor = base.python.value;
  return [...lifeLine(minor, today), ...wishLines(facts)];
}

function lifeLine(minor: string, today: string): readonly string[] {
  const end = pythonEnd(minor);
  if (end === undefined) return [];
  const { state } = pythonLife(minor, today);
  return [
    state === 'ended'
      ? `Python ${minor} gets no fixes since ${end}`
      : `Python ${minor} gets security fixes until ${end}`,
  ];
}

/** What the project's own files ask for. */
function wishLines({ dependencies }: ProjectFacts): readonly string[] {
  const found = [...dependencies].flatMap(([path, file]) => {
    const wish = file.known && !file.value.lock ? file.value.requiresPython?.value.text : undefined;
    return wish === undefined || wish === '' ? [] : [`${code(lastPart(path))} asks for Python ${code(wish)}`];
  });
  return found.slice(0, 2);
}

function copyLines(instruction: CopyInstruction, model: Model, facts: ProjectFacts): readonly string[] {
  const { origin, sources } = instruction.copy;
  const sent = facts.sent();
  if (origin.kind !== 'context' || !sent.known) return [];
  const files = new Set<string>();
  for (const source of sources) {
    const copied = source.known ? sent.value.copied(source.value) : undefined;
    if (!copied) return [];
    for (const file of copied) files.add(file);
  }
  const below = layersBehind(instruction, model);
  const layers = below === 0 ? 'This layer is' : `This layer and ${below} below it are`;
  const what = files.size === 1 ? `${code([...files][0] ?? '')} changes` : `one of ${files.size} files changes`;
  return files.size === 0 ? [] : [`${layers} built again when ${what}`];
}

const MAKES_A_LAYER = new Set<Instruction['kind']>(['run', 'copy', 'add', 'workdir']);

/** Layers that cannot come out of the cache when this one does not: behind it, and in what is built on it or copies from it. */
function layersBehind(instruction: Instruction, model: Model): number {
  const { stage, index } = instruction;
  const count = (from: readonly Instruction[]): number => from.filter(({ kind }) => MAKES_A_LAYER.has(kind)).length;
  const changed = new Set<Stage>([stage]);
  let found = count(stage.instructions.slice(index + 1));
  for (const other of model.stages.slice(stage.index + 1)) {
    const first =
      other.parent && changed.has(other.parent) ? 0 : other.instructions.findIndex((each) => takesFrom(each, changed));
    if (first === -1) continue;
    changed.add(other);
    found += count(other.instructions.slice(first));
  }
  return found;
}

function takesFrom(instruction: Instruction, stages: ReadonlySet<Stage>): boolean {
  if (instruction.kind === 'copy' || instruction.kind === 'add') {
    const { origin } = instruction.copy;
    return origin.kind === 'stage' && stages.has(origin.stage);
  }
  return (
    instruction.kind === 'run' &&
    instruction.mounts.some(({ origin }) => origin.kind === 'stage' && stages.has(origin.stage))
  );
}
