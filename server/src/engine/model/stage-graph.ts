import type { InstructionNode } from '../syntax/nodes.ts';
import { copyOrigin, mountFrom, mountOrigin, type StageNames } from './origin.ts';
import { assignRoles } from './roles.ts';
import type { StageBuild } from './stage.ts';
import type { Origin, Stage } from './types.ts';

/** Whether a name is these parts with anything in between. */
function fits(name: string, parts: readonly string[]): boolean {
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let position = first.length;
  for (const part of others) {
    const found = name.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return name.length - last.length >= position && name.endsWith(last);
}

/** The stages of a file and which of them others need. */
export class StageGraph implements StageNames {
  readonly stages: StageBuild[] = [];
  /** For each lower-case name, the last stage of the file that bears it: COPY and mounts mean that one. */
  readonly last: ReadonlyMap<string, number>;
  /** For each lower-case name, the last stage read so far: FROM means that one. */
  readonly #soFar = new Map<string, StageBuild>();
  readonly #needed = new Set<Stage>();

  constructor(nodes: readonly InstructionNode[]) {
    const names = nodes.filter((node) => node.kind === 'from').map((node) => node.alias?.value.toLowerCase());
    const last = new Map<string, number>();
    for (const [index, name] of names.entries()) if (name !== undefined) last.set(name, index);
    this.last = last;
  }

  open(stage: StageBuild): void {
    if (stage.parent) this.#needed.add(stage.parent);
    if (stage.name !== undefined) this.#soFar.set(stage.name.toLowerCase(), stage);
    this.stages.push(stage);
  }

  /** The stage that FROM means by a name. */
  named(name: string): StageBuild | undefined {
    return this.#soFar.get(name.toLowerCase());
  }

  /** Notes the stages that an instruction of the last stage reads from. */
  noteReads(node: InstructionNode): void {
    const index = this.stages.length - 1;
    if (node.kind === 'copy' || node.kind === 'add') this.#note(copyOrigin(node.from?.value, index, this));
    else if (node.kind === 'run')
      for (const mount of node.mounts) this.#note(mountOrigin(mountFrom(mount), index, this));
    else if (node.kind === 'onbuild' && node.instruction) this.noteReads(node.instruction);
  }

  #note(origin: Origin): void {
    if (origin.kind === 'stage') this.#needed.add(origin.stage);
    else if (origin.kind === 'variable') this.needAnyLike(origin.text);
  }

  /** `FROM deps-${ARCH}` may mean any stage so far whose name fits: none of them is a leaf. */
  needAnyLike(text: string): void {
    const parts = text
      .toLowerCase()
      .replace(/["']/g, '')
      .split(/\$\{[^}]*\}?|\$\w+/);
    for (const stage of this.stages)
      if (stage.name !== undefined && fits(stage.name.toLowerCase(), parts)) this.#needed.add(stage);
  }

  /** A leaf is a stage that no other is FROM or copies from. */
  assignRoles(path: string, purpose?: 'develops'): boolean {
    const leaves = this.stages.filter((stage) => !this.#needed.has(stage));
    return assignRoles(this.stages, leaves, path, purpose);
  }
}
