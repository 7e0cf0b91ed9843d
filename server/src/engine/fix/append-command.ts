import type { RunInstruction } from '../model/types.ts';
import type { Command } from '../shell/types.ts';
import type { DockerfileSyntax } from '../syntax/nodes.ts';
import { indentAt } from '../text/lines.ts';
import type { FixDraft } from './builder.ts';
import { chainStyle, lineJoiner } from './chain-style.ts';
import type { Safety } from './fix.ts';

const LEAVES = new Set(['exit', 'return']);

/** Nothing that stands behind it in the list runs any more. */
const endsTheShell = ({ tool, wrappers }: Command): boolean =>
  wrappers.includes('exec') || (tool?.kind === 'state' && LEAVES.has(tool.front));

/** Its words go on in other lines, and may swallow what follows. */
const opensHeredoc = ({ redirects }: Command): boolean =>
  redirects.some(({ operator }) => operator === '<<' || operator === '<<-');

/** `set -e`, in any spelling. */
export const setsErrexit = ({ tool }: Command): boolean =>
  tool?.kind === 'state' &&
  tool.front === 'set' &&
  (tool.options.some((option) => option.name === '-e') || tool.args.some((word) => word.literal === 'errexit'));

const unsetsErrexit = ({ tool }: Command): boolean =>
  tool?.kind === 'state' && tool.front === 'set' && tool.args.some((word) => /^\+\w*[eo]/.test(word.text));

/**
 * The last command's failure ends the script by itself: `set -e` comes first and stays on, and the command is a statement of its
 * own, for `-e` forgives a failure in front of `&&`.
 */
function stopsOnFailure({ script: { commands } }: RunInstruction, last: Command): boolean {
  const [first] = commands;
  if (!first || !setsErrexit(first) || commands.some(unsetsErrexit)) return false;
  return last.joinedBy === ';' && !last.negated;
}

/**
 * Adds a command to the end of a RUN, such that it runs once the last one has succeeded and the RUN fails whenever it failed
 * before. `review` where what stands there makes one wonder. Undefined where nothing can follow.
 */
export function appendCommand(
  draft: FixDraft,
  syntax: DockerfileSyntax,
  run: RunInstruction,
  command: string,
): Safety | undefined {
  const { script, node } = run;
  const last = script.top.at(-1);
  if (node.command.form !== 'shell' || !last || last.background || script.top.some(endsTheShell)) return undefined;
  if (script.commands.some(opensHeredoc)) return undefined;
  const rest = syntax.text.slice(last.span.end, script.text.span.end).split(/\r?\n/);
  // A `;` and comments may stay where they are; anything else belongs to a compound command.
  if (!rest.every((line) => /^\s*;?\s*(?:#.*)?$/.test(line))) return undefined;
  const [heredoc, ...more] = node.heredocs;
  if (heredoc && (more.length > 0 || script.text.span.start !== heredoc.body.start)) return undefined;
  const aside = stopsOnFailure(run, last);
  if (heredoc && aside) {
    const line = indentAt(syntax.text, last.span.start) + command + syntax.eol;
    draft.insert(heredoc.terminator.start, line);
    return 'safe';
  }
  const joiner = heredoc ? ' && ' : joinerBehind(draft, syntax, run, aside ? ';' : '&&', command);
  draft.insert(last.span.end, joiner + command);
  return last.conditional || rest.join('').trim() !== '' ? 'review' : 'safe';
}

/** On a line of its own where the commands of the RUN stand on lines of their own, or what is added has several. */
function joinerBehind(
  draft: FixDraft,
  syntax: DockerfileSyntax,
  run: RunInstruction,
  operator: '&&' | ';',
  command: string,
): string {
  const { top } = run.script;
  const [first, last] = [top[0], top.at(-1)];
  const between = first && last ? syntax.text.slice(first.span.end, last.span.start) : '';
  const isLong = between.includes('\n') || command.includes('\n');
  if (isLong) return lineJoiner(draft, chainStyle(syntax, run), operator);
  return operator === ';' ? '; ' : ' && ';
}
