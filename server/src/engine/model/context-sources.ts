import type { Token } from '../syntax/nodes.ts';
import type { CopyInstruction, Instruction } from './types.ts';

/** A path or pattern of the build context that a COPY or ADD names. */
export interface ContextSource {
  /** In the build context; `.` is all of it. */
  readonly path: string;
  /** The word that names it. */
  readonly token: Token;
  readonly copy: CopyInstruction;
}

export const isPattern = (path: string): boolean => /[*?[\\]/.test(path);

/** What an instruction takes from the context, as far as it is known. */
export function contextSources(instruction: Instruction): readonly ContextSource[] {
  if (instruction.kind !== 'copy' && instruction.kind !== 'add') return [];
  const { copy, node } = instruction;
  // Behind a note's mark stands nothing that is meant as a path, and in front of it the destination.
  const note = node.json ? -1 : node.sources.findIndex(({ text, quoted }) => text === '#' && !quoted);
  const count = note === -1 ? node.sources.length : note - 1;
  // Addresses and heredocs are no files of the context; with one among them nobody knows which word is which.
  if (copy.origin.kind !== 'context' || copy.sources.length !== count) return [];
  return copy.sources.flatMap((source, index) => {
    const token = node.sources[index];
    return source.known && token ? [{ path: source.value, token, copy: instruction }] : [];
  });
}
