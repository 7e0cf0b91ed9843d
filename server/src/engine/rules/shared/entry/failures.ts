import { effectiveTool } from '../../../model/effective-tool.ts';
import type { Command, Script } from '../../../shell/types.ts';
import type { TextEdit } from '../../../text/edits.ts';
import type { StartedFile } from '../started.ts';
import { readShebang } from './shebang.ts';

const SETS_ERREXIT = /^[-+][a-zA-Z]{0,20}e[a-zA-Z]{0,20}$/;

/** `set -e`, `set -euo pipefail`, `set -o errexit`; also `set +e`, which shows that somebody thought of it. */
function mentionsErrexit({ commands }: Script): boolean {
  return commands.some(
    ({ tool, words }) =>
      tool?.kind === 'state' &&
      tool.front === 'set' &&
      words.some(({ text }) => SETS_ERREXIT.test(text) || text === 'errexit'),
  );
}

const OPTION = /(?:^|\s)-(?:[a-zA-Z]{0,20}e[a-zA-Z]{0,20}|o\s+errexit)(?=\s|$)/;

/** The script stops at the first failure, or says otherwise what shall happen. */
export function stopsAtFailures({ text, script, caller, use }: StartedFile): boolean {
  const options = use === 'argument' ? caller.program.map((word) => word.text).join(' ') : '';
  const shebang = readShebang(text);
  // Given to a shell by name, the first line is a comment.
  const ownOptions = use === 'program' && shebang ? ` ${shebang.argument.replace(/^-S\s/, '')}` : '';
  if (OPTION.test(options) || OPTION.test(ownOptions)) return true;
  return script !== undefined && (mentionsErrexit(script) || /\$\?|\bERR\b|\bEXIT\b|PIPESTATUS/.test(text));
}

/** Commands of manage.py whose failure means that the image must not start. */
const NEEDED = new Set(['migrate', 'collectstatic', 'compilemessages', 'check', 'loaddata', 'createcachetable']);

/** Steps whose failure nobody sees: the next line runs all the same. */
export function unseenFailures({ script }: StartedFile): readonly Command[] {
  const commands = script?.commands ?? [];
  return commands.filter((command, index) => isUnseen(command, commands, index));
}

const isUnseen = (command: Command, commands: readonly Command[], index: number): boolean =>
  isNeeded(command) && !isGuarded(commands, index);

function isNeeded(command: Command): boolean {
  const tool = effectiveTool(command);
  return tool?.kind === 'manage' && NEEDED.has(tool.action ?? '') && !command.negated && !command.background;
}

/** Something depends on the exit code: `if`, `||`, a pipe, or the script's own end. */
function isGuarded(commands: readonly Command[], index: number): boolean {
  const command = commands[index];
  if (!command || command.tail) return true;
  if (command.within === 'function' || command.within === 'substitution' || command.within === 'subshell') return true;
  // The question of an `if` or `while`; branches are conditional.
  if (command.within === 'compound' && !command.conditional) return true;
  for (const next of commands.slice(index + 1)) {
    if (next.joinedBy === '||' || next.joinedBy === '|') return true;
    if (next.joinedBy !== '&&') return false;
    if (next.tail) return true;
  }
  return true;
}

const COMPLAINS =
  /\b(?:usage|unknown|invalid|unsupported|unrecogni[sz]ed|unexpected|not (?:supported|valid|found|recogni[sz]ed))\b/i;
const PRINTS = /^(?:echo|printf)$/;

/** The last line of a fallback that does nothing but complain: the script then ends with success. */
export function silentFallback({ text, script }: StartedFile): Command | undefined {
  const { commands = [] } = script ?? {};
  return commands.find((command, index) => {
    if (!command.tail || !command.conditional || !PRINTS.test(command.name ?? '')) return false;
    if (!/^\s*(?:#[^\n]*\n\s*)?(?:;;\s*)?esac\b/.test(text.slice(command.span.end))) return false;
    const head = /\*\)[ \t]*(?:#[^\n]*)?\s*/g;
    const starts = Array.from(
      text.slice(0, command.span.start).matchAll(head),
      (match) => match.index + match[0].length,
    );
    const start = starts.at(-1);
    if (start === undefined) return false;
    const branch = commands.slice(0, index + 1).filter((each) => each.span.start >= start);
    const isOnlyThat = branch[0]?.span.start === start && branch.every(({ name }) => PRINTS.test(name ?? ''));
    return isOnlyThat && COMPLAINS.test(text.slice(start, command.span.end));
  });
}

const eolOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/**
 * `set -e` behind the first line and the comments below it. What fails when the container starts for the second time goes on doing
 * so unseen. Undefined where it would not do: the shell passes over what fails in front of `&&`.
 */
export function errexitEdits({ text, script }: Pick<StartedFile, 'text' | 'script'>): TextEdit[] | undefined {
  const { commands = [] } = script ?? {};
  const isFollowed = (command: Command, index: number): boolean =>
    isUnseen(command, commands, index) && commands[index + 1]?.joinedBy === '&&';
  if (commands.some(isFollowed)) return undefined;
  const end = /^(?:#[^\n]*(?:\n|$))*/.exec(text)?.[0].length ?? 0;
  const lead = end > 0 && text[end - 1] !== '\n' ? eolOf(text) : '';
  const repeated = commands.filter((command, index) => isFirstTimeOnly(command) && !isGuarded(commands, index));
  return [
    { span: { start: end, end }, newText: `${lead}set -e${eolOf(text)}` },
    ...repeated.map(({ span }) => ({ span: { start: span.end, end: span.end }, newText: ' || true' })),
  ];
}

/** The second time there is such a user already. */
function isFirstTimeOnly(command: Command): boolean {
  const tool = effectiveTool(command);
  return tool?.kind === 'manage' && tool.action === 'createsuperuser' && !command.negated && !command.background;
}

/** `exit 64`, the code for wrong usage, behind the complaint. */
export function exitEdits(text: string, { span }: Pick<Command, 'span'>): TextEdit[] {
  const line = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start);
  const isOwnLine = line.trim() === '';
  const newText = isOwnLine ? `${eolOf(text)}${line}exit 64` : '; exit 64';
  return [{ span: { start: span.end, end: span.end }, newText }];
}
