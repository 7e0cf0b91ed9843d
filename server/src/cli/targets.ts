import { realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { namedDocumentKind } from '../engine/documents.ts';
import type { DocumentKind } from '../engine/rules/define.ts';
import { discover } from '../host/discover.ts';
import { relativeTo } from '../host/paths.ts';
import { failureReason } from '../host/read-file.ts';
import type { Document, Session } from './session.ts';
import { pathInside, workspaceRoot } from './workspace.ts';

/** What can be analysed so far. */
const KINDS: readonly DocumentKind[] = ['dockerfile'];

const KIND_NAMES: Readonly<Record<DocumentKind, string>> = {
  dockerfile: 'a Dockerfile',
  dockerignore: 'a .dockerignore file',
  compose: 'a compose file',
  entrypoint: 'an entrypoint script',
};

/**
 * The files that the arguments mean, each once, sorted by the path that is shown. A file that is named is analysed even when the
 * configuration or git leaves it out; both count only where a folder is searched.
 */
export async function collectTargets(session: Session, paths: readonly string[]): Promise<readonly Document[]> {
  const found = new Map<string, Document>();
  for (const path of paths.length === 0 ? ['.'] : paths) {
    for (const document of await documentsOf(session, path)) {
      if (!found.has(document.absolute)) found.set(document.absolute, document);
    }
  }
  return [...found.values()].sort((a, b) => (a.shown < b.shown ? -1 : 1));
}

async function documentsOf(session: Session, path: string): Promise<readonly Document[]> {
  const absolute = resolve(session.terminal.cwd, path);
  try {
    const stats = await stat(absolute);
    return stats.isDirectory() ? await search(session, path, absolute) : await named(session, path, absolute);
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code));
    session.fail(`${path}: ${gone ? 'no such file or folder' : failureReason(error)}`);
    return [];
  }
}

async function named(session: Session, path: string, absolute: string): Promise<readonly Document[]> {
  const kind = namedDocumentKind(absolute);
  if (kind && KINDS.includes(kind)) return [await session.place(absolute)];
  session.fail(
    `${path}: ${kind ? `it is ${KIND_NAMES[kind]}, and only Dockerfiles are analysed` : 'it is no Dockerfile'}`,
  );
  return [];
}

async function search(session: Session, path: string, absolute: string): Promise<readonly Document[]> {
  const folder = await realpath(absolute);
  const root = workspaceRoot(folder, session.terminal.cwd);
  const start = pathInside(root, folder) ?? '';
  const { files, unreadable } = await discover(session.workspaces.at(root).reader, start, KINDS);
  const below = (file: string): string => join(absolute, relativeTo(start, file) ?? '');
  for (const each of unreadable) session.fail(`${session.shown(below(each.path)) || path}: ${each.why}`);
  const documents: Document[] = [];
  for (const file of files) {
    const document = await session.place(below(file), folder);
    if (!(await session.excluded(document))) documents.push(document);
  }
  if (documents.length === 0) session.terminal.complain(`${path}: no Dockerfile found`);
  return documents;
}
