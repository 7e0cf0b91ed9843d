import { isPattern } from '../../model/context-sources.ts';
import { below, sourcesFor } from '../../model/files.ts';
import { inheritedInstructions } from '../../model/instruction-lists.ts';
import type { CopyInstruction, Stage } from '../../model/types.ts';
import type { ProjectFacts, SentListing } from '../../project/types.ts';
import { isWithin, lastPart } from '../../text/path.ts';
import { isArchive } from './copied-paths.ts';

/** Where a COPY of a stage may lay a file that is among its sources, in the order of the sources. */
export function landingPlaces(
  { copy }: CopyInstruction,
  file: string,
  stage: Stage,
  facts: ProjectFacts,
): readonly string[] {
  const { sources, destination, intoFolder } = copy;
  if (!destination.known) return [];
  const folder = destination.value;
  const path = file.replace(/^\//, '');
  return sources.flatMap((source) => {
    if (!source.known) return [];
    if (isPattern(source.value)) return placesByPattern(source.value, path, folder, facts);
    if (source.value === '.') return [join(folder, path)];
    const rest = below(source.value, path);
    if (rest === undefined) return [];
    if (rest !== '') return [join(folder, rest)];
    return [intoFolder || isFolderIn(stage, folder) ? join(folder, lastPart(path)) : folder];
  });
}

function placesByPattern(pattern: string, file: string, folder: string, facts: ProjectFacts): readonly string[] {
  const sent = facts.sent();
  const landing = sent.known ? landingsOf(sent.value, pattern)?.find(([each]) => each === file) : undefined;
  return landing ? [join(folder, landing[1])] : [];
}

const join = (folder: string, rest: string): string => (folder === '/' ? `/${rest}` : `${folder}/${rest}`);

/** Files of the context that would land at a path if they were there; undefined where nobody can tell. */
export function originsIn(sent: SentListing, copy: CopyInstruction, path: string): readonly string[] | undefined {
  const { sources, destination } = copy.copy;
  const rest = destination.known ? below(destination.value, path) : undefined;
  const origins = new Set<string>(sourcesFor(copy.copy, path));
  for (const source of sources) {
    if (!source.known) return undefined;
    if (!isPattern(source.value)) {
      // An archive is unpacked.
      if (copy.kind === 'add' && isArchive(source.value)) return undefined;
      continue;
    }
    const landings = landingsOf(sent, source.value);
    if (!landings || (copy.kind === 'add' && landings.some(([file]) => isArchive(file)))) return undefined;
    for (const [file, place] of landings) if (place === rest) origins.add(file);
  }
  return [...origins];
}

/** Files that a pattern brings, and where each lands below the destination: a folder that fits brings what is in it. */
function landingsOf(
  sent: SentListing,
  pattern: string,
): readonly (readonly [file: string, place: string])[] | undefined {
  const depth = pattern.split('/').length;
  return sent.copied(pattern)?.map((file) => {
    const parts = file.split('/');
    return [file, parts.slice(Math.min(depth, parts.length - 1)).join('/')] as const;
  });
}

/** Something else lies below the path, or works there. */
const isFolderIn = (stage: Stage, path: string): boolean =>
  inheritedInstructions(stage).some((each) => {
    const { workdir } = each.before;
    if (workdir.known && isWithin(workdir.value, path)) return true;
    if (each.kind !== 'copy' && each.kind !== 'add') return false;
    const { destination, intoFolder } = each.copy;
    return destination.known && isWithin(destination.value, path) && (intoFolder || destination.value !== path);
  }) ||
  (stage.end.workdir.known && isWithin(stage.end.workdir.value, path));
