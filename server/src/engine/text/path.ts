/** The name at the end of a path: `/opt/venv/bin/pip` → `pip`. */
export const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether a path is a folder itself or lies in it. */
export const isWithin = (path: string, folder: string): boolean => {
  const { length } = folder;
  if (!path.startsWith(folder)) return false;
  return path.length === length || folder === '/' || path[length] === '/';
};
