import { existsSync, mkdirSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../editor/cache.ts';
import { atExit } from '../../editor/cleanup.ts';
import type { Prepared } from '../../editor/prepare.ts';
import { BASES_FOLDER, installBases } from '../bases/install.ts';
import { indexSettings } from '../bases/machine.ts';
import { Buildah } from './buildah/engine.ts';
import { removeStore } from './buildah/store.ts';
import { findDocker } from './docker.ts';
import { installTools } from './install.ts';
import type { Engine } from './types.ts';

/** A developer's Docker, with the official images; else Buildah, with images that stand in for them. */
export async function prepareEngine(): Promise<Prepared<Engine>> {
  try {
    const engine = (await findDocker()) ?? (await prepareBuildah());
    atExit(() => engine.dispose());
    return { ready: true, value: engine };
  } catch (error) {
    return { ready: false, why: error instanceof Error ? error.message : String(error) };
  }
}

// Not in the cache, which lies below the home folder: where a file mounts something at /root/.cache, Buildah 1.28 removes that folder
// in the end, and with it everything in an image that it has mounted below a folder of this name.
const RUNS = '/var/tmp';
const RUN_FOLDER = 'django-dockerfile-image-run-';

async function prepareBuildah(): Promise<Engine> {
  await installTools();
  removeAbandoned();
  const bases = await installBases();
  const scratch = join(RUNS, `${RUN_FOLDER}${process.pid}`);
  mkdirSync(scratch, { recursive: true });
  const now = new Date();
  utimesSync(bases, now, now);
  return new Buildah({ scratch, bases, mounts: await indexSettings(scratch) });
}

const HOUR_MS = 3_600_000;

/** What runs have left that were killed, and base images made by an older recipe. */
function removeAbandoned(): void {
  removeOlder(RUNS, RUN_FOLDER, 3 * HOUR_MS);
  removeOlder(cacheFolder(), BASES_FOLDER, 7 * 24 * HOUR_MS);
}

function removeOlder(parent: string, start: string, limit: number): void {
  const names = existsSync(parent) ? readdirSync(parent) : [];
  for (const folder of names.filter((name) => name.startsWith(start)).map((name) => join(parent, name)))
    if (Date.now() - statSync(folder).mtimeMs > limit) removeStore(folder);
}
