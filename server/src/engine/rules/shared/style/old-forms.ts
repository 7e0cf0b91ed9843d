import { writeWithEquals } from '../../../fix/old-pairs.ts';
import { inlineComments } from '../../../model/inline-comments.ts';
import type { Model } from '../../../model/types.ts';
import type { PairsNode, WordsNode } from '../../../syntax/nodes.ts';
import { shortened } from '../wording.ts';
import type { Mend, StyleProblem } from './mend.ts';

/** `ENV NAME value` and `LABEL key value`. */
export function* oldPairs({ syntax }: Model): Generator<StyleProblem> {
  for (const node of syntax.instructions) {
    if ((node.kind !== 'env' && node.kind !== 'label') || !node.legacy) continue;
    const [pair] = node.pairs;
    if (!pair?.value) continue;
    // Where the value ends with what looks like a comment, that has to be settled first.
    const isNoted = inlineComments(node, syntax.escape).comments.some(({ spaced }) => spaced);
    yield {
      span: pair.span,
      message: messageOf(node, pair.name, pair.value.text),
      tags: ['deprecated'],
      data: isNoted ? undefined : withEquals(node, syntax.text),
    };
  }
}

function messageOf({ keyword }: PairsNode, name: string, value: string): string {
  const shown = shortened(name);
  return value.startsWith('=')
    ? `${keyword} ${shown} = … is the old form: the value begins with the equals sign`
    : `${keyword} ${shown} without an equals sign is the old form: it takes the rest of the line as one value`;
}

const withEquals = (node: PairsNode, text: string): Mend => ({
  title: 'Write NAME=value',
  safety: 'safe',
  write: (draft) => (writeWithEquals(draft, text, node) ? draft : draft.refuse()),
});

const AUTHORS = 'org.opencontainers.image.authors';

/** MAINTAINER, which a label has replaced. */
export function* maintainers(model: Model): Generator<StyleProblem> {
  const { instructions } = model.syntax;
  const hasLabel = instructions.some(
    (node) => node.kind === 'label' && node.pairs.some(({ name }) => name === AUTHORS),
  );
  for (const node of instructions) {
    if (node.kind !== 'maintainer' || !node.words[0]) continue;
    yield {
      span: node.keywordSpan,
      message: `MAINTAINER is deprecated: the label ${AUTHORS} has taken its place`,
      tags: ['deprecated'],
      data: { title: 'Write a label', safety: hasLabel ? 'review' : 'safe', write: (draft) => asLabel(draft, node) },
    };
  }
}

function asLabel(draft: Parameters<Mend['write']>[0], { words, keywordSpan }: WordsNode) {
  const [word] = words;
  const name = /^"([^"]*)"$/.exec(word?.text ?? '')?.[1] ?? word?.text ?? '';
  // MAINTAINER takes every letter as it stands; between quotes some mean more.
  if (!word || /["\\`$]/.test(name)) return draft.refuse();
  return draft.replace({ start: keywordSpan.start, end: word.span.end }, `LABEL ${AUTHORS}="${name}"`);
}
