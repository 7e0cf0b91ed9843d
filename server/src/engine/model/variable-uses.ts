import type { Flag, InstructionNode } from '../syntax/nodes.ts';
import type { Span } from '../text/span.ts';

/** A `$NAME` or `${NAME}` that Docker itself expands. */
export interface VariableUse {
  readonly name: string;
  /** From the dollar sign on. */
  readonly span: Span;
}

/** Instructions whose arguments Docker expands; in the others a shell does, or nobody. */
const EXPANDED = new Set<InstructionNode['kind']>([
  'from',
  'env',
  'arg',
  'label',
  'copy',
  'add',
  'user',
  'workdir',
  'expose',
  'volume',
  'stopsignal',
]);

/** Flags that Docker takes letter by letter. */
const LITERAL_FLAGS = new Set(['from', 'mount', 'network', 'security']);

const NAMED = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/y;
/** Names that nobody can set: in `$$NAME` they are the two dollar signs alone. */
const NAMELESS = /\$(?:\d+|[@*#?$!-])/y;
/** `${NAME:+…}`: whether what stands inside counts depends on the value. */
const CONDITIONAL = /\$\{(?:[^{}]|\{[^{}]*\})*\}/y;

function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}

/** Uses that give no default: `${NAME:-x}` and its like say themselves what holds without a value. */
function* usesIn(text: string, escapeChar: string): Generator<{ name: string; start: number; end: number }> {
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === escapeChar && quote !== "'") i++;
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
    else if (char === '$' && quote !== "'") {
      const found = matchAt(NAMED, text, i);
      const end = i + (found ?? matchAt(CONDITIONAL, text, i) ?? matchAt(NAMELESS, text, i) ?? '$')[0].length;
      if (found) yield { name: found[1] ?? found[2] ?? '', start: i, end };
      i = end - 1;
    }
  }
}

const flagUses = ({ name, valueSpan }: Flag, source: string, escapeChar: string): VariableUse[] => {
  if (!valueSpan || LITERAL_FLAGS.has(name)) return [];
  const text = source.slice(valueSpan.start, valueSpan.end);
  return Array.from(usesIn(text, escapeChar), ({ name: used, start, end }) => ({
    name: used,
    span: { start: valueSpan.start + start, end: valueSpan.start + end },
  }));
};

const holdsVariable = ({ value }: Flag): boolean => value?.includes('$') === true;

const NO_USES: readonly VariableUse[] = [];

/** The variables of an instruction that Docker expands without a default, in order. */
export function variableUses(node: InstructionNode, source: string, escapeChar: string): readonly VariableUse[] {
  const { args, flags } = node;
  if (!EXPANDED.has(node.kind) || !(args.text.includes('$') || flags.some(holdsVariable))) return NO_USES;
  return [
    ...flags.flatMap((flag) => flagUses(flag, source, escapeChar)),
    ...Array.from(usesIn(args.text, escapeChar), ({ name, start, end }) => ({ name, span: args.spanOf(start, end) })),
  ];
}
