import { projectFacts } from '../engine/project/facts.ts';
import type { LastWhole } from '../engine/project/last-whole.ts';
import { ParsedFiles } from '../engine/project/parsed.ts';
import { type ProjectReport, projectReports } from '../engine/project/report.ts';
import { ENVIRONMENT_FILE } from '../engine/project/skipped.ts';
import { type Stated, statedSurvey, surveys } from '../engine/project/survey/survey.ts';
import type { Survey } from '../engine/project/survey/types.ts';
import type { FileMode, ProjectFacts, ProjectReads, Read, ReadText, Tree, Want } from '../engine/project/types.ts';
import { FileModes } from './file-mode.ts';
import { joinPath, relativeTo } from './paths.ts';
import { MAX_BYTES, type Reader } from './reader.ts';
import { RememberedFolders } from './remembered-folders.ts';
import { readTextAndMark } from './text.ts';
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
  readonly #folders: RememberedFolders;
  readonly #texts = new Map<string, ReadText>();
  readonly #trees = new Map<string, Read<Tree>>();
  readonly #parsed = new ParsedFiles();
  readonly #lastWhole: LastWhole | undefined;
  readonly #modes = new Map<string, Read<FileMode>>();
  #fileModes: FileModes;
  /** Files that are links: the text of one changes with that of another file, whichever it is. */
  readonly #linkedFiles = new Set<string>();
  readonly #pending = new Map<string, Promise<void>>();

  /** @param lastWhole For a host in which people type; elsewhere what is on disk counts, broken or not. */
  constructor(reader: Reader, lastWhole?: LastWhole) {
    this.#reader = reader;
    this.#lastWhole = lastWhole;
    this.#folders = new RememberedFolders(reader);
    this.#fileModes = new FileModes(reader);
  }

  facts(document: FactsInput): Promise<ProjectFacts> {
    return this.#settled((reads) => {
      const { facts, wants } = projectFacts(document, reads);
      return { value: facts, wants };
    });
  }

  /** What is known of each Django project of the workspace. */
  projects(): Promise<readonly ProjectReport[]> {
    return this.#settled((reads) => {
      const { reports, wants } = projectReports(reads);
      return { value: reports, wants };
    });
  }

  /** What a scaffold has to know of each Django project of the workspace. */
  surveys(): Promise<readonly Survey[]> {
    return this.#settled((reads) => {
      const { surveys: value, wants } = surveys(reads);
      return { value, wants };
    });
  }

  /** The same for a project that is described in words; undefined where the workspace cannot be listed. */
  statedSurvey(stated: Stated): Promise<Survey | undefined> {
    return this.#settled((reads) => {
      const { survey: value, wants } = statedSurvey(stated, reads);
      return { value, wants };
    });
  }

  /** The text of a file that facts come from, as it was read. */
  textOf(path: string): string | undefined {
    const read = this.#texts.get(path);
    if (read?.state !== 'ok') return undefined;
    return this.#lastWhole?.textFor(path, read.value, this.#parsed) ?? read.value;
  }

  /** Somebody types in a file. Facts are asked for now and then only, and each text may be the last one that can be read. */
  typed(path: string, text: string): void {
    if (text.length <= MAX_BYTES) this.#lastWhole?.typed(path, text, this.#parsed);
  }

  /** Takes a step, reads what it wants, and takes it again until it wants nothing more. */
  async #settled<T>(take: (reads: ProjectReads) => { readonly value: T; readonly wants: readonly Want[] }): Promise<T> {
    const reads: ProjectReads = {
      text: (path) => this.#texts.get(path),
      tree: (path) => this.#trees.get(path),
      parsed: this.#parsed,
      lastWhole: this.#lastWhole,
      mode: (path) => this.#modes.get(path),
    };
    let step = take(reads);
    for (let round = 0; step.wants.length > 0 && round < MAX_ROUNDS; round++) {
      await Promise.all(step.wants.map((want) => this.#answer(want)));
      step = take(reads);
    }
    return step.value;
  }

  /** Whether a change may make facts different: of a file that was asked for, or of what a listing has. */
  concerns(path: string, listing: boolean): boolean {
    const isAsked = (file: string): boolean => this.#pending.has(`text:${file}`) || this.#pending.has(`mode:${file}`);
    if (isAsked(path) || [...this.#linkedFiles].some(isAsked)) return true;
    return listing && [...this.#askedTrees()].some((folder) => !this.#isSkipped(folder, path));
  }

  *#askedTrees(): Generator<string> {
    const kind = 'tree:';
    for (const key of this.#pending.keys()) if (key.startsWith(kind)) yield key.slice(kind.length);
  }

  /** No listing of this folder shows what comes and goes at the path. */
  #isSkipped(folder: string, path: string): boolean {
    if (folder !== path && relativeTo(folder, path) === undefined && relativeTo(path, folder) === undefined)
      return true;
    const tree = this.#trees.get(folder);
    if (tree?.state !== 'ok') return false;
    const holding = tree.value.skipped.find((each) => relativeTo(each, path) !== undefined);
    // Without this file it is a folder like any other.
    return holding !== undefined && path !== joinPath(holding, ENVIRONMENT_FILE);
  }

  /** A file has another content or mode, so facts from it are read anew. */
  changed(path: string): void {
    for (const file of [path, ...this.#linkedFiles]) this.#forget(file);
  }

  #forget(path: string): void {
    this.#texts.delete(path);
    this.#pending.delete(`text:${path}`);
    this.#modes.delete(path);
    this.#pending.delete(`mode:${path}`);
  }

  /** Somebody asked for this file's text, and has been given another one than it has now. */
  isOutdated(path: string, text: string | undefined): boolean {
    const given = this.#texts.get(path);
    if (!given) return this.#pending.has(`text:${path}`);
    return given.state !== 'ok' || given.value !== text;
  }

  /** A file or folder has come or gone: everything at or below it and every listing that could hold it is read anew. */
  listingChanged(path: string): void {
    this.#folders.changed(path);
    this.#lastWhole?.forget(path);
    for (const file of [...this.#texts.keys(), ...this.#modes.keys()]) {
      if (file === path || relativeTo(path, file) !== undefined) this.#forget(file);
    }
    for (const folder of [...this.#trees.keys()]) {
      if (folder !== path && relativeTo(folder, path) === undefined) continue;
      this.#trees.delete(folder);
      this.#pending.delete(`tree:${folder}`);
    }
  }

  /** Git has recorded something: what it says of each file is read anew. False when nothing has been asked of it. */
  modesChanged(): boolean {
    const asked = [...this.#pending.keys()].filter((key) => key.startsWith('mode:'));
    for (const key of asked) this.#pending.delete(key);
    this.#modes.clear();
    this.#fileModes = new FileModes(this.#reader);
    return asked.length > 0;
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
      const text = await readTextAndMark(this.#reader, want.path);
      if (current()) this.#texts.set(want.path, text);
    } else if (want.kind === 'mode') {
      const mode = await this.#fileModes.read(want.path);
      if (current()) this.#modes.set(want.path, mode);
    } else {
      const tree = await readTree(this.#folders, want.path, (file) => this.#linkedFiles.add(file));
      if (current()) this.#trees.set(want.path, tree);
    }
  }
}

/** Where git records modes: `.git/index`, that of a worktree or of a submodule. */
export const isGitIndex = (path: string): boolean => /(?:^|\/)\.git\/(?:.+\/)?index$/.test(path);

async function readTree(reader: Reader, path: string, linkedFile: (file: string) => void): Promise<Read<Tree>> {
  const files: string[] = [];
  const skipped: string[] = [];
  const links: string[] = [];
  let failure: Read<Tree> | undefined;
  let partial = false;
  await walk(reader, path, {
    enter: ({ path: folder, entries }) => {
      for (const { name, kind, link } of entries) if (link && kind === 'file') linkedFile(joinPath(folder, name));
    },
    file: (file) => {
      partial = files.length >= MAX_FILES;
      if (!partial) files.push(file);
      return !partial;
    },
    skipped: (folder) => skipped.push(folder),
    link: (path) => links.push(path),
    unreadable: (folder, read) => {
      if (folder === path) failure = read;
      partial = true;
    },
  });
  return failure ?? { state: 'ok', value: { files, skipped, links, partial } };
}
