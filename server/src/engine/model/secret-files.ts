import { type SecretFileName, secretFileName } from '../data/secret-files.ts';
import { type ContextSource, contextSources } from './context-sources.ts';
import type { Instruction } from './types.ts';

/** A file of the context that a COPY or ADD names, and that may hold secrets by its name. */
export interface SecretFile extends ContextSource {
  readonly name: SecretFileName;
}

/** Files behind wildcards and in folders are not among them: nothing names them. */
export const secretFilesIn = (instruction: Instruction): readonly SecretFile[] =>
  contextSources(instruction).flatMap((source) => {
    const { copy, node } = source.copy;
    const name = secretFileName(source.path);
    return name && copy.sources.length === node.sources.length ? [{ ...source, name }] : [];
  });
