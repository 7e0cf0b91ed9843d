import type { Span } from '../../text/span.ts';
import type { ShellText } from '../text.ts';
import { type ParseError, type PipelineNode, parse, type Script as ScriptNode } from '../unbash.ts';
import { commentsIn } from './comments.ts';
import { type CommandList, listCommands } from './lists.ts';

export interface ShellReading extends CommandList {
  /** One list of simple commands joined by `&&`, and nothing else. */
  readonly plainChain: boolean;
  readonly comments: readonly Span[];
}

const isPlain = (node: PipelineNode): boolean =>
  node.type === 'Command' && ![...node.prefix, ...node.suffix].some((each) => each.type === 'HereDoc');

function isPlainChain(script: ScriptNode, text: string): boolean {
  const [statement, ...more] = script.commands;
  if (!statement || more.length > 0 || statement.background || text.slice(statement.end).trim() !== '') return false;
  const { command } = statement;
  if (command.type === 'AndOr')
    return command.operators.every((each) => each === '&&') && command.commands.every(isPlain);
  return command.type !== 'Pipeline' && isPlain(command);
}

/** The list ends with a joiner: somebody is about to type the next command, and what stands in front is sound. */
function isHalfTyped(text: string, [first, ...more]: readonly ParseError[]): boolean {
  const end = text.trimEnd();
  return /&&$|\|$/.test(end) && first !== undefined && first.pos >= end.length && more.length === 0;
}

/** `${ command; }` of bash 5.3 without its end: the parser takes all that follows for a part of it and reports nothing. */
const OPEN_FUNCTION_SUBSTITUTION = /(?:^|[^\\])(?:\\\\)*\$\{\s[^}]*$/;

/** Undefined when the syntax is broken: the parser goes on guessing, but a guess is no ground for a finding. */
export function readShell(place: ShellText): ShellReading | undefined {
  const { text } = place;
  const script = parse(text);
  const errors = script.errors ?? [];
  if (OPEN_FUNCTION_SUBSTITUTION.test(text)) return undefined;
  if (errors.length > 0 && !isHalfTyped(text, errors)) return undefined;
  const comments = commentsIn(script, text).map(({ start, end }) => place.spanOf(start, end));
  return {
    ...listCommands(script, place),
    plainChain: errors.length === 0 && comments.length === 0 && isPlainChain(script, text),
    comments,
  };
}
