import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../../editor/cache.ts';
import { type ProjectFiles, writeContext } from '../context.ts';
import type { Engine } from '../engine/types.ts';

export interface Lock {
  readonly dockerfile: string;
  /** What the build writes. */
  readonly files: readonly string[];
}

// Poetry asks the public index in a way that not every mirror of it understands; an index that it is told about, it asks as pip does.
export const POETRYS_INDEX = `python -c 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)'`;

const LOCKS: Readonly<Record<string, Lock>> = {
  uv: {
    files: ['uv.lock'],
    dockerfile: `FROM python:3.13-slim-trixie
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv
WORKDIR /app
COPY pyproject.toml .
RUN uv lock
`,
  },
  poetry: {
    files: ['pyproject.toml', 'poetry.lock'],
    dockerfile: `FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir poetry==2.4.1
WORKDIR /app
COPY pyproject.toml .
RUN poetry source add --priority=primary index "$(${POETRYS_INDEX})" && poetry lock
`,
  },
};

/** What a project's package manager writes into it: made by a build the first time, and kept in the cache. */
export async function lockedFiles(project: string, files: ProjectFiles, engine: Engine): Promise<ProjectFiles> {
  const lock = LOCKS[project.split('-')[0] ?? ''];
  if (!lock) return {};
  return madeFiles(project, lock, { 'pyproject.toml': String(files['pyproject.toml']) }, engine);
}

/** Files that a build makes of others, in the folder of its image. */
export async function madeFiles(name: string, lock: Lock, given: ProjectFiles, engine: Engine): Promise<ProjectFiles> {
  const key = createHash('sha256')
    .update(JSON.stringify([lock, given]))
    .digest('hex')
    .slice(0, 16);
  const folder = await cached(`image-lock-${name}-${key}`, (unfinished) => make(name, lock, given, engine, unfinished));
  return Object.fromEntries(lock.files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

async function make(name: string, lock: Lock, given: ProjectFiles, engine: Engine, folder: string): Promise<void> {
  const context = writeContext({ ...given, Dockerfile: lock.dockerfile });
  try {
    const dockerfile = join(context, 'Dockerfile');
    const built = await engine.build({ context, dockerfile, name: `lock-${name}` });
    if (!built.ok) throw new Error(`the lock file of the ${name} project could not be made\n${built.log}`);
    for (const path of lock.files) {
      const { stdout } = await built.image.run(['cat', path]);
      writeFileSync(join(folder, path), stdout);
    }
  } finally {
    rmSync(context, { recursive: true });
  }
}
