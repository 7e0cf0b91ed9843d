import type { Script } from '../shell/types.ts';
import type { FromNode, InstructionNode, Mount } from '../syntax/nodes.ts';
import type { Span } from '../text/span.ts';
import { readCommand } from './commands.ts';
import { copyOrigin, mountFrom, mountOrigin, readCopy, readMountEntry, type StageNames } from './origin.ts';
import type { StageBuild } from './stage.ts';
import type { StageState } from './state.ts';
import type { CopyEntry, Instruction, MountEntry } from './types.ts';

interface File {
  readonly text: string;
  readonly escape: string;
  readonly names: StageNames;
}

type Node = Exclude<InstructionNode, FromNode>;

/**
 * What an instruction means where it stands. Commands, copies and mounts are worked out when somebody asks.
 *
 * One class for all kinds, with getters of the class and not of each object: rules read these objects more than anything else, and
 * objects of one shape are read many times faster.
 */
class ReadInstruction {
  readonly span: Span;
  readonly kind: Node['kind'];
  readonly index: number;
  readonly before: StageState;
  readonly node: Node;
  readonly stage: StageBuild;
  readonly #file: File;
  #script: Script | undefined;
  #copy: CopyEntry | undefined;
  #mounts: readonly MountEntry[] | undefined;

  constructor(node: Node, stage: StageBuild, file: File) {
    this.span = node.span;
    this.kind = node.kind;
    this.index = stage.instructions.length;
    this.before = stage.end;
    this.node = node;
    this.stage = stage;
    this.#file = file;
  }

  get script(): Script | undefined {
    const { node } = this;
    if (!this.#script && 'command' in node && node.command && node.kind !== 'shell')
      this.#script = readCommand(node.command, this.before.shell, this.#file.text);
    return this.#script;
  }

  get copy(): CopyEntry | undefined {
    const { node, stage } = this;
    if (!this.#copy && (node.kind === 'copy' || node.kind === 'add')) {
      const origin = copyOrigin(node.from?.value, stage.index, this.#file.names);
      this.#copy = readCopy(node, origin, this.before, this.#file.escape);
    }
    return this.#copy;
  }

  get mounts(): readonly MountEntry[] {
    this.#mounts ??= this.node.kind === 'run' ? this.node.mounts.map((mount) => this.#mountEntry(mount)) : [];
    return this.#mounts;
  }

  #mountEntry(mount: Mount): MountEntry {
    const origin = mountOrigin(mountFrom(mount), this.stage.index, this.#file.names);
    return readMountEntry(mount, origin, this.before, this.#file.escape);
  }
}

export const readInstruction = (node: Node, stage: StageBuild, file: File): Instruction =>
  // The kind says which of the members there are, as the types of the model say.
  new ReadInstruction(node, stage, file) as Instruction;
