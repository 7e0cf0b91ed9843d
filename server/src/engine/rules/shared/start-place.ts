import { commentsAbove, type FixDraft } from '../../fix/builder.ts';
import type { Model, Stage } from '../../model/types.ts';
import type { Span } from '../../text/span.ts';
import type { Start } from './start.ts';

/** Where to show what concerns the start of an image and stands elsewhere: at its own CMD or ENTRYPOINT, else at its FROM. */
export function placeOfStart({ stage, entrypoint, command }: Start): Span {
  const start = command ?? entrypoint;
  return start?.stage === stage ? start.node.keywordSpan : (stage.from.image?.span ?? stage.from.span);
}

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
