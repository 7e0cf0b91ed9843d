import { commentsAbove, type FixDraft } from '../../fix/builder.ts';
import type { Model, Stage } from '../../model/types.ts';

/** Puts lines in front of the start command of a stage, or at its end where it has none. */
export function insertBeforeStart(
  draft: FixDraft,
  { syntax }: Model,
  stage: Stage,
  lines: readonly string[],
): FixDraft {
  const next = stage.instructions.find(({ kind }) => kind === 'cmd' || kind === 'entrypoint');
  if (next) return draft.insertLinesBefore(commentsAbove(syntax, next)[0] ?? next, lines);
  return draft.insertLinesAfter(stage.instructions.at(-1) ?? stage.from, lines);
}
