import type { FixDraft } from '../../../fix/builder.ts';
import type { Model, Stage } from '../../../model/types.ts';
import type { Token } from '../../../syntax/nodes.ts';
import { type Span, textAt } from '../../../text/span.ts';
import { shortened } from '../wording.ts';
import type { StyleProblem } from './mend.ts';

/** Names that mean something to BuildKit itself. */
const RESERVED = new Set(['scratch', 'context']);

/** Stages whose name is taken, reserved, or not in lower case. */
export function* stageNames(model: Model): Generator<StyleProblem> {
  const first = new Map<string, Token>();
  for (const stage of model.stages) {
    const { alias } = stage.from;
    if (!alias || /[$"']/.test(alias.text)) continue;
    const name = alias.text.toLowerCase();
    const shown = shortened(alias.text);
    const earlier = first.get(name);
    if (!earlier) first.set(name, alias);
    if (earlier) {
      yield {
        span: alias.span,
        message: `There is a stage ${shown} already: --from and --target only find the last one`,
        related: [{ span: earlier.span, message: `The first stage ${shown}` }],
        data: undefined,
      };
    } else if (RESERVED.has(name)) {
      yield { span: alias.span, message: `${shown} means something else to BuildKit than this stage`, data: undefined };
    } else if (alias.text !== name) {
      yield {
        span: alias.span,
        message: `Stage names are lower case: Docker takes ${shown} for ${shortened(name)}, other builders do not`,
        data: {
          title: 'Write the name in lower case',
          safety: 'review',
          write: (draft) => rename(draft, model, stage, name),
        },
      };
    }
  }
}

function rename(draft: FixDraft, model: Model, stage: Stage, name: string): FixDraft {
  for (const span of [stage.from.alias?.span, ...referencesTo(model, stage.name ?? '')])
    if (span) draft.replace(span, name);
  return draft;
}

/** Where the file names a stage. */
function* referencesTo({ stages, syntax }: Model, name: string): Generator<Span> {
  for (const { from, instructions } of stages) {
    if (from.image?.text.toLowerCase() === name.toLowerCase()) yield from.image.span;
    for (const { node } of instructions) {
      if (node.kind === 'copy' && node.from?.valueSpan) {
        const { valueSpan } = node.from;
        if (textAt(syntax.text, valueSpan).toLowerCase() === name.toLowerCase()) yield valueSpan;
      }
      if (node.kind !== 'run') continue;
      for (const { key, value, span } of node.mounts.flatMap(({ options }) => options)) {
        if (key !== 'from' || value?.toLowerCase() !== name.toLowerCase()) continue;
        const at = { start: span.end - value.length, end: span.end };
        if (textAt(syntax.text, at) === value) yield at;
      }
    }
  }
}
