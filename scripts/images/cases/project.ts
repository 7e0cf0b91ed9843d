import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../editor/checkout.ts';
import type { ProjectFiles } from '../context.ts';
import type { Engine } from '../engine/types.ts';
import { lockedFiles } from './locks.ts';

export type ProjectName = 'pip' | 'uv' | 'uv-package' | 'poetry' | 'poetry-package';

const PROJECTS = join(root, 'test/images/projects');

/** The stock project as this package manager has it, with its lock file. */
export async function stockProject(name: ProjectName, engine: Engine): Promise<ProjectFiles> {
  const files = writtenProject(name);
  return { ...files, ...(await lockedFiles(name, files, engine)) };
}

/** The same, as somebody wrote it: without what a tool makes of it. */
export const writtenProject = (name: ProjectName): ProjectFiles => ({
  ...readFolder(join(PROJECTS, 'common')),
  ...readFolder(join(PROJECTS, name)),
});

export function readFolder(folder: string): ProjectFiles {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  );
}
