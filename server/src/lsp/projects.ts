import { PROJECT_MARKER } from '../engine/project/context.ts';
import { noFacts } from '../engine/project/facts.ts';
import { LastWhole } from '../engine/project/last-whole.ts';
import type { ProjectReport } from '../engine/project/report.ts';
import { neverCounts } from '../engine/project/skipped.ts';
import type { Stated } from '../engine/project/survey/survey.ts';
import type { Survey } from '../engine/project/survey/types.ts';
import type { ProjectFacts } from '../engine/project/types.ts';
import { RULES } from '../engine/rules/index.ts';
import { ConfigFiles } from '../host/config-files.ts';
import { FactsReader, isGitIndex } from '../host/facts.ts';
import { OpenFirstReader } from '../host/open-first-reader.ts';
import { addressBelow, relativeTo } from '../host/paths.ts';
import type { HostRead, Reader } from '../host/reader.ts';
import { readText } from '../host/text.ts';
import { decoded, type Place } from './folders.ts';

export type FactsInput = Parameters<FactsReader['facts']>[0];

/** More changes at once are a checkout or an installation: reading anew is cheaper than asking what each concerns. */
const MANY_CHANGES = 500;

/** The text of what the client has open at an address. */
export type OpenText = (uri: string) => string | undefined;

export interface FileChange {
  readonly path: string;
  /** It came or went; else its content changed. */
  readonly listing: boolean;
}

/** What has been read of one folder. */
export class Project {
  readonly #root: string;
  /** What the client has open counts as it stands there, for facts; for configuration it counts once it is saved. */
  readonly #reader: Reader;
  readonly #saved: Reader;
  readonly #loose: boolean;
  /** Outlives what is forgotten: a file may be saved in the middle of a change. */
  readonly #lastWhole: LastWhole;
  #facts: FactsReader;
  #configFiles: ConfigFiles;
  #generation = 0;
  #isProject = false;

  constructor(root: string, reader: Reader, loose: boolean, openText: OpenText) {
    this.#root = root;
    const openAt = (path: string): string | undefined => {
      const uri = addressBelow(root, path);
      return uri === undefined ? undefined : openText(uri);
    };
    this.#reader = new OpenFirstReader(reader, openAt);
    this.#lastWhole = new LastWhole((path) => openAt(path) !== undefined);
    this.#saved = reader;
    this.#loose = loose;
    this.#facts = new FactsReader(this.#reader, this.#lastWhole);
    this.#configFiles = new ConfigFiles(reader, RULES);
  }

  /** Differs from project to project, and whenever something that was read may be different now. */
  get state(): string {
    return `${this.#root} ${this.#generation}`;
  }

  get configFiles(): ConfigFiles {
    return this.#configFiles;
  }

  /** Fulfilled at once when all that is wanted has been read before. */
  facts(document: FactsInput): Promise<ProjectFacts> {
    return this.#loose && !this.#isProject ? this.#looseFacts(document) : this.#facts.facts(document);
  }

  /** What is known of each Django project in the folder. */
  async reports(): Promise<readonly ProjectReport[]> {
    return !this.#loose || (await this.#looksLikeProject()) ? this.#facts.projects() : [];
  }

  /** What a scaffold has to know of each Django project in the folder, or of the one that somebody describes. */
  async surveys(stated?: Stated): Promise<readonly Survey[]> {
    if (!stated) return this.#facts.surveys();
    const survey = await this.#facts.statedSurvey(stated);
    return survey ? [survey] : [];
  }

  /** The text of a file that facts come from, as it was read. */
  textOf(path: string): string | undefined {
    return this.#facts.textOf(path);
  }

  /** Whether a change may make anything different that was read. */
  concerns({ path, listing }: FileChange): boolean {
    if (path.split('/').some(neverCounts)) return false;
    // Nothing has been read, and any file may be what makes it a project.
    if (listing && this.#loose && !this.#isProject) return true;
    return this.#facts.concerns(path, listing) || this.#configFiles.concerns(path);
  }

  changed(changes: readonly FileChange[]): void {
    this.#generation++;
    if (changes.length > MANY_CHANGES) {
      for (const { path, listing } of changes) if (listing) this.#lastWhole.forget(path);
      this.forget();
      return;
    }
    for (const { path, listing } of changes) {
      this.#facts.changed(path);
      if (listing) this.#facts.listingChanged(path);
      this.#configFiles.changed(path);
    }
  }

  /** Git may have recorded other modes of files. */
  gitRecorded(): void {
    if (this.#facts.modesChanged()) this.#generation++;
  }

  forget(): void {
    this.#generation++;
    this.#isProject = false;
    this.#facts = new FactsReader(this.#reader, this.#lastWhole);
    this.#configFiles = new ConfigFiles(this.#saved, RULES);
  }

  /** A file's text now, past everything that is remembered. */
  read(path: string): Promise<HostRead<string>> {
    return readText(this.#reader, path);
  }

  /** What the client has open has another text, or is open no longer. False where no fact is concerned. */
  textChanged(path: string, text: string | undefined): boolean {
    if (text !== undefined) this.#facts.typed(path, text);
    if (!this.#facts.isOutdated(path, text)) return false;
    this.#generation++;
    this.#facts.changed(path);
    return true;
  }

  async #looseFacts(document: FactsInput): Promise<ProjectFacts> {
    return (await this.#looksLikeProject()) ? this.#facts.facts(document) : noFacts;
  }

  /** A lone file may lie in a home folder: only a folder that looks like a project is looked through. */
  async #looksLikeProject(): Promise<boolean> {
    if (this.#isProject) return true;
    const entries = await this.#reader.folder('');
    this.#isProject = entries.state === 'ok' && entries.value.some(({ name }) => PROJECT_MARKER.test(name));
    return this.#isProject;
  }
}

/** The projects of everything that is open. */
export class Projects {
  readonly #readerOf: (folderUri: string) => Reader | undefined;
  readonly #openText: OpenText;
  readonly #projects = new Map<string, Project | undefined>();

  constructor(readerOf: (folderUri: string) => Reader | undefined, openText: OpenText) {
    this.#readerOf = readerOf;
    this.#openText = openText;
  }

  /** Undefined where nothing can be read. */
  at({ root, loose }: Place): Project | undefined {
    if (!this.#projects.has(root)) {
      const reader = this.#readerOf(root);
      this.#projects.set(root, reader && new Project(root, reader, loose, this.#openText));
    }
    return this.#projects.get(root);
  }

  /** Tells each project what changed in it; false when none of them is concerned. */
  changed(changes: readonly { readonly uri: string; readonly listing: boolean }[]): boolean {
    let concerned = false;
    for (const [root, project] of this.#projects) {
      const inside = changes.flatMap(({ uri, listing }) => {
        const path = relativeTo(decoded(root), decoded(uri));
        return path === undefined ? [] : [{ path, listing }];
      });
      if (!project) continue;
      // Git writes its index all the time: the next analysis takes notice of it, and none is asked for.
      if (inside.some(({ path }) => isGitIndex(path))) project.gitRecorded();
      const counting = inside.filter((change) => project.concerns(change));
      if (counting.length === 0) continue;
      project.changed(counting);
      concerned = true;
    }
    return concerned;
  }

  /** A document of the client has another text, or is closed. False where no fact is concerned. */
  textChanged(uri: string, text: string | undefined): boolean {
    let concerned = false;
    for (const [root, project] of this.#projects) {
      const path = relativeTo(decoded(root), decoded(uri));
      if (path !== undefined && project?.textChanged(path, text)) concerned = true;
    }
    return concerned;
  }

  forgetAll(): void {
    for (const project of this.#projects.values()) project?.forget();
  }
}
