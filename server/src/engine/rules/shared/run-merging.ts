import type { RunInstruction } from '../../model/types.ts';
import type { Command } from '../../shell/types.ts';
import type { DockerfileSyntax } from '../../syntax/nodes.ts';
import { textAt } from '../../text/span.ts';
import type { Safety } from '../define.ts';

/** The RUN is a text of one shell, to which another one can be joined. */
export const hasShellText = ({ node, script }: RunInstruction): boolean =>
  node.command.form === 'shell' && node.heredocs.length === 0 && !node.unterminatedHeredoc && !script.opaque;

/** Mounts, network and security: a RUN can have them only once. */
const flagsOf = ({ node }: RunInstruction, { text }: DockerfileSyntax): string =>
  node.flags
    .map((flag) => textAt(text, flag.span))
    .sort()
    .join(' ');

export const haveSameFlags = (one: RunInstruction, other: RunInstruction, syntax: DockerfileSyntax): boolean =>
  flagsOf(one, syntax) === flagsOf(other, syntax);

/** State that changes what a command behind it sees, but not where it works or whether it runs. */
const LEAKS = new Set(['export', 'set', 'unset', 'umask', 'ulimit', 'shopt', 'alias']);

/** Whether a command means the same when others stand behind it in one shell. `undefined`: it does not. */
function safetyInFront({ tool, words, wrappers }: Command): Safety | undefined {
  if (wrappers.includes('exec')) return undefined;
  // A bare assignment stays as well.
  if (words.length === 0) return 'review';
  if (tool?.kind !== 'state') return 'safe';
  return LEAKS.has(tool.front) ? 'review' : undefined;
}

/** A shell remembers where it found pip: one that replaces itself elsewhere on PATH is still run from the old place. */
const movesPip = ({ stage, script }: RunInstruction): boolean =>
  stage.base.family !== 'python' &&
  script.commands.some(
    ({ tool }) => tool?.kind === 'pip' && tool.targets.some((word) => /^["']?pip\b/.test(word.text)),
  );

/** Each RUN of a login or interactive shell reads the profile again. */
const readsProfile = ({ before }: RunInstruction): boolean =>
  before.shell.some((word) => /^-\w*[li]|^--login$/.test(word)) || before.variable('BASH_ENV') !== undefined;

/** How safely the RUNs are joined with `&&`; undefined where that would change what a command does, or whether it runs. */
export function mergeSafety(runs: readonly RunInstruction[]): Safety | undefined {
  if (!runs.every(({ script }) => script.plainChain)) return undefined;
  const inFront = runs.slice(0, -1).flatMap(({ script }) => script.commands);
  const safeties = new Set(inFront.map(safetyInFront));
  if (safeties.has(undefined)) return undefined;
  return safeties.has('review') || runs.some((run) => movesPip(run) || readsProfile(run)) ? 'review' : 'safe';
}
