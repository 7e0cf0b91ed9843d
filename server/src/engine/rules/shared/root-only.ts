import type { IgnoreFile, IgnorePattern, SentListing } from '../../project/types.ts';
import { lastPart } from '../../text/path.ts';
import type { Brought } from './context-copies.ts';

/** A line that means everything of a name and fits it at the root only, and what is copied in spite of it. */
export interface RootOnly {
  readonly pattern: IgnorePattern;
  /** In the context: a file that is there, or will be once the code has run. */
  readonly path: string;
  /** What it lets through does little harm. */
  readonly trifle: boolean;
}

const isNested = (path: string): boolean => path.includes('/');
const isNestedModule = (path: string): boolean => isNested(path) && path.endsWith('.py');
const isNestedDotenv = (path: string): boolean =>
  isNested(path) && /^\.env(?:\.(?:local|prod(?:uction)?))?$/.test(lastPart(path));
/** Nobody opens a hidden folder in the Finder. */
const isInSight = (path: string): boolean => isNested(path) && !/(?:^|\/)\./.test(path);
/** Where the project is started, and where it keeps logs already. */
const isBesideLogs = (path: string): boolean =>
  isNested(path) && /(?:^|\/)manage\.py$|(?:^|\/)logs?\/|\.log$/.test(path);
/** pytest has its cache beside what configures it. */
const configuresPytest = (path: string): boolean =>
  isNested(path) && /^(?:\.?pytest\.ini|pyproject\.toml|tox\.ini|setup\.(?:cfg|py))$/.test(lastPart(path));

interface Arising {
  /** The name it has there. */
  readonly name: string;
  /** A file in whose folder it arises. */
  readonly beside: (path: string) => boolean;
  /** A thing that some machines have: it does little harm. */
  readonly trifle: boolean;
}

const BYTECODE: Arising = { name: '__pycache__/x.cpython-314.pyc', beside: isNestedModule, trifle: false };
/** What arises below the root as well. */
const NESTED: ReadonlyMap<string, Arising> = new Map([
  ['__pycache__', BYTECODE],
  ['*.pyc', BYTECODE],
  ['*.py[cod]', BYTECODE],
  ['.DS_Store', { name: '.DS_Store', beside: isInSight, trifle: true }],
  ['*.log', { name: 'debug.log', beside: isBesideLogs, trifle: true }],
  ['.pytest_cache', { name: '.pytest_cache/CACHEDIR.TAG', beside: configuresPytest, trifle: true }],
]);

/** Folders of a project that are asked about: each further one gives the same answer. */
const MAX_FOLDERS = 50;

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** A name that is escaped without need is the same name. */
const nameOf = ({ text }: IgnorePattern): string => text.replace(/\\(?=[._])/g, '');

function nestedFolders(brought: readonly Brought[], isKind: (file: string) => boolean): readonly string[] {
  const folders = new Set<string>();
  for (const each of brought) {
    for (const file of each.fitting(isKind)) {
      if (folders.size === MAX_FOLDERS) return [...folders];
      folders.add(folderOf(file));
    }
  }
  return [...folders];
}

/** What is copied although a line names it; undefined when the line does what it says. */
function passedBy(name: string, brought: readonly Brought[], sent: SentListing): string | undefined {
  if (name === 'node_modules')
    return brought.flatMap(({ skipped }) => skipped).find((path) => isNested(path) && lastPart(path) === name);
  if (/^\.env(?:\.?\*)?$/.test(name)) return brought.flatMap((each) => each.fitting(isNestedDotenv))[0];
  const arises = NESTED.get(name);
  if (arises === undefined) return undefined;
  return nestedFolders(brought, arises.beside)
    .map((folder) => `${folder}/${arises.name}`)
    .find((path) => !sent.leavesOut(path));
}

/** Lines that fit at the root only and should fit everywhere: Docker reads them in another way than git. */
export function rootOnlyPatterns(
  file: IgnoreFile | undefined,
  brought: readonly Brought[],
  sent: SentListing,
): readonly RootOnly[] {
  if (!file) return [];
  return file.patterns.flatMap((pattern) => {
    const name = nameOf(pattern);
    const path = pattern.negated ? undefined : passedBy(name, brought, sent);
    return path === undefined ? [] : [{ pattern, path, trifle: NESTED.get(name)?.trifle ?? false }];
  });
}
