import { inheritedInstructions } from '../../model/instruction-lists.ts';
import type { Model, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { isWithin } from '../../text/path.ts';
import { createdAccounts } from './accounts.ts';
import { servicesOf, shippingServices } from './compose.ts';
import { type FolderOwner, folderOwner, isForEverybody, ownerAbove } from './folder-owner.ts';
import { contextFileAt } from './image-layout.ts';
import { isRoot } from './privileges.ts';
import type { WrittenFolder } from './written-folders.ts';

/** An image, and what is known around it. */
export interface ImageAround {
  readonly stage: Stage;
  readonly model: Model;
  readonly facts: ProjectFacts;
}

/**
 * Whether a user may write to a folder of a finished image, and to the file of it that counts. `new-volume`: a volume that finds no
 * folder makes one, for root. `closed-file`: it is only the file that is somebody else's. `elsewhere`: something of the host, or in memory, lies over it. `hidden`: nobody can tell.
 */
export type Access = 'open' | 'closed' | 'closed-file' | 'new-volume' | 'elsewhere' | 'hidden';

/** The user surely may not write there. */
export const isClosed = (access: Access): boolean =>
  access === 'closed' || access === 'closed-file' || access === 'new-volume';

export function accessTo(
  { path, file, kind }: Pick<WrittenFolder, 'path' | 'file' | 'kind'>,
  user: string,
  image: ImageAround,
): Access {
  if (isForEverybody(path)) return 'open';
  const mounted = mountedOver(path, image);
  if (mounted === undefined) return 'hidden';
  if (mounted === 'elsewhere') return 'elsewhere';
  const own = file === undefined ? 'missing' : fileAccess(file, user, image);
  // A log that is there needs its folder no more.
  if (kind === 'logs' && own !== 'missing') return own;
  const folder = folderAccess(path, user, mounted, image);
  return folder === 'open' && own !== 'missing' ? own : folder;
}

function folderAccess(path: string, user: string, mounted: 'volume' | 'no', { stage, facts }: ImageAround): Access {
  const owner = folderOwner(stage, path, facts);
  if (!owner.known) return 'hidden';
  if (owner.value !== undefined) return ofOwner(stage, owner.value, user);
  // Everything but a volume is made by whoever needs it.
  if (mounted === 'volume') return ofOwner(stage, 'root', user) === 'closed' ? 'new-volume' : 'hidden';
  const above = ownerAbove(stage, path, facts);
  return above.known ? ofOwner(stage, above.value, user) : 'hidden';
}

function fileAccess(file: string, user: string, { stage, facts }: ImageAround): Access | 'missing' {
  const lying = contextFileAt(stage, file, facts);
  if (!lying.known) return 'hidden';
  if (lying.value === undefined) return 'missing';
  const owner = folderOwner(stage, file, facts);
  const access = owner.known && owner.value !== undefined ? ofOwner(stage, owner.value, user) : 'hidden';
  return access === 'closed' ? 'closed-file' : access;
}

function ofOwner(stage: Stage, owner: string, user: string): Access {
  const same = isSameOwner(stage, owner, user);
  return same === undefined ? 'hidden' : same ? 'open' : 'closed';
}

/** A number and a name that the file gives to the same account are one; undefined where nobody can tell. */
function isSameOwner(stage: Stage, owner: string, user: string): boolean | undefined {
  const [a = '', b = ''] = [owner, user].map((each) => each.replace(/[:.].*$/, ''));
  if (a === b) return true;
  const accounts = createdAccounts(stage);
  const numberOf = (name: string): string | undefined =>
    /^\d+$/.test(name) ? name : isRoot(name) ? '0' : accounts.find((each) => each.name === name)?.uid;
  const [first, second] = [numberOf(a), numberOf(b)];
  if (first !== undefined && second !== undefined) return first === second;
  // Root is nobody else, whatever number the other has.
  return isRoot(a) !== isRoot(b) ? false : undefined;
}

/** Whether an owner, as far as it is known, is surely this user. */
export const isOwnedBy = (stage: Stage, owner: FolderOwner, user: string): boolean =>
  owner.known && owner.value !== undefined && isSameOwner(stage, owner.value, user) === true;

/** Paths that VOLUME names. */
export const declaredVolumes = (stage: Stage): readonly string[] =>
  inheritedInstructions(stage).flatMap(({ node }) =>
    node.kind === 'volume' ? (node.json?.items ?? node.words).map(({ value }) => withoutSlash(value)) : [],
  );

/** Whether something is mounted over a folder when the container starts. A bind mount has the owner that it has on the host. */
function mountedOver(folder: string, { stage, model, facts }: ImageAround): 'volume' | 'elsewhere' | 'no' | undefined {
  const isDeclared = declaredVolumes(stage).includes(folder);
  const services = servicesOf(stage, model, facts);
  if (!services.known) return isDeclared ? 'volume' : facts.composeServices.known ? undefined : 'no';
  const shipping = shippingServices(services.value, stage);
  // Another user writes there, or the program starts in another folder.
  if (shipping.some(({ user, workingDir }) => user !== undefined || workingDir !== undefined)) return undefined;
  const over = shipping.flatMap(({ volumes: mounts }) =>
    mounts.filter(({ target }) => !target.known || isWithin(folder, withoutSlash(target.value))),
  );
  if (over.some(({ kind, target }) => kind !== 'volume' || !target.known)) return 'elsewhere';
  return isDeclared || over.length > 0 ? 'volume' : 'no';
}

/** A path as it is compared. */
export const withoutSlash = (path: string): string => path.replace(/(?<=.)\/+$/, '');
