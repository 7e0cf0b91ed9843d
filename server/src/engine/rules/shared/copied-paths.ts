import type { CopyInstruction, Instruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { isWithin } from '../../text/path.ts';
import { instructionsBefore } from './order.ts';

const isCopy = (instruction: Instruction): instruction is CopyInstruction =>
  instruction.kind === 'copy' || instruction.kind === 'add';

/** COPYs in front of an instruction that wrote to a folder or below it. */
export const copiesBelow = (instruction: Instruction, folder: string): CopyInstruction[] =>
  instructionsBefore(instruction)
    .filter(isCopy)
    .filter(({ copy }) => copy.destination.known && isWithin(copy.destination.value, folder));

const ARCHIVE = /\.(?:tar(?:\.\w+)?|t[gx]z|zip|whl|deb|gz|bz2|xz|7z)$/i;
const FILE =
  /\.\w+$|(?:^|\/)(?:Pipfile|Makefile|LICENSE|README|entrypoint|start|run|cmd|init|celery\w*|worker|beat|flower)$/i;

export const isArchive = (path: string): boolean => ARCHIVE.test(path);

/** A file by its name, and no archive. */
export const isSmallFile = (path: string): boolean => FILE.test(path) && !ARCHIVE.test(path);

/** Folders of a few small files, by their name. */
const SMALL_FOLDER = /(?:^|\/)(?:requirements|reqs|deps|scripts?|bin|docker|compose|conf(?:ig)?)$/i;
const FEW = 10;

/** Everything, a folder or an archive, as far as the name or the listing says; scripts and settings are small. */
export function bringsMuch({ copy: { origin, sources } }: CopyInstruction, { context }: ProjectFacts): boolean {
  return sources.some((source) => {
    if (!source.known) return false;
    const { value } = source;
    if (value === '.' || value === '*' || ARCHIVE.test(value)) return true;
    if (/[*?[]/.test(value)) return false;
    if (origin.kind === 'context' && context.known) {
      const files = context.value.below(value);
      return files.length > FEW || files.some((file) => ARCHIVE.test(file));
    }
    // Beside others it may be a file without an ending.
    return sources.length === 1 && !FILE.test(value) && !SMALL_FOLDER.test(value);
  });
}
