import type { Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { type HostRead, MAX_BYTES, missing, ok, refused, tooManyBytes } from './reader.ts';

/** The reason in words a person knows, else the system's own code. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ELOOP: 'its links go in a circle',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  ENOSPC: 'no space is left',
  EROFS: 'the file system is read-only',
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);

export const failureReason = (error: unknown): string => {
  const code = codeOf(error);
  return REASONS[code] ?? code;
};

/** What an error of the file system means for whoever wanted to read. */
export const readFailure = (error: unknown): HostRead<never> =>
  ['ENOENT', 'ENOTDIR'].includes(codeOf(error)) ? missing : refused('access', failureReason(error));

export const kindOf = (stats: Stats): 'file' | 'folder' | 'other' => {
  if (stats.isFile()) return 'file';
  return stats.isDirectory() ? 'folder' : 'other';
};

/** Reads a regular file up to the size limit. A pipe or device is refused before it is opened: it could block forever. */
export async function readRegularFile(absolute: string, limit = MAX_BYTES): Promise<HostRead<Uint8Array>> {
  try {
    const stats = await stat(absolute);
    if (!stats.isFile()) return refused('kind', stats.isDirectory() ? 'it is a folder' : 'it is no regular file');
    if (stats.size > limit) return tooManyBytes();
    const file = await open(absolute, 'r');
    try {
      const bytes = await file.readFile();
      return bytes.length > limit ? tooManyBytes() : ok(bytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    return readFailure(error);
  }
}
