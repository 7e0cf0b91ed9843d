import { type SecretFileName, secretFileName } from '../data/secret-files.ts';
import type { Token } from '../syntax/nodes.ts';
import type { CopyInstruction, Instruction } from './types.ts';

/** A file of the context that a COPY or ADD names, and that may hold secrets by its name. */
export interface SecretFile {
  /** In the build context. */
  readonly path: string;
  readonly name: SecretFileName;
  /** The word that names it. */
  readonly token: Token;
  readonly copy: CopyInstruction;
}

/** Files behind wildcards and in folders are not among them: nothing names them. */
export function secretFilesIn(instruction: Instruction): readonly SecretFile[] {
  if (instruction.kind !== 'copy' && instruction.kind !== 'add') return [];
  const { copy, node } = instruction;
  // Addresses and heredocs are no files of the context; with one among them nobody knows which word is which.
  if (copy.origin.kind !== 'context' || copy.sources.length !== node.sources.length) return [];
  return copy.sources.flatMap((source, index) => {
    const token = node.sources[index];
    const name = source.known ? secretFileName(source.value) : undefined;
    return source.known && name && token ? [{ path: source.value, name, token, copy: instruction }] : [];
  });
}
