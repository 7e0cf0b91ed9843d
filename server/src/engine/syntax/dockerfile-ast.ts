/**
 * The only importer of dockerfile-ast. We take from it how a file splits into directives, comments and instructions, and read
 * the text inside ourselves: its accessors lose spaces of exec forms, see heredoc bodies as arguments, overflow the stack on
 * malformed variables and grow faster than the file.
 */
import { DockerfileParser } from 'dockerfile-ast';
import type { Span } from '../text/span.ts';

export interface RawDirective {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

export interface RawSegments {
  readonly directives: readonly RawDirective[];
  readonly instructions: readonly Span[];
  readonly comments: readonly Span[];
}

/** Line starts as dockerfile-ast counts lines: `\n`, `\r\n` and a lone `\r`. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 && text.charCodeAt(i + 1) === 10) i++;
    if (code === 10 || code === 13) starts.push(i + 1);
  }
  return starts;
}

export function segmentWithDockerfileAst(text: string): RawSegments {
  const dockerfile = DockerfileParser.parse(text);
  const starts = lineStarts(text);
  const spanOf = (range: { start: Position; end: Position }): Span => ({
    start: (starts[range.start.line] ?? text.length) + range.start.character,
    end: (starts[range.end.line] ?? text.length) + range.end.character,
  });
  return {
    directives: dockerfile.getDirectives().map((directive) => ({
      name: directive.getName(),
      value: directive.getValue(),
      span: spanOf(directive.getRange()),
    })),
    instructions: dockerfile.getInstructions().map((instruction) => spanOf(instruction.getRange())),
    comments: dockerfile.getComments().map((comment) => spanOf(comment.getRange())),
  };
}

interface Position {
  readonly line: number;
  readonly character: number;
}
