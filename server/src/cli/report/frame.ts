import { printable } from '../terminal.ts';
import type { Range } from './positions.ts';

const WIDTH = 120;
/** What is shown before a place that stands far to the right. */
const LEAD = 20;

export interface Frame {
  readonly gutter: string;
  readonly code: string;
  readonly marks: string;
}

/** The finding's first line, and marks under the part it is about. */
export function codeFrame(lines: readonly string[], { start, end }: Range): Frame {
  const line = lines[start.line - 1] ?? '';
  const from = start.column - 1;
  const to = end.line > start.line ? line.length : end.column - 1;
  const cut = to > WIDTH ? Math.max(0, from - LEAD) : 0;
  const shown = line.slice(cut, cut + WIDTH);
  // A tab before the marks stays a tab, so that both lines move alike.
  const indent = shown.slice(0, from - cut).replace(/[^\t]/g, ' ');
  const length = Math.max(1, Math.min(to, cut + WIDTH) - from);
  return { gutter: String(start.line), code: printable(shown), marks: indent + '^'.repeat(length) };
}
