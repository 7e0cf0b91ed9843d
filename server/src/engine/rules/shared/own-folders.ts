import { below } from '../../model/files.ts';
import { inheritedCopies } from '../../model/instruction-lists.ts';
import { isWithin, lastPart } from '../../text/path.ts';
import { type Access, type ImageAround, isClosed } from './folder-access.ts';
import { isOfTheSystem } from './folder-owner.ts';
import { contextFileAt, projectRootIn } from './image-layout.ts';
import type { WrittenFolder } from './written-folders.ts';

/** A folder that somebody shall have, and why they cannot write there. */
export type Closed = Pick<WrittenFolder, 'path' | 'file' | 'kind'> & { readonly access: Access };

/** Whom folders are given to, as chown and install name them. */
export interface Owner {
  readonly user: string;
  readonly group: string | undefined;
}

/** A path that no shell takes for more than it is. */
const PLAIN = /^\/[\w./-]+$/;

/** The folder is there for this alone: no code of the project lies in it. */
export function isApart(path: string, { stage, facts }: ImageAround): boolean {
  const root = projectRootIn(stage, facts);
  return root.known && !isWithin(root.value, path) && path !== '/';
}

/**
 * What root has to run to give folders to a user, with what lies in them as far as it is written to. `more` are folders of which
 * nothing else is known. Undefined where the user surely needs one that is not to be given away.
 */
export function commandsToOwn(
  closed: readonly Closed[],
  more: readonly string[],
  owner: Owner,
  image: ImageAround,
): readonly string[] | undefined {
  const given = closed.filter(mayBeGiven);
  if (closed.some((each) => isClosed(each.access) && !given.includes(each))) return undefined;
  const folders = [...new Set([...given.map(({ path }) => path), ...more])];
  if (folders.length === 0) return [];
  const group = owner.group === undefined ? '' : ` -g ${owner.group}`;
  const inside = given.flatMap((each) => insideOf(each, owner, image) ?? []);
  return [`install -d -o ${owner.user}${group} ${folders.join(' ')}`, ...new Set(inside)];
}

/** No shell reads its name otherwise, and it is not the system's. */
export const mayBeGiven = ({ path, file = path }: Pick<Closed, 'path' | 'file'>): boolean =>
  PLAIN.test(path) && PLAIN.test(file) && !isOfTheSystem(path);

/** The command for what lies in a folder; undefined where nothing does that is written to. */
function insideOf({ path, file, kind, access }: Closed, owner: Owner, image: ImageAround): string | undefined {
  const name = owner.group === undefined ? owner.user : `${owner.user}:${owner.group}`;
  if (access === 'hidden' && isApart(path, image)) return `chown -R ${name} ${path}`;
  if (file !== undefined) {
    // A RUN may have written it, as root: with the journal beside it, or not at all.
    if (access === 'hidden') return `find ${path} -maxdepth 1 -name '${lastPart(file)}*' -exec chown ${name} {} +`;
    const lying = contextFileAt(image.stage, file, image.facts);
    return lying.known && lying.value !== undefined ? `chown ${name} ${file}` : undefined;
  }
  // The files stay as they are: new ones come beside them, and who may write to a folder may take them away.
  // A RUN may have collected static files there: their folders are root's as well.
  const hasFolders =
    (kind === 'static' && access === 'hidden') ||
    ((kind === 'uploads' || kind === 'static') && bringsFolders(path, image));
  return hasFolders ? `find ${path} -type d -exec chown ${name} {} +` : undefined;
}

/** COPYs bring folders below one of the image: they belong to root, whoever gets that one. */
function bringsFolders(path: string, { stage, facts }: ImageAround): boolean {
  const sent = facts.sent();
  return inheritedCopies(stage).some(({ copy: { destination, sources } }) => {
    if (!destination.known || !sent.known) return false;
    const rest = below(destination.value, path);
    if (rest === undefined) return isWithin(destination.value, path);
    return sources.some((source) => {
      const folder = source.known ? [source.value, rest].filter((part) => part !== '' && part !== '.').join('/') : '';
      return (
        source.known && sent.value.below(folder || '.').some((file) => file.slice(folder.length + 1).includes('/'))
      );
    });
  });
}
