import { contextFilesOf, placedFilesOf } from '../../model/start.ts';
import { joinPath } from '../../model/state.ts';
import type { Stage } from '../../model/types.ts';
import type { ComposeService } from '../../project/compose/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Word } from '../../shell/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { laidOver } from './service-mounts.ts';

/** What starts: an image as it is, or as a service of compose runs it. */
export interface Starting {
  readonly stage: Stage;
  readonly service: ComposeService | undefined;
}

/** The folder in which it starts. */
export function folderAtStart({ stage, service }: Starting): Known<string> {
  const chosen = service?.workingDir;
  if (!chosen) return stage.end.workdir;
  if (!chosen.value.known || chosen.varies) return unknown('compose chooses the working directory');
  return joinPath(stage.end.workdir, chosen.value.value);
}

/** Paths of the build context that a word of its command may be: the file it runs or reads. */
export function filesAtStart(starting: Starting, word: Word, facts: ProjectFacts): readonly string[] {
  const { stage, service } = starting;
  const files = contextFilesOf(stage, word);
  if (!service || files.length === 0) return files;
  // The model looks from the working directory of the image.
  if (!startsThere(starting) && word.literal?.startsWith('/') !== true) return [];
  const placed = placedFilesOf(stage, word);
  return files.filter((path) => {
    const places = placed.filter((each) => each.path === path);
    if (places.length === 0) return service.volumes.length === 0;
    return places.every(({ imagePath }) => isUntouched(service, imagePath, path, facts));
  });
}

function startsThere({ stage, service }: Starting): boolean {
  const [own, chosen] = [stage.end.workdir, folderAtStart({ stage, service })];
  return own.known && chosen.known && own.value === chosen.value;
}

/** Nothing is mounted over a file of the image, or the same file is. */
function isUntouched(service: ComposeService, imagePath: string, path: string, facts: ProjectFacts): boolean {
  const over = laidOver(service, imagePath, facts);
  return !over || (over.known && over.value === workspacePath(path, facts));
}

/** A file of the context by its path in the workspace folder, as related places name it. */
export function workspacePath(file: string, { context }: ProjectFacts): string {
  const root = context.known ? context.value.root : '';
  return root === '' ? file : `${root}/${file}`;
}

/** A file of the context that is found or not, by its path in the workspace folder. */
export const inWorkspace = (file: Known<string | undefined>, facts: ProjectFacts): Known<string | undefined> =>
  file.known && file.value !== undefined ? known(workspacePath(file.value, facts)) : file;
