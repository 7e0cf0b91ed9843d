/** What Django allows while DEBUG is on and ALLOWED_HOSTS is empty. */
const WHILE_DEBUGGING = ['.localhost', '127.0.0.1', '[::1]'];

const allows = (pattern: string, host: string): boolean => {
  const [wanted, asked] = [pattern.toLowerCase(), host.toLowerCase()];
  if (wanted === '*' || wanted === asked) return true;
  return wanted.startsWith('.') && (asked.endsWith(wanted) || asked === wanted.slice(1));
};

/** Whether Django answers a request with this Host header; with any other it is 400. */
export function isAllowed(host: string, allowedHosts: readonly string[], debug: boolean): boolean {
  const patterns = debug && allowedHosts.length === 0 ? WHILE_DEBUGGING : allowedHosts;
  return patterns.some((pattern) => allows(pattern, host));
}

/** A name that Django answers to, in plain letters. */
export const allowedName = (allowedHosts: readonly string[]): string | undefined =>
  allowedHosts.map((pattern) => pattern.replace(/^\./, '')).find((name) => /^[\w-]+(?:\.[\w-]+)*$/.test(name));
