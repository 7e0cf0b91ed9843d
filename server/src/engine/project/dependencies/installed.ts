import { byManager } from './by-manager.ts';
import { byPip } from './by-pip.ts';
import type { InstalledSet } from './closure.ts';
import type { DependencyFiles, InstallRequest } from './requests.ts';

/** What an install really brings, on a Python such as `3.12` where it is known. */
export function installedBy(files: DependencyFiles, request: InstallRequest, python?: string): InstalledSet {
  return request.by === 'pip' ? byPip(files, request, python) : byManager(files, request, python);
}

/** Whether an install brings a package; undefined where nobody can tell. */
export function brings({ packages, closed, unread }: InstalledSet, name: string): boolean | undefined {
  const found = packages.get(name);
  if (found) return found.certain ? true : undefined;
  return closed && unread.length === 0 ? false : undefined;
}

/** Whether what is written asks for a package, whatever other packages bring; undefined where nobody can tell. */
export function asksFor(set: InstalledSet, name: string): boolean | undefined {
  return set.packages.has(name) || set.unread.length > 0 ? brings(set, name) : false;
}
