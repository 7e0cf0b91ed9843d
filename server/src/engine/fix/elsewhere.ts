import { applyEdits, editsConflict, type TextEdit } from '../text/edits.ts';
import { dominantEol } from '../text/lines.ts';

/** A file that a fix writes. Paths are relative to the workspace folder, with `/`, as those of related places are. */
export interface FileCreation {
  readonly kind: 'create';
  readonly path: string;
  readonly text: string;
}

export interface FileEdit {
  readonly kind: 'edit';
  readonly path: string;
  /** The text that the facts were read from: where the file has another one by now, the edits mean nothing. */
  readonly before: string;
  readonly edits: readonly TextEdit[];
}

/**
 * Ends all lines of a file with LF. No edit of letters says that: to an editor, line ends belong to the file as a whole, and what is
 * put in or taken out between its lines keeps them.
 */
export interface LineFeeds {
  readonly kind: 'line-feeds';
  readonly path: string;
  readonly before: string;
}

export type FileChange = FileCreation | FileEdit | LineFeeds;

/** What a file has after a change. */
export function textAfter(change: FileChange): string {
  switch (change.kind) {
    case 'create':
      return change.text;
    case 'edit':
      return applyEdits(change.before, change.edits);
    case 'line-feeds':
      return change.before.replaceAll('\r\n', '\n');
  }
}

/** Editors take a file's line ends for CRLF where most of them are; a carriage return alone they take for a line end of its own. */
export const canHaveLineFeeds = (text: string): boolean => dominantEol(text) === '\r\n' && !/\r(?!\n)/.test(text);

/** The changes of one fix to other files, at most one a file. */
export class ChangesElsewhere {
  readonly #document: string;
  readonly #changes = new Map<string, FileChange>();
  #refused = false;

  /** @param document Path of the analysed document, which is not elsewhere. */
  constructor(document: string) {
    this.#document = document;
  }

  create(path: string, text: string): void {
    if (this.#changes.has(path)) this.#refused = true;
    this.#put({ kind: 'create', path, text });
  }

  edit(path: string, before: string, edits: readonly TextEdit[]): void {
    const earlier = this.#changes.get(path);
    if (earlier && (earlier.kind !== 'edit' || earlier.before !== before)) this.#refused = true;
    const all = [...(earlier?.kind === 'edit' ? earlier.edits : []), ...edits.filter((edit) => changes(before, edit))];
    if (editsConflict(all) || !all.every((edit) => isInside(before, edit))) this.#refused = true;
    this.#put({ kind: 'edit', path, before, edits: all });
  }

  endWithLineFeeds(path: string, before: string): void {
    if (this.#changes.has(path) || !canHaveLineFeeds(before)) this.#refused = true;
    this.#put({ kind: 'line-feeds', path, before });
  }

  /** What there is to change; undefined where it cannot be done. */
  finished(): readonly FileChange[] | undefined {
    if (this.#refused) return undefined;
    return [...this.#changes.values()].filter((change) => change.kind !== 'edit' || change.edits.length > 0);
  }

  #put(change: FileChange): void {
    if (change.path === this.#document || !isPlainPath(change.path)) this.#refused = true;
    this.#changes.set(change.path, change);
  }
}

const changes = (text: string, { span, newText }: TextEdit): boolean => text.slice(span.start, span.end) !== newText;

const isInside = ({ length }: string, { span: { start, end } }: TextEdit): boolean =>
  0 <= start && start <= end && end <= length;

/** A path that stays in the workspace folder, whatever a Dockerfile has made of it. */
const isPlainPath = (path: string): boolean =>
  !path.includes('\\') &&
  !path.includes('\0') &&
  path.split('/').every((name) => name !== '' && name !== '.' && name !== '..');

/** Puts whole lines at the end of a text, with its line ends; a last line break that was missing stays missing. */
export function appendedLines(text: string, lines: readonly string[]): TextEdit {
  const eol = dominantEol(text);
  const isOpen = text !== '' && !text.endsWith('\n');
  const newText = lines.map((line) => (isOpen ? eol + line : line + eol)).join('');
  return { span: { start: text.length, end: text.length }, newText };
}
