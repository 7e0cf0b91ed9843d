/**
 * The only importer of dockerfile-ast. We take its scanner: where directives and instructions begin. The text inside we read
 * ourselves, because its nodes lose the spaces of exec forms, see heredoc bodies as arguments, overflow the stack on malformed
 * variables, and take twenty times as long to build as the scan itself. So the scanner's two steps that build nodes and look
 * for heredocs are replaced; a test holds its result against that of the untouched parser.
 */
import { Parser } from 'dockerfile-ast/lib/parser.js';
import type { Span } from '../text/span.ts';

export interface RawDirective {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

export interface RawSegments {
  readonly directives: readonly RawDirective[];
  /** Where instructions begin, as far as lines tell: the lines of heredoc bodies are among them. */
  readonly starts: readonly number[];
}

/** The part of the parser that is private to it, and the little of its result that we use. */
interface Scanner {
  parse(text: string): { getDirectives(): readonly ScannedDirective[] };
  processHeredocs(instruction: unknown, offset: number): number;
  createInstruction(dockerfile: unknown, keyword: string, start: number): ScannedInstruction;
}

interface ScannedDirective {
  getName(): string;
  getValue(): string;
  getRange(): { readonly start: Position; readonly end: Position };
}

interface ScannedInstruction {
  getKeyword(): string;
  getRange(): { readonly start: Position; readonly end: Position };
}

interface Position {
  readonly line: number;
  readonly character: number;
}

const ORIGIN: Position = { line: 0, character: 0 };

/** Stands for every instruction in dockerfile-ast's own lists, which nobody reads. */
const PLACEHOLDER: ScannedInstruction = { getKeyword: () => '', getRange: () => ({ start: ORIGIN, end: ORIGIN }) };

function scannerInto(starts: Set<number>): Scanner {
  const scanner = new Parser() as unknown as Scanner;
  scanner.processHeredocs = (_instruction, offset) => offset;
  scanner.createInstruction = (_dockerfile, _keyword, start) => {
    starts.add(start);
    return PLACEHOLDER;
  };
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

export function segmentWithDockerfileAst(text: string): RawSegments {
  const starts = new Set<number>();
  const directives = scannerInto(starts).parse(text).getDirectives();
  // Each directive has a line of its own, from the first one on.
  const lines = firstLineStarts(text, directives.length);
  const found = directives.map((directive) => directiveOf(directive, lines));
  return { directives: realDirectives(found, text), starts: [...starts] };
}
