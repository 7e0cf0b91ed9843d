import type { RunInstruction } from '../model/types.ts';
import type { Word } from '../shell/types.ts';
import type { DockerfileSyntax } from '../syntax/nodes.ts';
import type { TextEdit } from '../text/edits.ts';
import { lineEnd, lineStart, nextLine } from '../text/lines.ts';
import { type Span, textAt } from '../text/span.ts';

/** A physical line of an instruction, and what is done to it. */
interface Line extends Span {
  readonly next: number;
  readonly edits: readonly TextEdit[];
  /** Nothing but its continuation is left. */
  readonly emptied: boolean;
}

/**
 * Edits that put other words in the place of some words of a RUN; an empty text takes the word out, and its line with it where
 * nothing else stands there. Comments of lines that go stay, or are dropped with them. Undefined where a word is not written out in
 * the file.
 */
export function wordEdits(
  syntax: DockerfileSyntax,
  run: RunInstruction,
  changes: ReadonlyMap<Word, string>,
  comments: 'keep' | 'drop' = 'keep',
): readonly TextEdit[] | undefined {
  const { text } = syntax;
  if (run.node.command.form !== 'shell' || run.node.heredocs.length > 0) return undefined;
  for (const word of changes.keys())
    if (word.source.collapsed || textAt(text, word.span) !== word.text) return undefined;
  const written = linesOf(syntax, run, changes);
  const lines = comments === 'keep' ? written : withoutIdleComments(text, written);
  const last = lines.filter((line) => !line.emptied).at(-1);
  const end = lines.at(-1);
  if (!last || !end) return undefined;
  const kept = lines.slice(0, lines.indexOf(last) + 1);
  const edits = kept.flatMap((line) => (line.emptied ? removal(line) : line.edits));
  if (last === end) return edits;
  // The last words are gone: what is left in front of them ends the instruction.
  if (text.slice(last.start, last.end).trimStart().startsWith('#')) return undefined;
  return [...edits, { span: { start: contentEnd(syntax, last), end: end.end }, newText: '' }];
}

const removal = ({ start, next }: Line): TextEdit[] => [{ span: { start, end: next }, newText: '' }];

function linesOf(syntax: DockerfileSyntax, run: RunInstruction, changes: ReadonlyMap<Word, string>): Line[] {
  const { text } = syntax;
  const lines: Line[] = [];
  const words = [...changes].sort(([a], [b]) => a.span.start - b.span.start);
  for (let start = lineStart(text, run.span.start); start <= run.span.end; ) {
    const [end, next] = [lineEnd(text, start), nextLine(text, start)];
    const here = words.filter(([word]) => word.span.start >= start && word.span.end <= end);
    const edits = here.map(([word, newText]) => editOf(text, { start, end }, word, newText));
    const rest = here.reduceRight(
      (line, [{ span }, newText]) => line.slice(0, span.start - start) + newText + line.slice(span.end - start),
      text.slice(start, end),
    );
    const emptied = here.length > 0 && /^\s*$/.test(withoutContinuation(rest, syntax.escape));
    lines.push({ start, end, next, edits, emptied });
    if (next <= start || next === text.length) break;
    start = next;
  }
  return lines;
}

/** Comments that speak of nothing but lines that go. */
function withoutIdleComments(text: string, lines: readonly Line[]): Line[] {
  const isComment = (line: Line): boolean => /^\s*#/.test(text.slice(line.start, line.end));
  const endsGroup = (line: Line): boolean =>
    isComment(line) || /^\s*(?:&&|\|\||;)/.test(text.slice(line.start, line.end));
  return lines.map((line, index) => {
    if (!isComment(line)) return line;
    const below = lines.slice(index + 1);
    const own = below.slice(0, below.findIndex(endsGroup) === -1 ? undefined : below.findIndex(endsGroup));
    return own.length > 0 && own.every((each) => each.emptied) ? { ...line, emptied: true } : line;
  });
}

/** A word that goes takes the blanks in front of it along, the first one of a line those behind it. */
function editOf(text: string, line: Span, { span }: Word, newText: string): TextEdit {
  if (newText !== '') return { span, newText };
  const before = text.slice(line.start, span.start);
  const behind = /^[ \t]*/.exec(text.slice(span.end, line.end))?.[0].length ?? 0;
  if (before.trim() === '') return { span: { start: span.start, end: span.end + behind }, newText };
  return { span: { start: line.start + before.trimEnd().length, end: span.end }, newText };
}

const withoutContinuation = (line: string, escapeChar: string): string => {
  const trimmed = line.trimEnd();
  return trimmed.endsWith(escapeChar) ? trimmed.slice(0, -1) : trimmed;
};

const contentEnd = ({ text, escape: escapeChar }: DockerfileSyntax, { start, end }: Line): number =>
  start + withoutContinuation(text.slice(start, end), escapeChar).trimEnd().length;
