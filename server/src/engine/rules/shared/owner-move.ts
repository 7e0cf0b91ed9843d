import type { CopyInstruction, Instruction, RunInstruction } from '../../model/types.ts';
import type { FilesTool } from '../../shell/tools/types.ts';
import type { Command } from '../../shell/types.ts';
import { isWithin } from '../../text/path.ts';
import type { Safety } from '../define.ts';
import { commandsOf } from './commands.ts';
import { instructionsBefore } from './order.ts';
import { imagePaths } from './paths.ts';

/** A recursive change of owner behind COPYs. */
export interface OwnerChange {
  readonly run: RunInstruction;
  readonly command: Command;
  readonly tool: FilesTool;
  readonly folder: string;
  /** COPYs that wrote below the folder and set no owner; there is at least one, the nearest last. */
  readonly copies: readonly [CopyInstruction, ...CopyInstruction[]];
}

const KEPT_FLAGS = new Set(['from', 'chmod']);

/** The value for `--chown`; without a group, files keep root's. */
export function ownerOf({ tool }: OwnerChange): string | undefined {
  const [, user, group = '0'] = /^([\w-]+)(?::([\w-]+))?$/.exec(tool.setting?.literal ?? '') ?? [];
  return user === undefined ? undefined : `${user}:${group}`;
}

/** Whether the COPYs can set the owner themselves: it exists by then, and nothing between made files that need it. */
export function mayMoveOwner(change: OwnerChange): boolean {
  const { run, command, tool, copies } = change;
  const commands = commandsOf(run.script);
  const between = run.stage.instructions.slice(copies[0].index + 1, run.index);
  return (
    tool.front === 'chown' &&
    tool.paths.length === 1 &&
    run.script.plainChain &&
    commands[0] === command &&
    // Another recursive change would store the files again all the same.
    !commands.slice(1).some((each) => each.tool?.kind === 'files' && each.tool.recursive) &&
    copies.every(
      ({ kind, stage, node }) =>
        kind === 'copy' && stage === run.stage && node.flags.every((flag) => KEPT_FLAGS.has(flag.name)),
    ) &&
    !between.some(({ kind }) => kind === 'run' || kind === 'user' || kind === 'unknown')
  );
}

/** Folders that every library image has. */
const PARENTS = new Set(['', '/opt', '/srv', '/usr/local']);
const OF_THE_SYSTEM =
  /^\/(?:bin|boot|dev|etc|home|lib\d*|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var|usr\/local\/(?:bin|etc|games|include|lib|man|sbin|share|src))$/;

/**
 * `safe`: one COPY made the folder and everything in it, so the change of owner covers exactly what it wrote. `review`: the
 * folder was there before, and keeps a change of owner of its own.
 */
export function ownerSafety(change: OwnerChange): Safety {
  const { run, folder, copies, tool } = change;
  const [copy, ...more] = copies;
  const parent = folder.slice(0, folder.lastIndexOf('/'));
  const isNew =
    more.length === 0 &&
    copy.copy.destination.known &&
    copy.copy.destination.value === folder &&
    run.stage.base.plainEnvironment &&
    PARENTS.has(parent) &&
    !OF_THE_SYSTEM.test(folder) &&
    tool.options.every(({ canonical }) => canonical === '--recursive') &&
    instructionsBefore(copy).every((each) => leavesAlone(each, folder)) &&
    isOutside(copy, folder) &&
    run.stage.instructions.slice(copy.index + 1, run.index).every((each) => isQuiet(each, folder));
  return isNew ? 'safe' : 'review';
}

/** Programs that put files or folders somewhere; who owns them is what a later recursive change settles. */
const MAKES_FILES = new Set(['mkdir', 'touch', 'install', 'cp', 'mv', 'ln']);

/**
 * Something in front of the COPYs made files or folders that the change of owner reaches as well: media and static folders,
 * a database. They would stay root's.
 */
export const reachesMore = ({ copies: [copy], folder }: OwnerChange): boolean =>
  instructionsBefore(copy).some(
    (each) => each.kind === 'run' && commandsOf(each.script).some((command) => makesInside(each, command, folder)),
  );

function makesInside(run: RunInstruction, command: Command, folder: string): boolean {
  const { tool, redirects } = command;
  if (tool?.kind === 'manage') return !isOutside(run, folder);
  const written = redirects.flatMap(({ operator, target }) => (operator.startsWith('>') && target ? [target] : []));
  const words = tool?.kind === 'files' && MAKES_FILES.has(tool.front) ? [...written, ...tool.paths] : written;
  const paths = imagePaths(run, command, words);
  return paths.length < words.length || paths.some((path) => path !== folder && isWithin(path, folder));
}

const isOutside = ({ before: { workdir } }: Instruction, folder: string): boolean =>
  workdir.known && !isWithin(workdir.value, folder);

/** Behind the COPY: goes to the folder at most, and brings nothing into it. */
function isQuiet(instruction: Instruction, folder: string): boolean {
  if (instruction.kind === 'copy' || instruction.kind === 'add') {
    const { destination } = instruction.copy;
    return destination.known && !isWithin(destination.value, folder) && !isWithin(folder, destination.value);
  }
  const { instructions, end } = instruction.stage;
  const { workdir } = instructions[instruction.index + 1]?.before ?? end;
  return (
    instruction.kind !== 'workdir' || (workdir.known && (workdir.value === folder || !isWithin(workdir.value, folder)))
  );
}

/** In front of the COPY: neither makes the folder nor anything in it. */
function leavesAlone(instruction: Instruction, folder: string): boolean {
  if (!isOutside(instruction, folder)) return false;
  switch (instruction.kind) {
    case 'copy':
    case 'add':
      return isQuiet(instruction, folder);
    case 'run':
      return (
        !instruction.script.opaque &&
        commandsOf(instruction.script).every((command) => makesElsewhere(instruction, command, folder))
      );
    case 'onbuild':
    case 'unknown':
    case 'volume':
      return false;
    default:
      return true;
  }
}

const MAKES_NO_FOLDER = new Set(['apt', 'apk', 'pip', 'state', 'user']);

function makesElsewhere(run: RunInstruction, command: Command, folder: string): boolean {
  const { tool, words, redirects } = command;
  if (words.some((word) => word.text.includes(folder)) || redirects.some(({ operator }) => operator.startsWith('>')))
    return false;
  if (tool?.kind !== 'files')
    return MAKES_NO_FOLDER.has(tool?.kind ?? '') && words.every((word) => word.literal !== undefined);
  const paths = imagePaths(run, command, tool.paths);
  return (
    tool.front !== 'cp' &&
    tool.front !== 'mv' &&
    paths.length === tool.paths.length &&
    !paths.some((path) => isWithin(path, folder))
  );
}
