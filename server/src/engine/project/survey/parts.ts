import type { InstalledSet } from '../dependencies/closure.ts';
import { asksFor } from '../dependencies/installed.ts';
import { isDevelopersGroup } from '../dependencies/order.ts';
import type { Group } from '../dependencies/types.ts';
import type { Need, Parts } from './types.ts';

const PRODUCTION = /^(?:prod|production|deploy|deployment|live|server|web)$/i;

/** Groups for production, and further groups and extras as long as one of them has what is still needed: the one with most of it first. */
export function partsWith(
  all: readonly Group[],
  needs: readonly Need[],
  install: (parts: Parts) => InstalledSet,
): Parts {
  const usable = all.filter(({ name }) => !isDevelopersGroup(name));
  const chosen = usable.filter(({ name, kind }) => kind === 'group' && PRODUCTION.test(name));
  const rest = new Set(usable.filter((group) => !chosen.includes(group)));
  for (;;) {
    const set = install(partsOf(chosen));
    const missing = needs.filter((names) => names.every((name) => asksFor(set, name) === false));
    const worth = (group: Group): number => missing.filter((names) => holds(group, names)).length;
    const [best] = [...rest].sort((a, b) => worth(b) - worth(a));
    if (!best || worth(best) === 0) return partsOf(chosen);
    chosen.push(best);
    rest.delete(best);
  }
}

const holds = ({ dependencies }: Group, names: Need): boolean =>
  dependencies.some(({ name }) => name !== undefined && names.includes(name));

const partsOf = (groups: readonly Group[]): Parts => ({
  groups: groups.filter(({ kind }) => kind === 'group').map(({ name }) => name),
  extras: groups.filter(({ kind }) => kind === 'extra').map(({ name }) => name),
});
