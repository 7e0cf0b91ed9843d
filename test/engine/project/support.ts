import { projectFacts } from '../../../server/src/engine/project/facts.ts';
import type {
  FileMode,
  ProjectFacts,
  ProjectReads,
  Read,
  Tree,
  Want,
} from '../../../server/src/engine/project/types.ts';
import { WorkspaceFiles } from '../../../server/src/engine/project/workspace-files.ts';

/** A host that has read some files of a folder, and refuses others. */
export interface Host {
  /** Undefined: not asked yet. */
  readonly tree?: Read<Tree>;
  /** Undefined: not asked yet; null: refused. */
  readonly texts?: Readonly<Record<string, string | null | undefined>>;
  /** Undefined: not asked yet; where nothing is said, a plain file. */
  readonly modes?: Readonly<Record<string, FileMode | undefined>>;
}

export const listed = (...files: readonly string[]): Read<Tree> => ({
  state: 'ok',
  value: { files: [...files].sort(), skipped: [], partial: false },
});

export const filesOf = (...files: readonly string[]): WorkspaceFiles =>
  new WorkspaceFiles({ files, skipped: [], partial: false });

export const readsOf = ({ tree, texts = {}, modes = {} }: Host): ProjectReads => ({
  tree: () => tree,
  mode(path) {
    const mode = Object.hasOwn(modes, path) ? modes[path] : 'plain';
    return mode && { state: 'ok', value: mode };
  },
  text(path) {
    if (!Object.hasOwn(texts, path)) return { state: 'missing' };
    const text = texts[path];
    if (text === undefined) return undefined;
    return text === null ? { state: 'refused', why: `${path} is too large` } : { state: 'ok', value: text };
  },
});

export function factsOf(text: string, host: Host, path = 'Dockerfile'): { facts: ProjectFacts; wants: string[] } {
  const { facts, wants } = projectFacts({ path, text }, readsOf(host));
  return { facts, wants: wants.map((want: Want) => `${want.kind} ${want.path}`) };
}
