import type { ProjectFiles } from '../context.ts';
import { answers } from './claims.ts';
import type { Claim } from './types.ts';

/** What building the image after has to print. */
export const buildPrints = (text: string): Claim => ({
  says: `the build prints \`${text}\``,
  async refute({ log }) {
    return log.includes(text) ? undefined : `it prints\n${log}`;
  },
});

/** The fix makes the build stop where it went on: with these files, both Dockerfiles are built again. */
export const refuses = (what: string, files: ProjectFiles, message: RegExp): Claim => ({
  says: `the build stops at ${what}, at which it went on before`,
  async refute({ rebuild }) {
    const before = await rebuild(files, 'before');
    if (!before.ok) return `it does not build before either\n${before.log}`;
    const after = await rebuild(files);
    if (after.ok) return 'it still builds';
    return message.test(after.log) ? undefined : `it stops, but not with ${message}\n${after.log}`;
  },
});

/** A changed source file does not make the next build install everything again. */
export const keepsInstalledPackages = (path: string): Claim => ({
  says: `after a change of \`${path}\` the next build installs nothing`,
  async refute({ rebuild }) {
    const { ok, log } = await rebuild({ [path]: '# changed\n' });
    if (!ok) return `it does not build again\n${log}`;
    return /Collecting |Downloading |Prepared \d|Installing /.test(log)
      ? `packages were installed again\n${log}`
      : undefined;
  },
});

/** The next build, with these files changed, does not do again what prints this. */
export const keepsLayer = (printed: string, files: ProjectFiles): Claim => ({
  says: `after a change of ${Object.keys(files).map((path) => `\`${path}\``)} the next build has no \`${printed}\``,
  async refute({ rebuild }) {
    const { ok, log } = await rebuild(files);
    if (!ok) return `it does not build again\n${log}`;
    return log.includes(printed) ? log : undefined;
  },
});

/** With these files in place of the project's, the image after builds, and its command ends with this message. */
export const failsToStart = (what: string, files: ProjectFiles, message: RegExp): Claim => ({
  says: `with ${what} it builds, and does not start`,
  async refute({ rebuild }) {
    const built = await rebuild(files);
    if (!built.ok) return `it does not build\n${built.log}`;
    const running = await built.image.start();
    const works = await answers(running);
    await running.stop(0);
    if (works) return 'it starts all the same';
    return message.test(running.output()) ? undefined : `it ends, but not with ${message}\n${running.output()}`;
  },
});
