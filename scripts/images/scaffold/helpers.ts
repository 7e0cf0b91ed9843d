import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine, Image } from '../engine/types.ts';

export const HELPERS_FOLDER = fileURLToPath(new URL('./helpers', import.meta.url));
export const HELPERS = ['servers', 'tools'] as const;

/** What the images are made from. */
export const helperFiles = (): readonly string[] =>
  readdirSync(HELPERS_FOLDER)
    .sort()
    .map((name) => join(HELPERS_FOLDER, name));

/** Images that stand beside the one that is looked at. */
export interface Helpers {
  /** Servers of databases, and Redis. */
  readonly servers: Image;
  /** Programs that judge files. */
  readonly tools: Image;
}

const made = new WeakMap<Engine, Promise<Helpers>>();

/** Built when the first combination needs them. */
export function helpersOf(engine: Engine): Promise<Helpers> {
  const found = made.get(engine) ?? makeHelpers(engine);
  made.set(engine, found);
  return found;
}

async function makeHelpers(engine: Engine): Promise<Helpers> {
  const build = async (name: (typeof HELPERS)[number]): Promise<Image> => {
    const dockerfile = join(HELPERS_FOLDER, `${name}.Dockerfile`);
    const built = await engine.build({ context: HELPERS_FOLDER, dockerfile, name });
    if (!built.ok) throw new Error(`the image of the ${name} could not be made\n${built.log}`);
    return built.image;
  };
  const [servers, tools] = await Promise.all([build('servers'), build('tools')]);
  return { servers, tools };
}
