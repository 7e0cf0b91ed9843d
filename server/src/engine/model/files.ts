import { remembered } from '../text/remembered.ts';
import { firstIndex } from '../text/search.ts';
import { normalizePath } from './state.ts';
import type { CopyEntry, CopyInstruction, Instruction, MountEntry, RunInstruction, Stage } from './types.ts';

/** A file of the build context that may lie at a path of the image. */
export interface ContextCandidate {
  /** Relative to the context, `/` between parts. */
  readonly path: string;
  readonly instruction: CopyInstruction | RunInstruction;
}

/** No path of a real file has as many origins. */
const MAX_CANDIDATES = 64;

const isCopy = (instruction: Instruction): instruction is CopyInstruction =>
  instruction.kind === 'copy' || instruction.kind === 'add';

const hasWildcard = (path: string): boolean => /[*?[]/.test(path);

const split = (path: string): { folder: string; name: string } => {
  const slash = path.lastIndexOf('/') + 1;
  return { folder: path.slice(0, slash), name: path.slice(slash) };
};

const join = (folder: string, rest: string): string =>
  folder === '.' || folder === '' ? rest : rest === '' ? folder : `${folder}/${rest}`;

/** What is left of a path below a folder: empty for the folder itself, undefined outside of it. */
export function below(folder: string, path: string): string | undefined {
  if (path === folder) return '';
  const prefix = folder === '/' ? '/' : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

/** `COPY`'s own wildcards, matched inside one path segment. */
function matchesGlob(pattern: string, name: string): boolean {
  if (!hasWildcard(pattern)) return pattern === name;
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  try {
    return new RegExp(`^${source}$`).test(name);
  } catch {
    return false;
  }
}

/** Paths of a COPY's origin that would land at `target`. A source without wildcard may be a file or a folder: both count. */
export function* sourcesFor(entry: CopyEntry, target: string): Generator<string> {
  const inside = entry.destination.known ? below(entry.destination.value, target) : undefined;
  if (inside === undefined) return;
  for (const source of entry.sources) {
    if (!source.known) continue;
    const path = source.value;
    const { folder, name } = split(path);
    if (hasWildcard(folder)) continue;
    if (path === '.') {
      if (inside !== '') yield inside;
    } else if (entry.keepsParents) {
      if (inside.startsWith(folder) && matchesGlob(name, inside.slice(folder.length).split('/')[0] ?? '')) yield inside;
    } else if (inside === '') {
      if (!entry.intoFolder && !hasWildcard(name)) yield path;
    } else {
      if (!inside.includes('/') && matchesGlob(name, inside)) yield folder + inside;
      if (!hasWildcard(name)) yield join(path, inside);
    }
  }
}

/** The COPYs of a stage by their destination, so that looking for one path does not mean looking at all of them. */
type CopyIndex = ReadonlyMap<string, readonly CopyInstruction[]>;

const copyIndexes = remembered((_: Stage): { length: number; index: CopyIndex } => ({ length: 0, index: new Map() }));

/** A stage that is still being read grows. */
function copiesOf(stage: Stage): CopyIndex {
  const known = copyIndexes(stage);
  const { length } = stage.instructions;
  if (known.length !== length) Object.assign(known, { length, index: indexCopies(stage) });
  return known.index;
}

function indexCopies(stage: Stage): CopyIndex {
  const index = new Map<string, CopyInstruction[]>();
  for (const instruction of stage.instructions) {
    if (!isCopy(instruction) || !instruction.copy.destination.known) continue;
    const { value } = instruction.copy.destination;
    const there = index.get(value);
    if (there) there.push(instruction);
    else index.set(value, [instruction]);
  }
  return index;
}

/** Copies in front of a stage's instruction that may bring a path, the nearest first. */
function copiesTowards(stage: Stage, end: number, target: string): CopyInstruction[] {
  const index = copiesOf(stage);
  if (index.size === 0) return [];
  const found: CopyInstruction[] = [];
  // The path and every folder above it.
  for (let folder = target; ; folder = folder.slice(0, folder.lastIndexOf('/')) || '/') {
    const copies = index.get(folder);
    if (copies) {
      const behind = firstIndex(copies, (copy) => copy.index >= end);
      found.push(...copies.slice(Math.max(0, behind - MAX_CANDIDATES), behind));
    }
    if (folder === '/') break;
  }
  return found.length < 2 ? found : found.sort((a, b) => b.index - a.index);
}

class Search {
  readonly found: ContextCandidate[] = [];
  readonly #seen = new Set<string>();

  /** What a stage holds at a path when `end` of its own instructions have run. */
  inStage(stage: Stage, end: number, target: string): void {
    for (const each of stage.ancestry) {
      const last = each === stage ? end : each.instructions.length;
      for (const copy of copiesTowards(each, last, target))
        for (const source of sourcesFor(copy.copy, target)) this.#follow(copy, copy.copy, source);
    }
  }

  /** What a RUN sees through its own mounts. */
  inMounts(run: RunInstruction, target: string): void {
    for (const mount of run.mounts) {
      if (mount.mount.type !== 'bind' || !mount.source.known || !mount.target.known) continue;
      const inside = below(mount.target.value, target);
      if (inside !== undefined) this.#follow(run, mount, join(mount.source.value, inside));
    }
  }

  #follow(instruction: CopyInstruction | RunInstruction, { origin }: CopyEntry | MountEntry, path: string): void {
    if (this.found.length >= MAX_CANDIDATES) return;
    if (origin.kind === 'context') {
      const twice = this.found.some((each) => each.path === path && each.instruction === instruction);
      if (!twice) this.found.push({ path, instruction });
    } else if (origin.kind === 'stage') {
      const key = `${origin.stage.index} ${path}`;
      if (this.#seen.has(key)) return;
      this.#seen.add(key);
      this.inStage(origin.stage, origin.stage.instructions.length, normalizePath(path));
    }
  }
}

/** Several rules ask where the same files of an instruction come from. */
const knownCandidates = remembered((_: Instruction) => new Map<string, readonly ContextCandidate[]>());

/**
 * Where in the build context a file of the image may come from, nearest instruction first: through bind mounts of the
 * instruction itself, COPY, inherited stages and copies from other stages.
 */
export function contextCandidates(instruction: Instruction, path: string): readonly ContextCandidate[] {
  const all = knownCandidates(instruction);
  const known = all.get(path);
  if (known) return known;
  const search = new Search();
  const target = normalizePath(path);
  if (instruction.kind === 'run') search.inMounts(instruction, target);
  search.inStage(instruction.stage, instruction.index, target);
  all.set(path, search.found);
  return search.found;
}

/** The same, for what a finished stage holds. */
export function candidatesAtEnd(stage: Stage, path: string): readonly ContextCandidate[] {
  const search = new Search();
  search.inStage(stage, stage.instructions.length, normalizePath(path));
  return search.found;
}

/** A part of the context whose change makes Docker run an instruction again. */
export interface LayerInput {
  readonly instruction: CopyInstruction | RunInstruction;
  /** Context paths; `.` is everything. Undefined where a variable hides one. */
  readonly paths: readonly (string | undefined)[];
}

/**
 * What invalidates an instruction's layer: its own files of the context, those of every instruction in front of it, and
 * those of the stages that any of them reads from.
 */
export function layerInputs(instruction: Instruction): readonly LayerInput[] {
  const inputs: LayerInput[] = [];
  collectInputs(instruction.stage, instruction.index + 1, inputs, new Set());
  return inputs;
}

function collectInputs(stage: Stage, end: number, inputs: LayerInput[], read: Set<Stage>): void {
  for (const each of [...stage.ancestry].reverse()) {
    if (each !== stage && read.has(each)) continue;
    if (each !== stage) read.add(each);
    for (const instruction of each.instructions.slice(0, each === stage ? end : undefined))
      collectOwn(instruction, inputs, read);
  }
}

function collectOwn(instruction: Instruction, inputs: LayerInput[], read: Set<Stage>): void {
  if (!isCopy(instruction) && instruction.kind !== 'run') return;
  const reads: readonly Reading[] = isCopy(instruction)
    ? [instruction.copy]
    : instruction.mounts
        .filter(({ mount }) => mount.type === 'bind')
        .map(({ origin, source }) => ({ origin, sources: [source] }));
  for (const { origin } of reads) {
    if (origin.kind !== 'stage' || read.has(origin.stage)) continue;
    read.add(origin.stage);
    collectInputs(origin.stage, origin.stage.instructions.length, inputs, read);
  }
  const sources = reads.filter(({ origin }) => origin.kind === 'context').flatMap((each) => each.sources);
  const paths = sources.map((source) => (source.known ? source.value : undefined));
  if (paths.length > 0) inputs.push({ instruction, paths });
}

type Reading = Pick<CopyEntry, 'origin' | 'sources'>;
