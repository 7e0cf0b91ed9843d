import { allRuns } from '../../model/instruction-lists.ts';
import type { Model } from '../../model/types.ts';
import type { ProjectFacts, SentListing } from '../../project/types.ts';
import type { Command } from '../../shell/types.ts';
import { lastPart } from '../../text/path.ts';
import { commandsOf } from './commands.ts';
import type { Brought } from './context-copies.ts';

/** Something that no image needs, and that is copied. */
export interface Junk {
  /** In the context. */
  readonly path: string;
  /** `heavy` slows every build down; a database is another rule's as well; a cache is a trifle. */
  readonly kind: 'heavy' | 'database' | 'cache';
}

const VERSION_CONTROL = new Set(['.git', '.hg', '.svn']);
const CACHE_FOLDER = /(?:^|\/)(?:\.(?:pytest|mypy|ruff)_cache|\.tox|\.nox|\.hypothesis|htmlcov)(?=\/)/;
const DATABASE = /\.sqlite3$|(?:^|\/)db\.sqlite$/;

/** Tools that take a version from the history, so that a build needs .git. */
const READS_HISTORY = /setuptools[-_]scm|hatch-vcs|versioneer|versioningit|dynamic-versioning|pbr\b|uv-dynamic/i;

const needsHistory = (model: Model, facts: ProjectFacts): boolean =>
  ['pyproject.toml', 'setup.py', 'setup.cfg'].some((path) => {
    const text = facts.text(path);
    return text.known && READS_HISTORY.test(text.value);
  }) || allRuns(model).some(({ script }) => script.opaque || commandsOf(script).some(looksAtHistory));

/** It calls git, or speaks of .git: somebody knows that it is there. */
const looksAtHistory = ({ name, words }: Command): boolean =>
  name === 'git' || words.some(({ text }) => /(?:^|[/"'])\.git["'/]?$/.test(text));

/** A line may leave out what is in a folder, and not the folder. */
function isSent(folder: string, name: string, sent: SentListing): boolean {
  const inside = name === '__pycache__' ? 'x.pyc' : 'x';
  return !sent.leavesOut(`${folder}/${inside}`);
}

function junkFolder(path: string): Junk {
  return { path, kind: lastPart(path) === '__pycache__' ? 'cache' : 'heavy' };
}

const isManagePy = (path: string): boolean => lastPart(path) === 'manage.py';

/** What keeps an empty folder in git. */
const isPlaceholder = (path: string): boolean => /^\.|^readme/i.test(lastPart(path));

/** Sources of pages, which people keep in a folder of that name as well. */
const isSource = (path: string): boolean => /\.(?:py|html|css|s[ac]ss|less|[cm]?js|jsx|tsx?|vue)$/.test(path);

/** Uploads lie beside manage.py. */
const uploadFolders = (brought: readonly Brought[], sent: SentListing): readonly string[] =>
  brought
    .flatMap((each) => each.fitting(isManagePy))
    .map((file) => `${file.slice(0, -'manage.py'.length)}media`)
    .filter((folder) => {
      const files = sent.below(folder);
      return files.some((path) => !isPlaceholder(path)) && !files.some(isSource);
    });

const isJunk = (path: string): boolean => DATABASE.test(path) || CACHE_FOLDER.test(path);

function junkFile(path: string): Junk {
  const cache = DATABASE.test(path) ? null : CACHE_FOLDER.exec(path);
  return cache ? { path: path.slice(0, cache.index + cache[0].length), kind: 'cache' } : { path, kind: 'database' };
}

function junkFiles({ files, fitting }: Brought, uploads: readonly string[]): readonly Junk[] {
  const isUpload = (path: string): boolean => uploads.some((folder) => path.startsWith(`${folder}/`));
  return [
    ...uploads
      .filter((folder) => files.some((file) => file.startsWith(`${folder}/`)))
      .map((path): Junk => ({ path, kind: 'heavy' })),
    ...fitting(isJunk)
      .filter((path) => !isUpload(path))
      .map(junkFile),
  ];
}

/** Everything that COPYs of folders bring and no image needs; what a COPY names itself is wanted. */
export function junkIn(
  brought: readonly Brought[],
  sent: SentListing,
  { model, facts }: { readonly model: Model; readonly facts: ProjectFacts },
): readonly Junk[] {
  const named = new Set(brought.map(({ path }) => path));
  const keepsHistory = needsHistory(model, facts);
  const uploads = uploadFolders(brought, sent);
  const found = brought.flatMap((each) => [
    ...each.skipped
      .filter((folder) => isSent(folder, lastPart(folder), sent))
      .filter((folder) => !(keepsHistory && VERSION_CONTROL.has(lastPart(folder))))
      .map(junkFolder),
    ...junkFiles(each, uploads),
  ]);
  return [...new Map(found.map((each) => [each.path, each])).values()].filter(({ path }) => !named.has(path));
}
