import { contextSources, isPattern } from '../../model/context-sources.ts';
import { allInstructions } from '../../model/instruction-lists.ts';
import type { Model } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { lastPart } from '../../text/path.ts';
import { remembered } from '../../text/remembered.ts';

/** The folder that a Dockerfile is most likely built in although something that it copies is not there. */
export interface LikelyContext {
  /** Sources of COPYs that are in no folder that could be the context. */
  readonly missing: ReadonlySet<string>;
  /** Files and folders of the context, relative to it. */
  readonly paths: readonly string[];
}

const parentOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));
const within = (folder: string, path: string): string => (folder === '' ? path : `${folder}/${path}`);

/** Every file of a listing, and every folder above one. */
const allPaths = remembered((files: readonly string[]): ReadonlySet<string> => {
  const paths = new Set<string>();
  for (const file of files) for (let at = file; at !== '' && !paths.has(at); at = parentOf(at)) paths.add(at);
  return paths;
});

function foldersUpward(path: string): string[] {
  const folders = [parentOf(path)];
  for (let folder = folders[0] ?? ''; folder !== ''; folder = parentOf(folder)) folders.push(parentOf(folder));
  return folders;
}

const namedSources = (model: Model): readonly string[] => [
  ...new Set(
    allInstructions(model)
      .flatMap(contextSources)
      .map(({ path }) => path)
      .filter((path) => path !== '.' && !isPattern(path)),
  ),
];

/** Some folder elsewhere has everything: then that one is the context. */
const isElsewhere = (missing: string, named: readonly string[], paths: ReadonlySet<string>): boolean =>
  [...paths].some((path) => {
    if (!path.endsWith(`/${missing}`)) return false;
    const folder = path.slice(0, -missing.length - 1);
    return named.every((each) => paths.has(`${folder}/${each}`));
  });

/**
 * The folder upward that has most of what is copied. Undefined where the context is known, has to be guessed, or has nothing of it:
 * what is missing then says that the folder is another one.
 */
export function likelyContext(model: Model, { context, workspace }: ProjectFacts): LikelyContext | undefined {
  if (context.known || !workspace.known || model.syntax.templated) return undefined;
  const paths = allPaths(workspace.value);
  const named = namedSources(model);
  const held = foldersUpward(model.path).map((folder) => ({
    folder,
    names: named.filter((path) => paths.has(within(folder, path))),
  }));
  const best = held.reduce((most, each) => (each.names.length > most.names.length ? each : most));
  if (best.names.length === 0) return undefined;
  const missing = named.filter((path) => !best.names.includes(path));
  const isUnclear = missing.some(
    (path) => held.some(({ names }) => names.includes(path)) || isElsewhere(path, named, paths),
  );
  if (isUnclear) return undefined;
  const prefix = within(best.folder, '');
  const below = [...paths].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  return { missing: new Set(missing), paths: below };
}

/** What is not in a repository and is there when an image is built: made by a pipeline, or kept from git. */
const MADE_FOLDER =
  /(?:^|\/)(?:_?build|dist|target|out(?:put)?|bin|obj|wheels?|wheelhouse|vendor|node_modules|bower_components|static_?root|static_?files|collected_?static|public|htmlcov|artifacts?|generated|te?mp|\.?cache|certs?|ssl|keys?|secrets?|\.?v?env|\.git|__pycache__|data|media|uploads?)(?:\/|$)/i;
const MADE_FILE =
  /\.(?:whl|tar|t?gz|tgz|bz2|xz|zip|jar|war|so|pyc|mo|pem|crt|cer|key|env|deb|rpm|sql|dump|log|sqlite3?|json)$|(?:^|\/)(?:\.env[^/]*|[^/]*(?:version|revision|commit|build|release)[^/]*)$/i;
const LOCK_FILE = /^(?:poetry|uv|pdm)\.lock$|^Pipfile(?:\.lock)?$|^requirements[\w-]*\.in$/;
const EXPORTED = /(?:^|\/)(?:requirements|constraints)[\w.-]*\.txt$/;

/** Something else than a person may make the file before the image is built. */
export const mayBeMade = (path: string, { paths }: LikelyContext): boolean =>
  MADE_FOLDER.test(path) ||
  MADE_FILE.test(path) ||
  (EXPORTED.test(path) && paths.some((each) => LOCK_FILE.test(lastPart(each))));
