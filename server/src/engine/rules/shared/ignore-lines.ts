import type { FixDraft } from '../../fix/builder.ts';
import type { ProjectFacts } from '../../project/types.ts';

/** Lines that mean nothing but what they name. */
const PLAIN = /^(?:!|\*\*\/)?[\w.@+-][\w./@ +-]*$/;

export const isPlainLine = (line: string): boolean => PLAIN.test(line) && !line.endsWith(' ');

/** Puts lines at the end of the ignore file, where they outrank those above, or into a new one; undefined where none is known. */
export function withIgnoreLines(draft: FixDraft, facts: ProjectFacts, lines: readonly string[]): FixDraft | undefined {
  const { context, dockerignore } = facts;
  if (!dockerignore.known) return undefined;
  if (dockerignore.value) return draft.appendLines(dockerignore.value.path, dockerignore.value.text, lines);
  if (!context.known) return undefined;
  const { root } = context.value;
  return draft.create(root === '' ? '.dockerignore' : `${root}/.dockerignore`, `${lines.join('\n')}\n`);
}
