import type { UrlPath } from './urls.ts';

/** Names that people give to a page for health checks. */
const HEALTH =
  /^(?:.*\/)?(?:health|healthz|health[-_]?check|livez?|liveness|ready|readyz?|readiness|ping|status|up|heartbeat|alive)\/?$/i;

/** Of these routes a page that is there to be asked for the health of the site; with a slash in front. */
export function healthPageIn(routes: readonly UrlPath[]): string | undefined {
  return pageOf(viewsOf(routes).find((path) => HEALTH.test(path)));
}

/** The first page of a site, where these routes have one. */
export const firstPageIn = (routes: readonly UrlPath[]): string | undefined =>
  pageOf(viewsOf(routes).find((path) => path === ''));

const viewsOf = (routes: readonly UrlPath[]): readonly string[] =>
  routes.flatMap(({ path, includes }) => (path !== undefined && includes === undefined ? [path] : []));

/** Other letters would have to be escaped. */
const pageOf = (path: string | undefined): string | undefined =>
  path !== undefined && /^[\w./-]*$/.test(path) ? `/${path}` : undefined;
