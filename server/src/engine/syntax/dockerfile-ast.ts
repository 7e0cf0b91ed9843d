/**
 * The only importer of dockerfile-ast. We take its reading of the directives at the top of a file. Instructions we read ourselves,
 * because its nodes lose the spaces of exec forms, see heredoc bodies as arguments, overflow the stack on malformed variables, and
 * take several times as long as all the rest of an analysis. So the parser is stopped where the directives end; a test holds what
 * we read against what the untouched parser finds.
 */
import { Parser } from 'dockerfile-ast/lib/parser.js';
import type { Span } from '../text/span.ts';

export interface RawDirective {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/** The part of the parser that is private to it, and the little of its result that we use. */
interface Scanner {
  parse(text: string): { getDirectives(): readonly ScannedDirective[] };
  processComment(dockerfile: unknown, start: number): number;
  processInstruction(dockerfile: unknown, char: string, start: number): number;
}

interface ScannedDirective {
  getName(): string;
  getValue(): string;
  getRange(): { readonly start: Position; readonly end: Position };
}

interface Position {
  readonly line: number;
  readonly character: number;
}

/** A parser that takes everything behind the directives as read. */
function directiveScanner({ length }: string): Scanner {
  const scanner = new Parser() as unknown as Scanner;
  scanner.processComment = () => length;
  scanner.processInstruction = () => length;
  return scanner;
}

/** Starts of the first lines, counted as dockerfile-ast does: `\n`, `\r\n` and a lone `\r` end a line. */
function firstLineStarts(text: string, count: number): number[] {
  const starts = [0];
  const lineBreak = /\r\n|\r|\n/g;
  while (starts.length < count && lineBreak.exec(text)) starts.push(lineBreak.lastIndex);
  return starts;
}

function directiveOf(directive: ScannedDirective, lines: readonly number[]): RawDirective {
  const { start, end } = directive.getRange();
  const offsetOf = (position: Position): number => (lines[position.line] ?? 0) + position.character;
  return {
    name: directive.getName(),
    value: directive.getValue(),
    span: { start: offsetOf(start), end: offsetOf(end) },
  };
}

/** The directives BuildKit knows. Any other first line is a comment, and ends them. */
const DIRECTIVE = /^#\s*(?:syntax|escape|check)\s*=\s*\S/i;

/** dockerfile-ast takes every comment with an equals sign at the top for a directive, our own ignore comments included. */
function realDirectives(found: readonly RawDirective[], text: string): readonly RawDirective[] {
  const other = found.findIndex(({ span }) => !DIRECTIVE.test(text.slice(span.start, span.end)));
  return other === -1 ? found : found.slice(0, other);
}

/** The lines that begin with a comment sign: no directive stands behind them. */
const HEADER = /^\ufeff?(?:[ \t]*#[^\n]*(?:\n|$))+/;

/** The directives that a file begins with. */
export function readDirectives(text: string): readonly RawDirective[] {
  const [header] = HEADER.exec(text) ?? [];
  if (header === undefined) return [];
  const directives = directiveScanner(header).parse(header).getDirectives();
  // Each directive has a line of its own, from the first one on.
  const lines = firstLineStarts(text, directives.length);
  const found = directives.map((directive) => directiveOf(directive, lines));
  return realDirectives(found, text);
}
