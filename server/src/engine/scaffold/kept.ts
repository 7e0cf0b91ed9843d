import type { FileRole, ScaffoldFile } from './types.ts';

/**
 * What is left to write when somebody keeps their own file for some roles. An override of ours would change what another compose file
 * says, without being asked.
 */
export const withoutKept = (files: readonly ScaffoldFile[], kept: ReadonlySet<FileRole>): readonly ScaffoldFile[] =>
  files.filter(({ role }) => !kept.has(role) && !(role === 'override' && kept.has('compose')));
