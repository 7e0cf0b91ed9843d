import type { KeyValue, PairsNode } from '../syntax/nodes.ts';
import type { FixDraft } from './builder.ts';

/** Takes one `NAME=value` out of an ENV or ARG; one that sets nothing else goes as a whole. */
export function removePair(draft: FixDraft, node: PairsNode, pair: KeyValue): void {
  const index = node.pairs.indexOf(pair);
  const [previous, next] = [node.pairs[index - 1], node.pairs[index + 1]];
  if (previous) draft.remove({ start: previous.span.end, end: pair.span.end });
  else if (next) draft.remove({ start: pair.span.start, end: next.span.start });
  else draft.removeInstruction(node);
}
