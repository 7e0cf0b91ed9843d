import { type ConfigNode, describeNode } from '../nodes/nodes.ts';

/** An option's spec as validation sees it: rules declare it by type, settings come without one. */
export interface OptionCheck {
  readonly type: 'string' | 'boolean' | 'integer';
  readonly default: unknown;
  readonly choices?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

export type OptionResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly wanted: string };

/** Checks one option's value; `wanted` says what would be right and what was found. */
export function readOption(spec: OptionCheck, node: ConfigNode): OptionResult {
  const value = node.kind === 'value' ? node.value : undefined;
  const wanted = fits(spec, value) ? undefined : wantedValue(spec);
  return wanted === undefined
    ? { ok: true, value }
    : { ok: false, wanted: `expected ${wanted}, found ${describeNode(node)}` };
}

function fits(spec: OptionCheck, value: unknown): boolean {
  if (spec.type === 'boolean') return typeof value === 'boolean';
  if (spec.type === 'integer') {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return false;
    return value >= (spec.minimum ?? value) && value <= (spec.maximum ?? value);
  }
  if (typeof value !== 'string') return false;
  if (spec.choices && !spec.choices.includes(value)) return false;
  return spec.pattern === undefined || new RegExp(spec.pattern, 'u').test(value);
}

function wantedValue(spec: OptionCheck): string {
  if (spec.type === 'boolean') return 'true or false';
  if (spec.type === 'string') {
    if (spec.choices) return `one of ${spec.choices.map((choice) => JSON.stringify(choice)).join(', ')}`;
    return spec.pattern === undefined ? 'a string' : `a string that matches ${spec.pattern}`;
  }
  if (spec.minimum !== undefined && spec.maximum !== undefined) {
    return `a whole number from ${spec.minimum} to ${spec.maximum}`;
  }
  if (spec.minimum !== undefined) return `a whole number of at least ${spec.minimum}`;
  return spec.maximum === undefined ? 'a whole number' : `a whole number of at most ${spec.maximum}`;
}
