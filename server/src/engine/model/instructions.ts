import type { FromNode, InstructionNode, RunNode } from '../syntax/nodes.ts';
import { readCommand } from './commands.ts';
import { lazy } from './lazy.ts';
import { copyOrigin, mountFrom, mountOrigin, readCopy, readMountEntry, type StageNames } from './origin.ts';
import type { StageBuild } from './stage.ts';
import type { Instruction, MountEntry, RunInstruction } from './types.ts';

interface File {
  readonly text: string;
  readonly escape: string;
  readonly names: StageNames;
}

type Shared = Pick<Instruction, 'span' | 'stage' | 'index' | 'before'>;

/** What an instruction means where it stands. Commands, copies and mounts are worked out when somebody asks. */
export function readInstruction(node: Exclude<InstructionNode, FromNode>, stage: StageBuild, file: File): Instruction {
  const before = stage.end;
  const shared: Shared = { span: node.span, stage, index: stage.instructions.length, before };
  switch (node.kind) {
    case 'run':
      return readRun(node, shared, file);
    case 'cmd':
    case 'entrypoint': {
      const script = lazy(() => readCommand(node.command, before.shell, file.text));
      return {
        ...shared,
        kind: node.kind,
        node,
        get script() {
          return script();
        },
      };
    }
    case 'healthcheck': {
      const { command } = node;
      const script = lazy(() => command && readCommand(command, before.shell, file.text));
      return {
        ...shared,
        kind: 'healthcheck',
        node,
        get script() {
          return script();
        },
      };
    }
    case 'copy':
    case 'add': {
      const copy = lazy(() => {
        const origin = copyOrigin(node.from?.value, stage.index, file.names);
        return readCopy(node, origin, before, file.escape);
      });
      return {
        ...shared,
        kind: node.kind,
        node,
        get copy() {
          return copy();
        },
      };
    }
    case 'shell':
    case 'onbuild':
    case 'unknown':
      return { ...shared, kind: node.kind, node };
    default:
      return { ...shared, kind: node.kind, node };
  }
}

function readRun(node: RunNode, shared: Shared, file: File): RunInstruction {
  const { before, stage } = shared;
  const script = lazy(() => readCommand(node.command, before.shell, file.text));
  const mounts = lazy((): readonly MountEntry[] =>
    node.mounts.map((mount) => {
      const origin = mountOrigin(mountFrom(mount), stage.index, file.names);
      return readMountEntry(mount, origin, before, file.escape);
    }),
  );
  return {
    ...shared,
    kind: 'run',
    node,
    get script() {
      return script();
    },
    get mounts() {
      return mounts();
    },
  };
}
