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

const RUN_FOLDER = 'image-run-';

async function prepareBuildah(): Promise<Engine> {
  await installTools();
  removeAbandoned();
  const bases = await installBases();
  const scratch = join(cacheFolder(), `${RUN_FOLDER}${process.pid}`);
  mkdirSync(scratch, { recursive: true });
  const now = new Date();
  utimesSync(bases, now, now);
  return new Buildah({ scratch, bases, mounts: await indexSettings(scratch) });
}

const HOUR_MS = 3_600_000;

/** Folders of the cache by how their names begin, and after which time nobody uses them any more. */
const ABANDONED: Readonly<Record<string, number>> = { [RUN_FOLDER]: 3 * HOUR_MS, [BASES_FOLDER]: 7 * 24 * HOUR_MS };

/** What runs have left that were killed, and base images made by an older recipe. */
function removeAbandoned(): void {
  for (const name of existsSync(cacheFolder()) ? readdirSync(cacheFolder()) : []) {
    const folder = join(cacheFolder(), name);
    const [, limit] = Object.entries(ABANDONED).find(([start]) => name.startsWith(start)) ?? [];
    if (limit !== undefined && Date.now() - statSync(folder).mtimeMs > limit) removeStore(folder);
  }
}
