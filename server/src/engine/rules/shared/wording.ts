import type { Stage } from '../../model/types.ts';

/** Letters that a message may have. */
export const MESSAGE_LIMIT = 120;

/** A name from the file for a message of one line: long ones are cut in the middle, where they tell least. */
export function shortened(text: string, limit = 32): string {
  const line = text.replace(/\s+/g, ' ');
  if (line.length <= limit) return line;
  const half = (limit - 1) / 2;
  return `${line.slice(0, Math.ceil(half))}…${line.slice(line.length - Math.floor(half))}`;
}

/** How a message calls a stage. */
export const stageLabel = (stage: Stage): string =>
  stage.name ? `stage ${shortened(stage.name, 16)}` : `stage ${stage.index}`;

/** `A`, `A and B`, `A, B and C`, `A, B and 3 more`. */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.length > most ? names.slice(0, most - 1) : names;
  const rest = names.length - shown.length;
  const last = rest > 0 ? `${rest} more` : shown.at(-1);
  const first = rest > 0 ? shown : shown.slice(0, -1);
  return first.length === 0 ? (last ?? '') : `${first.join(', ')} and ${last}`;
}
