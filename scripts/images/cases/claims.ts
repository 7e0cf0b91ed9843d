import { setTimeout as sleep } from 'node:timers/promises';
import type { Image, ImageConfig, Running } from '../engine/types.ts';
import type { Claim, Images } from './types.ts';

const succeeds = async (image: Image, command: string): Promise<boolean> =>
  (await image.run(['sh', '-c', command], { user: 'root' })).code === 0;

export const needsBefore = ({ before }: Images): Image => {
  if (!before) throw new Error('this claim compares with the image before, which was not built');
  return before;
};

/** `path` may be a pattern of the shell; it is gone when nothing fits it. */
export const gone = (path: string): Claim => ({
  says: `\`${path}\` is gone`,
  async refute(images) {
    const test = `ls -d ${path}`;
    if (!(await succeeds(needsBefore(images), test))) return `${path} is not there before either`;
    return (await succeeds(images.after, test)) ? `${path} is still there` : undefined;
  },
});

/** `path` may be a pattern of the shell. */
export const appears = (path: string): Claim => ({
  says: `\`${path}\` is there, which it was not`,
  async refute(images) {
    const test = `ls -d ${path}`;
    if (await succeeds(needsBefore(images), test)) return `${path} is there before as well`;
    return (await succeeds(images.after, test)) ? undefined : `${path} is not there`;
  },
});

export const smaller = (megabytes: number): Claim => ({
  says: `the image is at least ${megabytes} MB smaller`,
  async refute(images) {
    const saved = (needsBefore(images).size - images.after.size) / 1e6;
    return saved < megabytes ? `the image is ${saved.toFixed(1)} MB smaller` : undefined;
  },
});

/** A command in the image after, as its own user: what it prints, and what it printed before where that is given. */
export const prints = (command: string, wanted: string, earlier?: string): Claim => ({
  says: `\`${command}\` prints \`${wanted}\`${earlier === undefined ? '' : `, and \`${earlier}\` before`}`,
  async refute(images) {
    const printed = async (image: Image) => (await image.run(['sh', '-c', command])).stdout.trim();
    const then = earlier === undefined ? undefined : await printed(needsBefore(images));
    if (then !== earlier) return `before, ${command} printed: ${then}`;
    const now = await printed(images.after);
    return now === wanted ? undefined : `${command} printed: ${now}`;
  },
});

/** What the configuration of the image says, and did not say before. */
export const configured = (field: keyof ImageConfig, wanted: string): Claim => ({
  says: `\`${field}\` of the image becomes \`${wanted}\``,
  async refute(images) {
    const shown = ({ config }: Image): string =>
      typeof config[field] === 'string' ? config[field] : Object.values(config[field]).join(' ');
    if (shown(needsBefore(images)) === wanted) return `${field} is the same before`;
    const now = shown(images.after);
    return now === wanted ? undefined : `${field} is ${now}`;
  },
});

const ANSWER_MS = 20_000;
const ASK = 'import urllib.request as r; r.urlopen("http://127.0.0.1:8000/", timeout=2)';

/** Waits for a server's answer; false when it ends, or its time does, before it gives one. */
export async function answers(server: Running): Promise<boolean> {
  const ended = server.ended.then(() => true);
  for (const end = Date.now() + ANSWER_MS; Date.now() < end; ) {
    if ((await server.exec(['python3', '-c', ASK])).code === 0) return true;
    if (await Promise.race([ended, sleep(200, false)])) return false;
  }
  return false;
}

/** Runs the image's command until it answers, and stops it. Resolves to the seconds that took. */
async function secondsToStop(image: Image, patience: number): Promise<number> {
  const server = await image.start();
  if (await answers(server)) return await server.stop(patience);
  await server.stop(0);
  throw new Error(`the image's command gives no answer\n${server.output()}`);
}

export const serves = (): Claim => ({
  says: 'its server answers',
  async refute({ after }) {
    await secondsToStop(after, 5);
    return undefined;
  },
});

/** Docker gives a container ten seconds; to see whether it ends by itself takes fewer. */
const PATIENCE = 5;

export const stopsWhenAsked = (): Claim => ({
  says: `its server ends on SIGTERM, which it did not in ${PATIENCE} s before`,
  async refute(images) {
    const before = await secondsToStop(needsBefore(images), PATIENCE);
    if (before < PATIENCE) return `it also stopped before, in ${before.toFixed(1)} s`;
    const after = await secondsToStop(images.after, PATIENCE);
    return after >= PATIENCE ? `it took ${after.toFixed(1)} s to stop` : undefined;
  },
});
