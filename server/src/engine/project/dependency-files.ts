import type { Known } from '../text/known.ts';
import { within } from './context.ts';
import { readDependencies } from './dependencies/read.ts';
import type { DependencyFiles } from './dependencies/requests.ts';
import type { DependencyFile } from './dependencies/types.ts';
import type { DjangoProject } from './django-project.ts';
import { MAX_WANTS, type Reading } from './reading.ts';
import type { ContextListing } from './types.ts';

/**
 * The files that say what is installed, by their path in the workspace: those of the project, those that the Dockerfile names, and
 * what requirements files include.
 */
export function dependencyFiles(
  project: Known<DjangoProject>,
  context: Known<ContextListing>,
  named: Iterable<string>,
  reading: Reading,
): DependencyFiles {
  const found = new Map<string, Known<DependencyFile>>(project.known ? project.value.dependencyFiles() : []);
  const wanted = new Set(found.keys());
  if (context.known)
    for (const path of named) if (context.value.has(path)) wanted.add(within(context.value.root, path));
  // What a file includes is wanted as well.
  for (const path of wanted) {
    const file = found.get(path) ?? readOne(path, reading);
    found.set(path, file);
    if (!file.known) continue;
    for (const include of file.value.includes)
      if (include.path !== undefined && wanted.size < MAX_WANTS) wanted.add(include.path);
  }
  return found;
}

function readOne(path: string, reading: Reading): Known<DependencyFile> {
  const file = reading.parsed(path, readDependencies);
  return file.known ? file.value : file;
}
