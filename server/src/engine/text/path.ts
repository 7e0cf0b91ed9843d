/** The name at the end of a path: `/opt/venv/bin/pip` → `pip`. */
export const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
