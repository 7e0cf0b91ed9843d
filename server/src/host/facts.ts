import { projectFacts } from '../engine/project/facts.ts';
import { ParsedFiles } from '../engine/project/parsed.ts';
import { type ProjectReport, projectReports } from '../engine/project/report.ts';
import type { ProjectFacts, ProjectReads, Read, Tree, Want } from '../engine/project/types.ts';
import { relativeTo } from './paths.ts';
import type { Reader } from './reader.ts';
import { readText } from './text.ts';
import { walk } from './walk.ts';

/** What is asked for depends on what was read; more rounds than files can name each other in means a mistake. */
const MAX_ROUNDS = 20;
/** A workspace with more files is listed in part, and facts that need all of them are unknown. */
const MAX_FILES = 50_000;

type FactsInput = Parameters<typeof projectFacts>[0];

/**
 * Answers what the engine wants to know of a workspace, and remembers the answers for the next document.
 * Whoever watches the files says which have changed.
 */
export class FactsReader {
  readonly #reader: Reader;
  readonly #texts = new Map<string, Read<string>>();
  readonly #trees = new Map<string, Read<Tree>>();
  readonly #parsed = new ParsedFiles();
  readonly #pending = new Map<string, Promise<void>>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  async facts(document: FactsInput): Promise<ProjectFacts> {
    return (await this.#settled((reads) => projectFacts(document, reads))).facts;
  }

  /** What is known of each Django project of the workspace. */
  async projects(): Promise<readonly ProjectReport[]> {
    return (await this.#settled(projectReports)).reports;
  }

  /** The text of a file that facts come from, as it was read. */
  textOf(path: string): string | undefined {
    const read = this.#texts.get(path);
    return read?.state === 'ok' ? read.value : undefined;
  }

  /** Takes a step, reads what it wants, and takes it again until it wants nothing more. */
  async #settled<Step extends { readonly wants: readonly Want[] }>(take: (reads: ProjectReads) => Step): Promise<Step> {
    const reads: ProjectReads = {
      text: (path) => this.#texts.get(path),
      tree: (path) => this.#trees.get(path),
      parsed: this.#parsed,
    };
    let step = take(reads);
    for (let round = 0; step.wants.length > 0 && round < MAX_ROUNDS; round++) {
      await Promise.all(step.wants.map((want) => this.#answer(want)));
      step = take(reads);
    }
    return step;
  }

  /** A file has another content, so facts from it are read anew. */
  changed(path: string): void {
    this.#texts.delete(path);
    this.#pending.delete(`text:${path}`);
  }

  /** A file or folder has come or gone: everything at or below it and every listing that could hold it is read anew. */
  listingChanged(path: string): void {
    for (const text of [...this.#texts.keys()]) {
      if (text === path || relativeTo(path, text) !== undefined) this.changed(text);
    }
    for (const folder of [...this.#trees.keys()]) {
      if (folder !== path && relativeTo(folder, path) === undefined) continue;
      this.#trees.delete(folder);
      this.#pending.delete(`tree:${folder}`);
    }
  }

  /** Documents that are analysed at the same time share their readings. */
  #answer(want: Want): Promise<void> {
    const key = `${want.kind}:${want.path}`;
    let pending = this.#pending.get(key);
    if (!pending) {
      pending = this.#read(want, () => this.#pending.get(key) === pending);
      this.#pending.set(key, pending);
    }
    return pending;
  }

  /** `current` is false when the file changed while it was read: then the answer is not kept for others. */
  async #read(want: Want, current: () => boolean): Promise<void> {
    if (want.kind === 'text') {
      const text = await readText(this.#reader, want.path);
      if (current()) this.#texts.set(want.path, text);
    } else {
      const tree = await readTree(this.#reader, want.path);
      if (current()) this.#trees.set(want.path, tree);
    }
  }
}

async function readTree(reader: Reader, path: string): Promise<Read<Tree>> {
  const files: string[] = [];
  const skipped: string[] = [];
  let failure: Read<Tree> | undefined;
  let partial = false;
  await walk(reader, path, {
    file: (file) => {
      partial = files.length >= MAX_FILES;
      if (!partial) files.push(file);
      return !partial;
    },
    skipped: (folder) => skipped.push(folder),
    unreadable: (folder, read) => {
      if (folder === path) failure = read;
      partial = true;
    },
  });
  return failure ?? { state: 'ok', value: { files, skipped, partial } };
}
