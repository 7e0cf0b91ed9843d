import type { ConfigNode } from '../nodes/nodes.ts';

/** Settings as an editor hands them over. Depth is bounded: nothing of ours nests deeper than a rule's options. */
export function jsonNode(value: unknown, depth = 0): ConfigNode {
  const span = undefined;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return { kind: 'value', span, value };
  }
  if (typeof value !== 'object' || value === null || depth > 8) return { kind: 'value', span, value: undefined };
  if (Array.isArray(value)) return { kind: 'list', span, items: value.map((item) => jsonNode(item, depth + 1)) };
  const entries = Object.entries(value).map(([name, item]) => ({
    name,
    nameSpan: undefined,
    value: jsonNode(item, depth + 1),
  }));
  return { kind: 'table', span, entries };
}
