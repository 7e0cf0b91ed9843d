import { commentsIn, isUnfinished } from '../syntax/lookup.ts';
import type { DockerfileSyntax } from '../syntax/nodes.ts';
import { editsConflict, type TextEdit } from '../text/edits.ts';
import { indentAt, lineEnd, lineStart, nextLine } from '../text/lines.ts';
import { contains, type Span } from '../text/span.ts';
import { appendedLines, ChangesElsewhere } from './elsewhere.ts';
import type { Fix, Safety } from './fix.ts';

/**
 * Writes edits the way a careful person would: minimal ranges, the file's own line endings, indentation and continuation
 * style, nothing above parser directives. What cannot be done without losing a comment is refused by `build`.
 */
export class FixBuilder {
  readonly #syntax: DockerfileSyntax;
  readonly #path: string;

  /** @param path Of the document, relative to the workspace folder. */
  constructor(syntax: DockerfileSyntax, path = 'Dockerfile') {
    this.#syntax = syntax;
    this.#path = path;
  }

  /** A collection of edits that becomes one fix. */
  draft(): FixDraft {
    return new FixDraft(this.#syntax, this.#path);
  }
}

export { allComments, commentsAbove } from '../syntax/lookup.ts';

const DIRECTIVE = /^\s*#\s*(?:syntax|escape|check)\s*=/i;

export class FixDraft {
  readonly #syntax: DockerfileSyntax;
  readonly #edits: TextEdit[] = [];
  /** Comments an edit takes out and puts in again elsewhere. */
  readonly #kept = new Set<number>();
  /** Edits that write a parser directive on purpose. */
  readonly #directives = new Set<TextEdit>();
  readonly #elsewhere: ChangesElsewhere;
  #refused = false;

  constructor(syntax: DockerfileSyntax, path: string) {
    this.#syntax = syntax;
    this.#elsewhere = new ChangesElsewhere(path);
  }

  get #text(): string {
    return this.#syntax.text;
  }

  get eol(): string {
    return this.#syntax.eol;
  }

  /** What continues a line in this file: a blank and the escape character. */
  get continuation(): string {
    return ` ${this.#syntax.escape}${this.eol}`;
  }

  replace(span: Span, newText: string): this {
    this.#edits.push({ span, newText });
    return this;
  }

  insert(offset: number, newText: string): this {
    return this.replace({ start: offset, end: offset }, newText);
  }

  remove(span: Span): this {
    return this.replace(span, '');
  }

  /** What was wanted cannot be written here: `build` gives nothing. */
  refuse(): this {
    this.#refused = true;
    return this;
  }

  /** Marks a comment as carried over by another edit of this fix. */
  keepComment(offset: number): this {
    this.#kept.add(offset);
    return this;
  }

  /** Puts a parser directive into the very first line, where those that follow stay directives. */
  insertDirective(line: string): this {
    const at = this.#syntax.bom ? 1 : 0;
    const edit = { span: { start: at, end: at }, newText: line + this.eol };
    this.#edits.push(edit);
    this.#directives.add(edit);
    return this;
  }

  /** Puts whole lines in front of an instruction, with its indentation. */
  insertLinesBefore(instruction: { readonly span: Span }, lines: readonly string[]): this {
    const indent = indentAt(this.#text, instruction.span.start);
    return this.insert(
      lineStart(this.#text, instruction.span.start) + bomLength(this.#syntax, instruction.span.start),
      lines.map((line) => indent + line + this.eol).join(''),
    );
  }

  /** Puts whole lines behind an instruction; the last line of a file may lack its line break. */
  insertLinesAfter(instruction: { readonly span: Span }, lines: readonly string[]): this {
    if (isUnfinished(this.#syntax, instruction)) return this.refuse();
    const indent = indentAt(this.#text, instruction.span.start);
    const end = lineEnd(this.#text, instruction.span.end);
    return this.insert(end, lines.map((line) => this.eol + indent + line).join(''));
  }

  /** Takes an instruction's lines out of the file. */
  removeInstruction(instruction: { readonly span: Span }): this {
    const start = lineStart(this.#text, instruction.span.start) + bomLength(this.#syntax, instruction.span.start);
    const end = nextLine(this.#text, instruction.span.end);
    // The last line of a file goes with the line break in front of it.
    if (end === this.#text.length && !this.#text.endsWith('\n') && this.#text[start - 1] === '\n') {
      const before = this.#text[start - 2] === '\r' ? start - 2 : start - 1;
      return this.remove({ start: before, end });
    }
    return this.remove({ start, end });
  }

  /** Writes a file that the project does not have, by its path in the workspace folder; ends its lines as `text` does. */
  create(path: string, text: string): this {
    this.#elsewhere.create(path, text);
    return this;
  }

  /** Edits another file of the workspace folder, whose text is the one that the facts gave. */
  editFile(path: string, text: string, edits: readonly TextEdit[]): this {
    this.#elsewhere.edit(path, text, edits);
    return this;
  }

  /** Puts whole lines at the end of another file, as that file ends its lines. */
  appendLines(path: string, text: string, lines: readonly string[]): this {
    return this.editFile(path, text, [appendedLines(text, lines)]);
  }

  /** Ends all lines of another file with LF; refuses where they are not those of Windows. */
  endWithLineFeeds(path: string, text: string): this {
    this.#elsewhere.endWithLineFeeds(path, text);
    return this;
  }

  /**
   * The finished fix; undefined when it would lose a comment, when edits touch each other, when nothing changes, when it would
   * leave the workspace folder, or when the text is a template whose result nobody can see. One that changes other files is for
   * review, whatever is asked for.
   */
  build(title: string, safety: Safety, kind?: Fix['kind']): Fix | undefined {
    if (this.#syntax.templated || this.#refused) return undefined;
    const edits = this.#edits.filter((edit) => this.#text.slice(edit.span.start, edit.span.end) !== edit.newText);
    const elsewhere = this.#elsewhere.finished();
    if (!elsewhere || editsConflict(edits) || this.#losesComment(edits)) return undefined;
    const others = edits.filter((edit) => !this.#directives.has(edit));
    if (others.some((edit) => this.#makesDirective(edit) || this.#buriesDirective(edit))) return undefined;
    const [first, ...more] = elsewhere;
    const common = { title, ...(kind && { kind }), edits };
    if (first) return { ...common, safety: 'review', elsewhere: [first, ...more] };
    return edits.length > 0 ? { ...common, safety } : undefined;
  }

  /**
   * A comment such as `# escape=…` turns into a parser directive where only directives stand above it: when it is written there,
   * and when everything above it goes.
   */
  #makesDirective({ span, newText }: TextEdit): boolean {
    const { instructions, comments } = this.#syntax;
    const first = Math.min(instructions[0]?.span.start ?? 0, comments[0]?.span.start ?? Number.POSITIVE_INFINITY);
    if (span.start > first) return false;
    return (
      DIRECTIVE.test(newText) || (newText === '' && DIRECTIVE.test(this.#text.slice(span.end).replace(/\n[\s\S]*/, '')))
    );
  }

  /** A line above a directive turns it into a comment. */
  #buriesDirective({ span, newText }: TextEdit): boolean {
    const last = this.#syntax.directives.at(-1);
    return last !== undefined && span.start <= last.span.start && newText.includes('\n');
  }

  /** A comment is lost when it is taken out or cut in two; words inside of it may change. */
  #losesComment(edits: readonly TextEdit[]): boolean {
    return edits.some(({ span }) =>
      commentsIn(this.#syntax, span).some(
        (comment) =>
          !this.#kept.has(comment.span.start) && (contains(span, comment.span) || !contains(comment.span, span)),
      ),
    );
  }
}

const bomLength = (syntax: DockerfileSyntax, offset: number): number =>
  syntax.bom && lineStart(syntax.text, offset) === 0 ? 1 : 0;
