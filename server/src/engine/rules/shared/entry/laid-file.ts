import { type PlacedFile, placedFilesOf } from '../../../model/start.ts';
import type { CopyInstruction, Instruction, RunInstruction, Stage } from '../../../model/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { Command } from '../../../shell/types.ts';
import { isWithin, lastPart } from '../../../text/path.ts';
import { commandsOf, runsUnreadScript } from '../commands.ts';
import { imagePaths } from '../paths.ts';
import type { StartedFile } from '../started.ts';

/** A script of the context as it lies in the image. */
export interface LaidFile extends PlacedFile {
  /** What runs between the COPY that brings it and the end of the image. */
  readonly behind: readonly Instruction[];
}

const PROGRAM_FOLDER = /^\/(?:usr\/(?:local\/)?)?s?bin\//;

/**
 * The place of a script that starts, and the COPY that lays it there; undefined where another file may be meant, or something nobody
 * can read may have taken its place.
 */
export function laidFile(stage: Stage, { word, path }: StartedFile, { context }: ProjectFacts): LaidFile | undefined {
  if (!context.known) return undefined;
  const { value: listing } = context;
  const placed = placedFilesOf(stage, word).filter((each) => listing.has(each.path));
  const file = placed.find((each) => listing.below(each.path)[0] === each.path);
  if (file?.path !== path || placed.some(({ imagePath }) => imagePath !== file.imagePath)) return undefined;
  // A bare name is looked up on PATH, never in the working directory.
  if (!word.text.includes('/') && !PROGRAM_FOLDER.test(file.imagePath)) return undefined;
  const behind = instructionsBehind(file.copy, stage);
  const isCarried = !stage.ancestry.includes(file.copy.stage);
  const isReplaced = (each: Instruction): boolean =>
    isCarried && carries(each, file.copy) ? setsMode(each) : mayReplace(each, file);
  if (!behind || behind.some(isReplaced)) return undefined;
  return { ...file, behind };
}

const isCopy = (instruction: Instruction): instruction is CopyInstruction =>
  instruction.kind === 'copy' || instruction.kind === 'add';

const chainOf = (stage: Stage): readonly Instruction[] =>
  [...stage.ancestry].reverse().flatMap(({ instructions }) => instructions);

/** What runs behind a COPY, in its own stage and in the one that takes the file from there. */
function instructionsBehind(copy: CopyInstruction, stage: Stage): readonly Instruction[] | undefined {
  const chain = chainOf(stage);
  const at = chain.indexOf(copy);
  if (at !== -1) return chain.slice(at + 1);
  const carrier = chain.find((each) => carries(each, copy));
  if (!carrier || !isCopy(carrier) || carrier.copy.origin.kind !== 'stage') return undefined;
  const source = chainOf(carrier.copy.origin.stage);
  return [...source.slice(source.indexOf(copy) + 1), ...chain];
}

/** `COPY --from` of the stage that holds what another COPY brings. */
const carries = (each: Instruction, copy: CopyInstruction): boolean =>
  isCopy(each) && each.copy.origin.kind === 'stage' && each.copy.origin.stage.ancestry.includes(copy.stage);

const setsMode = ({ node }: Instruction): boolean => node.flags.some(({ name }) => name === 'chmod');

/** A COPY that may lay something else there: its own files of the context are known, those of others are not. */
function mayReplace(instruction: Instruction, { imagePath }: PlacedFile): boolean {
  if (!isCopy(instruction)) return false;
  const { origin, sources, destination } = instruction.copy;
  if (!destination.known) return true;
  const isRead =
    origin.kind === 'context' &&
    sources.length === instruction.node.sources.length &&
    sources.every((source) => source.known);
  return !isRead && isWithin(imagePath, destination.value);
}

/** Programs that leave the mode of a file as it is. */
const KEEP_MODE = /^(?:sed|chown|chgrp|touch|dos2unix|cat|ls|test|\[|echo)$/;
/** Programs that leave its text as it is. */
const KEEP_TEXT = /^(?:chmod|chown|chgrp|touch|cat|ls|test|\[|echo)$/;

/** Whether something behind the COPY may give the file the right to be executed. */
export const mayChangeMode = ({ behind, imagePath }: LaidFile): boolean =>
  behind.some(
    (each) => each.kind === 'run' && (each.script.opaque || mayTouch(each, imagePath, KEEP_MODE, /chmod|umask/)),
  );

const CARRIAGE_RETURN = /\\r|\\015|x0[dD]|dos2unix|fromdos|autocrlf/;

/** Whether something behind the COPY may change what stands in the file. */
export const mayChangeText = ({ behind, imagePath }: LaidFile): boolean =>
  behind.some(
    (each) =>
      each.kind === 'run' &&
      (each.script.opaque ||
        CARRIAGE_RETURN.test(each.node.args.text) ||
        mayTouch(each, imagePath, KEEP_TEXT, /perl|awk/)),
  );

const mayTouch = (run: RunInstruction, path: string, harmless: RegExp, suspicious: RegExp): boolean =>
  commandsOf(run.script).some((command) => touches(run, command, path, harmless, suspicious));

function touches(run: RunInstruction, command: Command, path: string, harmless: RegExp, suspicious: RegExp): boolean {
  const { tool, words, redirects, name } = command;
  if (runsUnreadScript(command)) return true;
  if (redirects.some(({ target }) => target?.text.includes(lastPart(path)))) return true;
  if (harmless.test(name ?? '')) return false;
  if (tool?.kind === 'files' && tool.front !== 'rm' && tool.front !== 'mkdir') {
    const paths = imagePaths(run, command, tool.paths);
    const isHidden = paths.length < tool.paths.length || tool.paths.some((word) => word.literal === undefined);
    return isHidden || paths.some((each) => isWithin(path, each) && (each === path || isDeep(command)));
  }
  return words.some(({ text }) => text.includes(lastPart(path)) || suspicious.test(text));
}

/** It concerns what lies below a folder, too. */
const isDeep = ({ tool }: Command): boolean => tool?.kind === 'files' && (tool.recursive || tool.front !== 'chmod');
