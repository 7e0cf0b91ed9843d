import { firstPageIn, healthPageIn } from '../../../project/python/health-page.ts';
import type { UrlPath } from '../../../project/python/urls.ts';
import type { ProjectFacts } from '../../../project/types.ts';

/** Deeper than any site nests the modules of its routes. */
const MAX_DEPTH = 6;

/** Whether the routes of a module lead a path to a view; undefined where nobody can tell. The path has no slash in front, and no query. */
export function leadsSomewhere(path: string, module: string, facts: ProjectFacts, depth = 0): boolean | undefined {
  const routes = routesOf(module, facts);
  if (!routes || depth > MAX_DEPTH) return undefined;
  let isOpen = false;
  for (const { path: route, includes } of routes) {
    if (route === undefined) {
      isOpen = true;
      continue;
    }
    if (includes === undefined) {
      // CommonMiddleware sends whoever leaves out the last slash to the page.
      if (route === path || route === `${path}/`) return true;
      continue;
    }
    if (!`${path}/`.startsWith(route)) continue;
    const inside = includes === null ? undefined : leadsSomewhere(path.slice(route.length), includes, facts, depth + 1);
    if (inside) return true;
    if (inside === undefined) isOpen = true;
  }
  return isOpen ? undefined : false;
}

/** The routes of a module of the project; undefined where some are hidden, or pages that are not there are answered in another way. */
function routesOf(module: string, facts: ProjectFacts): readonly UrlPath[] | undefined {
  if (!facts.project.known) return undefined;
  const path = facts.project.value.moduleFile(module);
  const file = path === undefined ? undefined : facts.python(path);
  if (!file?.known || !file.value.routes.known || !file.value.names.known) return undefined;
  const { names, routes } = file.value;
  return names.value.has('urlpatterns') && !names.value.has('handler404') ? routes.value : undefined;
}

/** A page of the project that is there to be asked for its health; else its first page. */
export function healthPage(module: string, facts: ProjectFacts): string | undefined {
  const routes = routesOf(module, facts) ?? [];
  return healthPageIn(routes) ?? firstPageIn(routes);
}
