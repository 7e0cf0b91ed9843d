import { within } from '../context.ts';
import { isDevelopersFile } from '../dependencies/order.ts';
import type { DependencyFiles } from '../dependencies/requests.ts';
import type { DependencyFile } from '../dependencies/types.ts';
import type { Requirements } from './types.ts';

const PRODUCTION = /(?:^|[/_.-])(?:prod|production|deploy|deployment|live|heroku)(?=[/_.-]|$)/i;
const USUAL = /^(?:requirements?|requirements?\/requirements?)\.txt$/i;

/** Those for production come first, then the usual one, then whatever has Django. */
const rank = (file: string): number => (PRODUCTION.test(file) ? 0 : USUAL.test(file) ? 1 : 2);

/** The file of requirements that an image is made from. */
export function requirementsFor(home: string, files: DependencyFiles): Requirements | undefined {
  const all = [...files.values()].flatMap((file) =>
    file.known && file.value.kind === 'requirements' && file.value.path.endsWith('.txt') ? [file.value] : [],
  );
  const candidates = all.flatMap((file) => {
    const path = relative(home, file.path);
    return path === undefined || isDevelopersFile(path) ? [] : [{ path, closure: closureOf(file, files) }];
  });
  const withDjango = candidates.filter(({ closure }) => closure.some(asksForDjango));
  const [chosen] = (withDjango.length > 0 ? withDjango : candidates).sort((a, b) => rank(a.path) - rank(b.path));
  if (!chosen) return undefined;
  const { path, closure } = chosen;
  return {
    file: path,
    all: closure.flatMap((each) => relative(home, each.path) ?? []),
    hashed: closure.every(
      ({ hashed, groups }) => hashed || groups.every(({ dependencies }) => dependencies.length === 0),
    ),
    local: closure.some(({ groups }) =>
      groups.some(({ dependencies }) => dependencies.some(({ source }) => source.kind === 'path')),
    ),
  };
}

const relative = (home: string, path: string): string | undefined => {
  const top = within(home, '');
  return path.startsWith(top) ? path.slice(top.length) : undefined;
};

const asksForDjango = ({ groups }: DependencyFile): boolean =>
  groups.some(({ dependencies }) => dependencies.some(({ name }) => name === 'django'));

/** A file and those it takes in, each once. */
function closureOf(file: DependencyFile, files: DependencyFiles): readonly DependencyFile[] {
  const found = new Map([[file.path, file]]);
  // What is taken in on the way is looked at as well.
  for (const { includes } of found.values()) {
    for (const { path } of includes) {
      const included = path === undefined ? undefined : files.get(path);
      if (included?.known) found.set(included.value.path, included.value);
    }
  }
  return [...found.values()];
}
