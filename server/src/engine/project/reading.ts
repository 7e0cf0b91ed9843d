import type { TableNode } from '../nodes/nodes.ts';
import { type Known, known, unknown } from '../text/known.ts';
import { within } from './context.ts';
import { ParsedFiles, type Source } from './parsed.ts';
import type { ContextListing, FileMode, ProjectReads, Read, Want } from './types.ts';
import type { WorkspaceFiles } from './workspace-files.ts';
import { yamlOf } from './yaml-file.ts';

/** How many files one Dockerfile may ask for: a safety net, no Dockerfile names that many. */
export const MAX_WANTS = 200;

/** What has been read of a project, and a list of what is missing. */
export class Reading {
  readonly #reads: ProjectReads;
  readonly #parsed: ParsedFiles;
  readonly #wants = new Map<string, Want>();
  /** Facts stay what they were, also when the host reads a file again: spans in them are of this text. */
  readonly #texts = new Map<string, Known<string>>();

  constructor(reads: ProjectReads) {
    this.#reads = reads;
    this.#parsed = reads.parsed ?? new ParsedFiles();
  }

  get wants(): readonly Want[] {
    return [...this.#wants.values()];
  }

  /** Every file of the workspace folder; unknown where some may be missing. */
  workspace(): Known<WorkspaceFiles> {
    const tree = this.#answer(this.#reads.tree(''), { kind: 'tree', path: '' });
    if (!tree.known) return tree;
    return tree.value.partial
      ? unknown('the workspace has more files than are listed')
      : known(this.#parsed.workspace(tree.value));
  }

  /** A file by its path in the workspace folder. */
  text(path: string): Known<string> {
    const earlier = this.#texts.get(path);
    if (earlier) return earlier;
    const answer = this.#reads.text(path);
    const now = this.#answer(answer, { kind: 'text', path });
    const { lastWhole } = this.#reads;
    const text = now.known && lastWhole ? known(lastWhole.textFor(path, now.value, this.#parsed)) : now;
    if (answer) this.#texts.set(path, text);
    return text;
  }

  /** What a file says, by a function that reads such files. */
  parsed<T>(path: string, parse: (path: string, text: string) => T): Known<T> {
    const text = this.text(path);
    return text.known ? known(this.#parsed.read(path, text.value, parse)) : text;
  }

  /** What several files say together, by answers to names that it looks up. */
  derived<T, Answer>(key: string, source: Source<Answer>, make: (look: (name: string) => Answer) => T): T {
    return this.#parsed.derived(key, source, make);
  }

  /** The table that a file of YAML or JSON is; unknown for what holds mistakes. */
  yaml(path: string): Known<TableNode> {
    const table = this.parsed(path, yamlOf);
    return table.known ? table.value : table;
  }

  /** A file has been asked for, and nobody has looked yet. */
  isWanted(path: string): boolean {
    return this.#wants.has(`text:${path}`);
  }

  /** A file by its path in the build context. */
  contextText(context: Known<ContextListing>, path: string): Known<string> {
    return context.known ? this.text(within(context.value.root, path)) : context;
  }

  /** Whether a file of the build context begins with a byte order mark; only said of one whose text has been read. */
  hasMark(context: Known<ContextListing>, path: string): boolean {
    return context.known && this.#reads.text(within(context.value.root, path))?.bom === true;
  }

  /** Whether a file of the build context may be executed. */
  contextMode(context: Known<ContextListing>, path: string): Known<FileMode> {
    if (!context.known) return context;
    const file = within(context.value.root, path);
    return this.#answer(this.#reads.mode(file), { kind: 'mode', path: file });
  }

  #answer<T>(answer: Read<T> | undefined, want: Want): Known<T> {
    if (answer?.state === 'ok') return known(answer.value);
    if (answer) return unknown(answer.state === 'missing' ? `${want.path} does not exist` : answer.why);
    if (this.#wants.size < MAX_WANTS) this.#wants.set(`${want.kind}:${want.path}`, want);
    return unknown(`${want.path} is not read yet`);
  }
}
