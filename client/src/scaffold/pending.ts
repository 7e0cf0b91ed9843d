import { FileSystemError, Uri, workspace } from 'vscode';
import type { ScaffoldPlanFile } from '../../../server/src/lsp/messages.ts';

/** A file that is about to be written. */
export interface Pending {
  readonly role: string;
  readonly path: string;
  readonly uri: Uri;
  readonly text: string;
  /** What is at that place now. `same`: this very text. */
  readonly there: 'nothing' | 'same' | 'other';
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Undefined where there is nothing. */
export async function contentAt(uri: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

/** Looks at the place itself: what a listing says may be old, and a file that is about to be replaced is worth a look. */
export const pendingFiles = (files: readonly ScaffoldPlanFile[]): Promise<readonly Pending[]> =>
  Promise.all(
    files.map(async ({ role, path, uri, text }) => {
      const address = Uri.parse(uri);
      return { role, path, uri: address, text, there: await thereOf(address, text) };
    }),
  );

async function thereOf(uri: Uri, text: string): Promise<Pending['there']> {
  try {
    const content = await contentAt(uri);
    if (!content) return 'nothing';
    return new TextDecoder().decode(content) === text ? 'same' : 'other';
  } catch {
    // A folder, or something that nobody may read.
    return 'other';
  }
}
