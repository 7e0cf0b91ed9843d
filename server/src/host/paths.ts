/** Paths of a workspace: relative, with `/`, the empty one is the workspace folder itself. */

export const joinPath = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

export function parentPath(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** A folder and everything above it, the nearest first, the workspace folder last. */
export function* upward(folder: string): Generator<string> {
  for (let path = folder; path !== ''; path = parentPath(path)) yield path;
  yield '';
}

/** The path as seen from a folder it lies in; undefined when it does not. */
export function relativeTo(folder: string, path: string): string | undefined {
  if (folder === '') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

/** The address of a path below a folder's; a path that leaves the folder has none. */
export function addressBelow(root: string, path: string): string | undefined {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (path.startsWith('/') || names.includes('..')) return undefined;
  // A virtual file system may keep a revision or an account behind the path.
  const [, base = root, rest = ''] = /^([^?#]*)(.*)$/.exec(root) ?? [];
  const below = names.map((name) => `/${encodeURIComponent(name)}`).join('');
  return base.replace(/\/$/, '') + below + rest;
}
