import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from '../../editor/cache.ts';
import { type ProjectFiles, writeContext } from '../context.ts';
import type { Engine } from '../engine/types.ts';

interface Lock {
  readonly dockerfile: string;
  /** What the build writes beside pyproject.toml, or to it. */
  readonly files: readonly string[];
}

// Poetry asks the public index in a way that not every mirror of it understands; an index that it is told about, it asks as pip does.
const POETRYS_INDEX = `python -c 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)'`;

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
  const manifest = String(files['pyproject.toml']);
  const key = createHash('sha256')
    .update(JSON.stringify([lock, manifest]))
    .digest('hex')
    .slice(0, 16);
  const folder = await cached(`image-lock-${project}-${key}`, (unfinished) =>
    makeLock(project, lock, manifest, engine, unfinished),
  );
  return Object.fromEntries(lock.files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

async function makeLock(project: string, lock: Lock, manifest: string, engine: Engine, folder: string): Promise<void> {
  const context = writeContext({ 'pyproject.toml': manifest, Dockerfile: lock.dockerfile });
  try {
    const dockerfile = join(context, 'Dockerfile');
    const built = await engine.build({ context, dockerfile, name: `lock-${project}` });
    if (!built.ok) throw new Error(`the lock file of the ${project} project could not be made\n${built.log}`);
    for (const name of lock.files) {
      const { stdout } = await built.image.run(['cat', name]);
      writeFileSync(join(folder, name), stdout);
    }
  } finally {
    rmSync(context, { recursive: true });
  }
}
