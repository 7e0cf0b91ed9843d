/** Neither sources nor part of an image: what version control, package managers and caches keep for themselves. */
const NEVER = new Set(['.git', '.hg', '.svn', 'node_modules', '__pycache__']);

/** True for folders that are never looked into; changes in them concern nobody. */
export const neverCounts = (name: string): boolean => NEVER.has(name);

/** A virtual environment says so by this file. */
export const ENVIRONMENT_FILE = 'pyvenv.cfg';
