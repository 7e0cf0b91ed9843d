import { readDependencies } from '../../../../server/src/engine/project/dependencies/read.ts';
import type { DependencyFiles } from '../../../../server/src/engine/project/dependencies/requests.ts';
import type {
  Dependency,
  DependencyFile,
  Group,
  Lock,
} from '../../../../server/src/engine/project/dependencies/types.ts';
import type { Place } from '../../../../server/src/engine/project/types.ts';

/** A file that has to be readable. */
export function fileOf(path: string, text: string): DependencyFile {
  const file = readDependencies(path, text);
  if (!file.known) throw new Error(file.why);
  return file.value;
}

/** Files by their path. */
export const filesOf = (texts: Readonly<Record<string, string>>): DependencyFiles =>
  new Map(Object.entries(texts).map(([path, text]) => [path, readDependencies(path, text)]));

export const lockOf = (path: string, text: string): Lock => {
  const { lock } = fileOf(path, text);
  if (!lock) throw new Error(`${path} is no lock`);
  return lock;
};

/** A dependency on one line: `psycopg[binary]>=3 ; marker`. */
export const shown = ({ name, extras, specifier, marker, editable, source }: Dependency): string =>
  [
    editable ? '-e ' : '',
    name ?? '?',
    extras.length > 0 ? `[${extras.join(',')}]` : '',
    specifier.text,
    source.kind === 'index' ? '' : ` @ ${source.kind} ${source.target}`,
    marker === undefined ? '' : ` ; ${marker}`,
  ].join('');

/** The groups of a file, each with what it asks for. */
export const groupsOf = (file: DependencyFile): Record<string, readonly string[]> =>
  Object.fromEntries(file.groups.map((group: Group) => [`${group.kind} ${group.name}`, group.dependencies.map(shown)]));

export const at = (text: string, { span }: Place): string => text.slice(span.start, span.end);

/** What stands in the places of a file's dependencies. */
export const placesOf = (text: string, file: DependencyFile): readonly string[] =>
  file.groups.flatMap(({ dependencies }) => dependencies.map(({ from }) => at(text, from)));

/** What stands in the places of what could not be read. */
export const unreadOf = (text: string, file: DependencyFile): readonly string[] =>
  file.groups.flatMap(({ unread }) => unread.map(({ from }) => at(text, from)));
