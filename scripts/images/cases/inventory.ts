import type { Image } from '../engine/types.ts';

/** What each path of an image is: its kind, mode, owner, and what it holds. */
export type Inventory = ReadonlyMap<string, string>;

/** What the engine puts into every container, and where it lends a build the settings of this machine's package index. */
const NOT_OF_THE_IMAGE = [
  '/proc',
  '/sys',
  '/dev',
  '/etc/hosts',
  '/etc/hostname',
  '/etc/resolv.conf',
  '/run/.containerenv',
  '/etc/pip.conf',
  '/etc/uv',
];

/** Other on every build: times, logs, caches and what Python compiled. That they are there is compared, not what they hold. */
const VOLATILE =
  /^\/(?:var\/(?:log|cache|lib\/apt|lib\/dpkg\/triggers)\/|root\/\.cache\/|etc\/(?:ld\.so\.cache|(?:shadow|gshadow)-?)$)|\.pyc$|\/uv_cache\.json$/;

export async function inventory(image: Image): Promise<Inventory> {
  const skipped = NOT_OF_THE_IMAGE.map((path) => `-path ${path}`).join(' -o ');
  const all = `find / -xdev \\( ${skipped} \\) -prune -o`;
  const list = await image.run(['sh', '-c', `${all} -printf '%y %m %U:%G %l\\t%p\\n'`], { user: 'root' });
  const sums = await image.run(['sh', '-c', `${all} -type f -print0 | xargs -0 sha256sum`], { user: 'root' });
  if (list.code !== 0 || sums.code !== 0) throw new Error(`an image could not be listed\n${list.stderr}${sums.stderr}`);
  const contents = new Map(lines(sums.stdout).map((line) => [line.slice(66), line.slice(0, 12)]));
  return new Map(
    lines(list.stdout).map((line) => {
      const [what = '', path = ''] = line.split('\t');
      return [path, VOLATILE.test(path) ? what : `${what} ${contents.get(path) ?? ''}`.trim()];
    }),
  );
}

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

/** Where two images differ, a line for each path; paths in `except` and all below them may. */
export function differences(before: Inventory, after: Inventory, except: readonly string[]): readonly string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths
    .filter((path) => before.get(path) !== after.get(path))
    .filter((path) => !except.some((each) => path === each || path.startsWith(`${each}/`)))
    .map((path) => `${path}: ${before.get(path) ?? 'not there'} → ${after.get(path) ?? 'not there'}`);
}
