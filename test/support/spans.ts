import type { Model } from '../../server/src/engine/model/types.ts';
import type { InstructionNode } from '../../server/src/engine/syntax/nodes.ts';
import { contains, type Span } from '../../server/src/engine/text/span.ts';

interface NamedSpan {
  readonly name: string;
  readonly span: Span;
}

/** Every object with a start and an end below a value, with the way to it; what it belongs to (a stage, a parent) is not below it. */
export function* spansBelow(value: unknown, name: string, seen = new Set<object>()): Generator<NamedSpan> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (isSpan(value)) yield { name, span: value };
  for (const [key, child] of Object.entries(value))
    if (!UPWARD.has(key)) yield* spansBelow(child, `${name}.${key}`, seen);
}

const UPWARD = new Set(['stage', 'before', 'parent', 'ancestry', 'base', 'state']);

const isSpan = (value: object): value is Span =>
  'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number';

/** What is wrong with the spans of a model: outside of the text, or of the instruction they belong to. */
export function* misplacedSpans({ syntax, stages }: Model): Generator<string> {
  const whole: Span = { start: 0, end: syntax.text.length };
  const check = function* (spans: Iterable<NamedSpan>, within: Span): Generator<string> {
    for (const { name, span } of spans) {
      const bad = span.start > span.end || !contains(within, span);
      if (bad) yield `${name} is ${span.start}-${span.end}, outside of ${within.start}-${within.end}`;
    }
  };
  yield* check(spansBelow(syntax.directives, 'directives'), whole);
  yield* check(spansBelow(syntax.comments, 'comments'), whole);
  for (const node of syntax.instructions) yield* check(spansBelow(node, node.keyword), node.span);
  yield* check(ordered(syntax.instructions), whole);
  for (const stage of stages) {
    for (const instruction of stage.instructions) {
      if (!('script' in instruction)) continue;
      const commands = instruction.script?.commands ?? [];
      yield* check(
        commands.flatMap((command) => [
          ...spansBelow({ span: command.span, words: command.words }, instruction.node.keyword),
        ]),
        instruction.span,
      );
    }
  }
}

/** The gaps between instructions: negative where two overlap. */
function* ordered(nodes: readonly InstructionNode[]): Generator<NamedSpan> {
  for (const [index, node] of nodes.entries()) {
    const next = nodes[index + 1];
    if (next)
      yield { name: `${node.keyword} before ${next.keyword}`, span: { start: node.span.end, end: next.span.start } };
  }
}
