import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine, Image } from '../engine/types.ts';

const FOLDER = fileURLToPath(new URL('./helpers', import.meta.url));

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
  const build = async (name: string): Promise<Image> => {
    const built = await engine.build({ context: FOLDER, dockerfile: join(FOLDER, `${name}.Dockerfile`), name });
    if (!built.ok) throw new Error(`the image of the ${name} could not be made\n${built.log}`);
    return built.image;
  };
  const [servers, tools] = await Promise.all([build('servers'), build('tools')]);
  return { servers, tools };
}
