import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { AnalysisInput } from '../engine/analyze.ts';
import { EMPTY_LAYER } from '../engine/config/file.ts';
import { resolveConfig } from '../engine/config/resolve.ts';
import type { ConfigProblem } from '../engine/config/types.ts';
import type { ProjectFacts } from '../engine/project/types.ts';
import { RULES } from '../engine/rules/index.ts';
import { type ConfigFile, excludes } from '../host/config-files.ts';
import type { AnalysisOptions } from './analysis-options.ts';
import { UsageError } from './command.ts';
import { type GivenConfig, readGivenConfig } from './given-config.ts';
import type { OtherFiles } from './report/report.ts';
import type { Terminal } from './terminal.ts';
import { pathInside, type Workspace, Workspaces, withSlashes, workspaceRoot } from './workspace.ts';

/** A file to analyse, and where it stands in its project. */
export interface Document {
  /** As it was named or found; links are not followed. */
  readonly absolute: string;
  /** Relative to the current folder, with `/`: what reports call it. */
  readonly shown: string;
  readonly workspace: Workspace;
  /** Relative to the workspace's folder. */
  readonly path: string;
}

/** One run over files: its options, what it has read so far, and whether anything went wrong. */
export class Session {
  readonly terminal: Terminal;
  readonly options: AnalysisOptions;
  readonly workspaces = new Workspaces();
  readonly #given: GivenConfig | undefined;
  readonly #project: string | undefined;
  readonly #reported = new Set<string>();
  #trouble = false;

  private constructor(
    terminal: Terminal,
    options: AnalysisOptions,
    given: GivenConfig | undefined,
    project: string | undefined,
  ) {
    this.terminal = terminal;
    this.options = options;
    this.#given = given;
    this.#project = project;
    if (given) this.#reportProblems(given.shown, given.text, given.problems);
  }

  static async open(terminal: Terminal, options: AnalysisOptions): Promise<Session> {
    const project = options.project === undefined ? undefined : await projectFolder(options.project, terminal.cwd);
    const given = options.config === undefined ? undefined : await readGivenConfig(options.config, terminal.cwd);
    return new Session(terminal, options, given, project);
  }

  get trouble(): boolean {
    return this.#trouble;
  }

  /** Something that makes the run end with exit 2, in one line; the other files are still looked at. */
  fail(line: string): void {
    this.#trouble = true;
    this.terminal.complain(line);
  }

  shown(absolute: string): string {
    return withSlashes(relative(this.terminal.cwd, absolute));
  }

  /** Finds out where a file belongs. `searched`: the folder argument it was found through. */
  async place(absolute: string, searched?: string): Promise<Document> {
    const shown = this.shown(absolute);
    const real = join(await realFolder(dirname(absolute)), basename(absolute));
    const root = this.#project ?? workspaceRoot(searched ?? dirname(real), this.terminal.cwd);
    // A Dockerfile kept outside of the project that it was said to build counts as standing at the project's root.
    const path = pathInside(root, real) ?? basename(real);
    return { absolute, shown, workspace: this.workspaces.at(root), path };
  }

  /** Whether the configuration leaves a file out. */
  async excluded(document: Document): Promise<boolean> {
    if (this.#given) return this.#given.excludes(document.absolute);
    const file = await this.#configFile(document);
    return file !== undefined && excludes(file, document.path);
  }

  /** Everything the engine has to know to judge a text. */
  async input(document: Document, text: string): Promise<AnalysisInput> {
    const { detect, today } = this.options;
    const file = this.#given?.layer ?? (await this.#configFile(document))?.layer;
    const config = resolveConfig(RULES, { workspace: { ...EMPTY_LAYER, detect }, file });
    const facts = await document.workspace.facts.facts({ path: document.path, text });
    return { text, path: document.path, facts, config, today };
  }

  /** The files around a document, as reports speak of them. */
  others({ workspace }: Document, facts: ProjectFacts): OtherFiles {
    return { shown: (path) => this.shown(join(workspace.root, path)), text: (path) => facts.source(path) };
  }

  async #configFile({ workspace, path }: Document): Promise<ConfigFile | undefined> {
    const file = await workspace.configs.find(path);
    if (file) this.#reportProblems(this.shown(join(workspace.root, file.path)), file.text, file.problems);
    return file;
  }

  /** Once a file, however many documents it configures. */
  #reportProblems(shown: string, text: string, problems: readonly ConfigProblem[]): void {
    if (this.#reported.has(shown)) return;
    this.#reported.add(shown);
    const lines = TextDocument.create('', 'toml', 0, text);
    for (const { message, span } of problems) {
      const start = span && lines.positionAt(span.start);
      this.fail(`${shown}${start ? `:${start.line + 1}:${start.character + 1}` : ''}: ${message}`);
    }
  }
}

async function projectFolder(path: string, cwd: string): Promise<string> {
  const absolute = resolve(cwd, path);
  const stats = await stat(absolute).catch(() => undefined);
  if (!stats?.isDirectory()) throw new UsageError(`--project ${path}: no such folder`);
  return realpath(absolute);
}

/** The folder with its links followed; as written where it does not exist (text from stdin may have any name). */
const realFolder = (folder: string): Promise<string> => realpath(folder).catch(() => folder);
