import { passesRequests } from '../../../data/django-middleware.ts';
import type { Setting, SettingsFacts } from '../../../project/settings/types.ts';
import type { Place, ProjectFacts } from '../../../project/types.ts';
import { leadsSomewhere } from '../application/routes.ts';
import type { DjangoProcess } from '../settings/process-settings.ts';
import { isAllowed } from './allowed-hosts.ts';
import type { HealthQuestion } from './question.ts';

/** Why Django does not answer a health check as it wants. */
export interface Rejection {
  readonly kind: 'host' | 'redirect' | 'path';
  /** The setting that decides. */
  readonly from: Place;
  /** The Host header, the module of the routes. */
  readonly what: string;
}

/** A health check that Django turns down, each time; undefined where it may be answered. */
export function rejectionOf(
  question: HealthQuestion,
  { settings }: DjangoProcess,
  facts: ProjectFacts,
): Rejection | undefined {
  const middleware = saidBy(settings.middleware);
  if (!middleware || settings.optional.length > 0) return undefined;
  // Behind one that may answer by itself nobody knows what happens.
  const opaque = middleware.findIndex((each) => !passesRequests(each));
  const reached = opaque === -1 ? middleware : middleware.slice(0, opaque);
  const sends = redirects(question, settings, reached);
  if (reached.includes(COMMON) || sends) {
    const host = rejectedHost(question, settings);
    if (host) return fails(question, 400) ? host : undefined;
  }
  if (sends) return question.follows ? sends : undefined;
  if (opaque !== -1 || sends === undefined || !fails(question, 404)) return undefined;
  return lostPath(question, settings, middleware, facts);
}

const COMMON = 'django.middleware.common.CommonMiddleware';
const SECURITY = 'django.middleware.security.SecurityMiddleware';

const fails = ({ failsFrom }: HealthQuestion, status: number): boolean =>
  failsFrom !== undefined && status >= failsFrom;

const saidBy = <T>(setting: Setting<T>): T | undefined => (setting.known ? setting.value?.value : undefined);

function rejectedHost(
  { header, address }: HealthQuestion,
  { allowedHosts, debug }: SettingsFacts,
): Rejection | undefined {
  if (!allowedHosts.known) return undefined;
  const hosts = allowedHosts.value?.value ?? [];
  if (hosts.length === 0 && !debug.known) return undefined;
  const host = header ?? address;
  if (isAllowed(host, hosts, debug.known && debug.value?.value === true)) return undefined;
  const from = allowedHosts.value?.from ?? (debug.known ? debug.value?.from : undefined);
  return from && { kind: 'host', from, what: host };
}

/** Whether the question is sent to HTTPS; undefined where nobody can tell. */
function redirects(
  { path }: HealthQuestion,
  { secureSslRedirect, secureSslHost, redirectExempt }: SettingsFacts,
  reached: readonly string[],
): Rejection | false | undefined {
  if (!secureSslRedirect.known || !secureSslHost.known) return undefined;
  if (!secureSslRedirect.value?.value) return false;
  if (!reached.includes(SECURITY) || !redirectExempt.known || secureSslHost.value) return undefined;
  const exempt = (redirectExempt.value?.value ?? []).map((pattern) => matches(pattern, path.replace(/^\//, '')));
  if (exempt.includes(undefined)) return undefined;
  return !exempt.includes(true) && { kind: 'redirect', from: secureSslRedirect.value.from, what: 'HTTPS' };
}

/** Whether a pattern of Python's fits a path; undefined for one that is another here or there. */
function matches(pattern: string, path: string): boolean | undefined {
  return /^\^?(?:[\w/.-]\??)*\$?$/.test(pattern) ? new RegExp(pattern).test(path) : undefined;
}

function lostPath(
  { path }: HealthQuestion,
  { rootUrlconf, staticUrl, switches }: SettingsFacts,
  middleware: readonly string[],
  facts: ProjectFacts,
): Rejection | undefined {
  const [page = ''] = path.split('?');
  const routes = rootUrlconf.known ? rootUrlconf.value : undefined;
  const url = saidBy(staticUrl);
  const isFile = middleware.some((each) => each.startsWith('whitenoise.')) && /\.\w+$/.test(page);
  const isStatic = !staticUrl.known || (url !== undefined && page.startsWith(`/${url.replace(/^\//, '')}`));
  if (!routes || isFile || isStatic || switches.get('APPEND_SLASH')?.known === false) return undefined;
  const leads = leadsSomewhere(page.slice(1), routes.value, facts);
  return leads === false ? { kind: 'path', from: routes.from, what: routes.value } : undefined;
}
