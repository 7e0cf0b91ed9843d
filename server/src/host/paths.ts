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
