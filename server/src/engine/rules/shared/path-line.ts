import { isHarmlessProgram } from '../../data/python-tools.ts';
import { commentsAbove, type FixDraft } from '../../fix/builder.ts';
import type { Instruction, Model, Stage } from '../../model/types.ts';
import { commandsOf } from './commands.ts';
import { behindTheWork } from './placement.ts';

/** Needs no quotes, and means nothing to Docker or a shell. */
const PLAIN_PATH = /^\/[\w./@+-]+$/;

/** A command for which it is all the same what stands on PATH, or that needs the environment there. */
const MINDS_NOT = new Set(['apt', 'apk', 'user', 'files', 'download', 'state', 'manage']);

/** A RUN to which an environment in front of PATH makes no difference but the one wanted. */
function isIndifferent(instruction: Instruction): boolean {
  if (instruction.kind !== 'run') return instruction.kind !== 'onbuild' && instruction.kind !== 'unknown';
  const { script } = instruction;
  return (
    !script.opaque &&
    commandsOf(script).every(({ tool, name, words, inner }) =>
      tool ? MINDS_NOT.has(tool.kind) : words.length === 0 || inner !== undefined || isHarmlessProgram(name ?? ''),
    )
  );
}

/**
 * Puts a folder of programs in front of PATH for the start command of a stage: behind what brings the folder, or behind all the
 * work where a RUN in between might take another program for it. False where it cannot be written.
 */
export function putOnPath(
  draft: FixDraft,
  { syntax }: Model,
  stage: Stage,
  bringer: Instruction,
  folder: string,
): boolean {
  if (!PLAIN_PATH.test(folder)) return false;
  const line = `ENV PATH="${folder}:$PATH"`;
  const isOwn = bringer.stage === stage;
  const later = stage.instructions.slice(isOwn ? bringer.index + 1 : 0);
  if (later.every(isIndifferent)) {
    draft.insertLinesAfter(isOwn ? bringer : stage.from, [line]);
    return true;
  }
  const { last, next } = behindTheWork(stage);
  if (next) draft.insertLinesBefore(commentsAbove(syntax, next)[0] ?? next, [line]);
  else draft.insertLinesAfter(last ?? stage.from, [line]);
  return true;
}
