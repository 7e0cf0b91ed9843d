import type { Stage } from '../../model/types.ts';

/** What a health check asks for, as Python expressions. */
interface Question {
  readonly port: number;
  readonly path: string;
  readonly host: string;
  /** The first status that counts as failure; undefined: any answer will do. */
  readonly failsFrom: number | undefined;
}

/** The path and host that settings allow may come from the environment; any answer but a server error is a sign of life. */
export const openQuestion = (port: number): Question => ({
  port,
  path: "os.getenv('HEALTHCHECK_PATH', '/')",
  host: "os.getenv('HEALTHCHECK_HOST', 'localhost')",
  failsFrom: 500,
});

/**
 * A health check for images without curl, as a JSON array. http.client follows no redirect, which an app that enforces HTTPS would
 * send to a port that nobody serves, and lets the Host header be one that ALLOWED_HOSTS has.
 */
export function probe({ port, path, host, failsFrom }: Question): string {
  const modules = `http.client as h, ${path.includes('os.') || host.includes('os.') ? 'os, ' : ''}sys`;
  const answer = failsFrom === undefined ? 'c.getresponse()' : `sys.exit(c.getresponse().status >= ${failsFrom})`;
  const code =
    `import ${failsFrom === undefined ? modules.replace(', sys', '') : modules}; ` +
    `c = h.HTTPConnection('127.0.0.1', ${port}, timeout=4); ` +
    `c.request('GET', ${path}, headers={'Host': ${host}}); ${answer}`;
  return `["python", "-c", "${code}"]`;
}

/** The image is known to have a program called `python`. */
export const hasPython = ({ base: { family, python, hasShell } }: Stage): boolean =>
  hasShell.known && (family === 'python' || (family === 'uv' && python.known));
