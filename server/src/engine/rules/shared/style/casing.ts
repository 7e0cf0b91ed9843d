import type { Model } from '../../../model/types.ts';
import type { FromNode, InstructionNode } from '../../../syntax/nodes.ts';
import { remembered } from '../../../text/remembered.ts';
import { textAt } from '../../../text/span.ts';
import type { StyleProblem } from './mend.ts';

type Casing = 'upper' | 'lower';

const inCasing = (text: string, casing: Casing): string =>
  casing === 'lower' ? text.toLowerCase() : text.toUpperCase();

interface FileCasing {
  readonly usual: Casing;
  /** Every keyword is in upper case. */
  readonly isPlain: boolean;
}

/** Most instructions decide; upper case where both are as many. */
const casingOf = remembered(({ syntax }: Model): FileCasing => {
  let upper = 0;
  let lower = 0;
  for (const { keywordSpan, keyword } of syntax.instructions) {
    const text = textAt(syntax.text, keywordSpan);
    if (text === keyword) upper++;
    else if (text === keyword.toLowerCase()) lower++;
  }
  return { usual: lower > upper ? 'lower' : 'upper', isPlain: upper === syntax.instructions.length };
});

/** Keywords that are written another way than most of the file's. */
export function* keywordCasing(model: Model): Generator<StyleProblem> {
  const { text, instructions } = model.syntax;
  const { usual, isPlain } = casingOf(model);
  if (isPlain) return;
  for (const node of instructions) {
    const found = textAt(text, node.keywordSpan);
    const isUpper = found === node.keyword;
    const wanted = isUpper && usual === 'upper' ? found : inCasing(found, usual);
    if (found === wanted || node.kind === 'unknown') continue;
    yield {
      span: node.keywordSpan,
      message: `${found} is written ${wanted} in most of this file`,
      data: {
        title: `Write ${wanted}`,
        safety: 'safe',
        write: (draft) => {
          // BuildKit wants AS to look like its FROM.
          if (node.kind === 'from' && node.as) draft.replace(node.as.span, inCasing(node.as.text, usual));
          return draft.replace(node.keywordSpan, wanted);
        },
      },
    };
  }
}

/** `FROM image as name`: both words are one instruction. */
export function* asCasing(model: Model): Generator<StyleProblem> {
  const { text, instructions } = model.syntax;
  const { usual } = casingOf(model);
  for (const node of instructions) {
    if (!isFromWithName(node)) continue;
    const from = textAt(text, node.keywordSpan);
    // The keyword itself is a finding, and its fix changes both.
    if (from !== inCasing(from, usual)) continue;
    const wanted = inCasing(node.as.text, usual);
    if (node.as.text === wanted) continue;
    yield {
      span: node.as.span,
      message: `${node.as.text} does not look like its ${from}: BuildKit warns in every build`,
      data: {
        title: `Write ${wanted}`,
        safety: 'safe',
        write: (draft) => draft.replace(node.as.span, wanted),
      },
    };
  }
}

const isFromWithName = (node: InstructionNode): node is FromNode & { readonly as: NonNullable<FromNode['as']> } =>
  node.kind === 'from' && node.as !== undefined;
