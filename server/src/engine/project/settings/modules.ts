/** The module that `from ..a import b` means in another; undefined when it leaves the project. */
export function absoluteModule(from: string, isPackage: boolean, level: number, module: string): string | undefined {
  if (level === 0) return module;
  const parts = from.split('.');
  const up = isPackage ? level - 1 : level;
  if (up >= parts.length + (isPackage ? 1 : 0)) return undefined;
  const base = parts.slice(0, parts.length - up);
  return [...base, ...(module === '' ? [] : [module])].join('.');
}

/** The path of a module's file without the folders above the root of its dotted name; undefined when the two do not fit. */
export function fileBelowRoot(module: string, path: string): string | undefined {
  const plain = module.replaceAll('.', '/');
  return [`${plain}.py`, `${plain}/__init__.py`].find((file) => path === file || path.endsWith(`/${file}`));
}

export const isPackageFile = (path: string): boolean => /(?:^|\/)__init__\.py$/.test(path);
