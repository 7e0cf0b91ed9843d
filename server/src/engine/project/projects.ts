import { type Known, known, unknown } from '../text/known.ts';
import { foldersUpward, parentOf } from './context.ts';
import type { ContextListing } from './types.ts';

/** Folders whose projects are there for something else; template folders of cookiecutter have a name to be filled in. */
const NO_PROJECT =
  /^(?:tests?|testing|test[-_]?(?:project|app|site)s?|fixtures?|(?:\w+[-_])?(?:example|sample|demo)s?(?:[-_]\w+)?|docs?|sandbox)$|\{\{/i;

/** The folders of the Django projects of a workspace; what looks like a test or an example counts only when nothing else is there. */
export function djangoProjects(managePy: Known<readonly string[]>): Known<readonly string[]> {
  if (!managePy.known) return managePy;
  const all = managePy.value.map(parentOf);
  const own = all.filter((folder) => !folder.split('/').some((name) => NO_PROJECT.test(name)));
  return known(own.length > 0 ? own : all);
}

const depthBelow = (folder: string, path: string): number | undefined => {
  if (path === folder) return 0;
  if (folder !== '' && !path.startsWith(`${folder}/`)) return undefined;
  return path.slice(folder === '' ? 0 : folder.length + 1).split('/').length;
};

/**
 * The project that a Dockerfile is for: the nearest from its folder upward within the context, else the nearest below the context,
 * else the nearest above it.
 */
export function projectRoot(
  dockerfile: string,
  context: Known<ContextListing>,
  projects: Known<readonly string[]>,
): Known<string> {
  if (!projects.known) return projects;
  const all = new Set(projects.value);
  const top = context.known ? context.value.root : undefined;
  const upward = foldersUpward(dockerfile);
  const isInside = (folder: string): boolean => top === undefined || depthBelow(top, folder) !== undefined;
  const above = upward.find((folder) => all.has(folder) && isInside(folder));
  if (above !== undefined) return known(above);
  const below = nearestBelow(top ?? parentOf(dockerfile), projects.value);
  if (below.length > 1) return unknown(`several projects are equally near: ${below.slice(0, 5).join(', ')}`);
  const [nearest] = below.length > 0 ? below : foldersUpward(`${top ?? ''}/`).filter((folder) => all.has(folder));
  return nearest === undefined ? unknown('no manage.py is seen around the Dockerfile') : known(nearest);
}

function nearestBelow(folder: string, projects: readonly string[]): string[] {
  const found = projects.flatMap((path) => {
    const depth = depthBelow(folder, path);
    return depth === undefined ? [] : [{ path, depth }];
  });
  const least = Math.min(...found.map(({ depth }) => depth));
  return found.filter(({ depth }) => depth === least).map(({ path }) => path);
}
