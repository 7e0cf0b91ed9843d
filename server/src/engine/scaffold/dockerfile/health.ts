import { PORT } from '../layout.ts';
import type { Plan } from '../types.ts';
import { continued, execForm } from './lines.ts';

/** A host that Django takes. */
function allowedHost({ survey }: Plan): string {
  const hosts = survey.settings?.allowedHosts;
  const all = hosts?.known ? (hosts.value?.value ?? []) : [];
  if (all.length === 0 || all.includes('*') || all.includes('localhost')) return 'localhost';
  return (all[0] ?? 'localhost').replace(/^\./, '');
}

/**
 * A probe with what Python has: slim images have no curl. It asks for a host that Django takes, and does not follow redirects: those of
 * SECURE_SSL_REDIRECT lead out of the container. What is no error of the server is alive.
 */
export function healthcheck(plan: Plan): string {
  const code = [
    'import http.client as h, os, sys',
    `c = h.HTTPConnection('127.0.0.1', ${PORT}, timeout=4)`,
    `c.request('GET', os.getenv('HEALTHCHECK_PATH', '${plan.survey.healthPage ?? '/'}'), headers={'Host': os.getenv('HEALTHCHECK_HOST', '${allowedHost(plan)}')})`,
    'sys.exit(c.getresponse().status >= 500)',
  ].join('; ');
  return continued('HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3', [
    `CMD ${execForm(['python', '-c', code])}`,
  ]);
}
