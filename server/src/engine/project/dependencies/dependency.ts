import type { Place } from '../types.ts';
import { parseRequirement } from './requirement.ts';
import { pinnedBy } from './specifier.ts';
import type { Dependency, DependencyFile, Edge, Group, LockedPackage, Unread } from './types.ts';

/** What PEP 508 says in a place; unread where it says nothing that can be read. */
export function fromRequirement(text: string, from: Place): Dependency | Unread {
  const requirement = parseRequirement(text);
  if (!requirement) return { why: 'this is no requirement that can be read', from };
  return { ...requirement, pinned: pinnedBy(requirement.specifier), editable: false, from };
}

const isUnread = (each: Dependency | Unread): each is Unread => 'why' in each;

const isRead = (each: Dependency | Unread): each is Dependency => !isUnread(each);

interface GroupHead extends Partial<Pick<Group, 'optional' | 'includesGroups'>> {
  readonly name: string;
  readonly kind: Group['kind'];
  readonly from: Place;
}

/** A group of what has been read of it. */
export const groupOf = (head: GroupHead, found: readonly (Dependency | Unread)[]): Group => ({
  optional: false,
  includesGroups: [],
  ...head,
  dependencies: found.filter(isRead),
  unread: found.filter(isUnread),
});

/** A file of which nothing but this is known. */
export const fileOf = (file: Pick<DependencyFile, 'kind' | 'path'> & Partial<DependencyFile>): DependencyFile => ({
  requiresPython: undefined,
  groups: [],
  includes: [],
  hashed: false,
  settings: undefined,
  lock: undefined,
  ...file,
});

export const wholeOf = (path: string, text: string): Place => ({ path, span: { start: 0, end: text.length } });

/** What a locked package brings in by a requirement; undefined for what is none. */
export function edgeOf(text: string, from: Place): Edge | undefined {
  const requirement = parseRequirement(text);
  if (!requirement) return undefined;
  const { name, extras, specifier, marker } = requirement;
  return { name, extras, specifier, marker, optional: false, from };
}

const NONE = new Map<string, never>();

/** A locked package that brings nothing. */
export const lockedPackage = (
  found: Pick<LockedPackage, 'name' | 'version' | 'from'> & Partial<LockedPackage>,
): LockedPackage => ({
  source: { kind: 'index' },
  groups: undefined,
  marker: undefined,
  groupMarkers: NONE,
  optional: false,
  edges: [],
  extras: NONE,
  devGroups: NONE,
  ...found,
});
