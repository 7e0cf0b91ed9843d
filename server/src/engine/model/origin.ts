import type { CopyNode, Mount, Token } from '../syntax/nodes.ts';
import { type Known, known } from '../text/known.ts';
import { joinPath, type StageState } from './state.ts';
import type { CopyEntry, MountEntry, Origin, Stage } from './types.ts';

/** The stages of a file as `--from` finds them. */
export interface StageNames {
  /** Stages read so far. */
  readonly stages: readonly Stage[];
  /** For each lower-case name, the index of the last stage of the whole file that bears it. */
  readonly last: ReadonlyMap<string, number>;
}

function namedOrigin(text: string, index: number, { stages, last }: StageNames): Origin {
  if (text.includes('$')) return { kind: 'variable', text };
  const found = last.get(text.toLowerCase());
  if (found === undefined) return { kind: 'external', name: text };
  const stage = stages[found];
  return stage && found < index ? { kind: 'stage', stage } : { kind: 'invalid', stage };
}

/** What `COPY --from=text` names inside the stage at `index`: a number is a stage's place in the file. */
export function copyOrigin(text: string | undefined, index: number, names: StageNames): Origin {
  if (text === undefined) return { kind: 'context' };
  if (!/^\d+$/.test(text)) return namedOrigin(text, index, names);
  const stage = names.stages[Number(text)];
  return stage && Number(text) < index ? { kind: 'stage', stage } : { kind: 'invalid', stage };
}

/** What a mount's `from=text` names: a number means nothing there but an image of that name. */
export const mountOrigin = (text: string | undefined, index: number, names: StageNames): Origin =>
  text === undefined || text === '' ? { kind: 'context' } : namedOrigin(text, index, names);

/** A path of the context or of a stage, the way COPY reads it: always from its root. */
export function sourcePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.length === 0 ? '.' : parts.join('/');
}

const isUrl = (text: string): boolean => /^(?:https?|ftp|git|ssh):\/\//.test(text) || /^git@/.test(text);

/**
 * Sources and destination as whoever wrote them means them: Docker takes the words of a note behind them for paths as well, and
 * stops; that is said once.
 */
function withoutNote({ sources, destination, json }: CopyNode): Pick<CopyNode, 'sources' | 'destination'> {
  const words = destination ? [...sources, destination] : sources;
  const note = json ? -1 : words.findIndex(({ text, quoted }) => text === '#' && !quoted);
  return note < 2 ? { sources, destination } : { sources: words.slice(0, note - 1), destination: words[note - 1] };
}

export function readCopy(node: CopyNode, origin: Origin, state: StageState, escapeChar: string): CopyEntry {
  const expand = (token: Token): Known<string> => state.expand(token.text, escapeChar);
  const written = withoutNote(node);
  const target = written.destination ? expand(written.destination) : known('');
  const sources = written.sources
    .filter((token) => !token.text.startsWith('<<') && !isUrl(token.value))
    .map((token) => {
      const value = expand(token);
      return value.known ? known(sourcePath(value.value)) : value;
    });
  return {
    origin,
    sources,
    destination: target.known ? joinPath(state.workdir, target.value) : target,
    keepsParents: node.flags.some((flag) => flag.name === 'parents' && flag.value !== 'false'),
    intoFolder: written.sources.length > 1 || (target.known && /(?:^|\/)\.{0,2}$/.test(target.value)),
  };
}

const option = (mount: Mount, ...keys: readonly string[]): string | undefined =>
  mount.options.find((each) => keys.includes(each.key))?.value;

export const mountFrom = (mount: Mount): string | undefined => option(mount, 'from');

export function readMountEntry(mount: Mount, origin: Origin, state: StageState, escapeChar: string): MountEntry {
  const source = state.expand(option(mount, 'source', 'src') ?? '.', escapeChar);
  const target = state.expand(option(mount, 'target', 'dst', 'destination') ?? '', escapeChar);
  return {
    mount,
    origin,
    source: source.known ? known(sourcePath(source.value)) : source,
    target: target.known ? joinPath(state.workdir, target.value) : target,
  };
}
