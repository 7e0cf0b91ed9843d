import { type Uri, WorkspaceEdit, workspace } from 'vscode';
import { bytesOf, contentAt, type Pending } from './pending.ts';

/** Writes all files or none, as one edit that can be undone. False when it could not be done. */
export async function writeAll(files: readonly Pending[]): Promise<boolean> {
  const before = await contents(files);
  if (!before) return false;
  const edit = new WorkspaceEdit();
  for (const { uri, text, there } of files)
    edit.createFile(uri, { overwrite: there !== 'nothing', contents: bytesOf(text) });
  if (await workspace.applyEdit(edit)) return true;
  // The editor stops at what fails, and leaves what it has done by then.
  for (const { uri, text, content } of before) await takeBack(uri, text, content);
  return false;
}

/** Undefined where something is in the way that could not be put back. */
async function contents(files: readonly Pending[]) {
  try {
    return await Promise.all(files.map(async (file) => ({ ...file, content: await contentAt(file.uri) })));
  } catch {
    return undefined;
  }
}

async function takeBack(uri: Uri, text: string, before: Uint8Array | undefined): Promise<void> {
  const now = await contentAt(uri).catch(() => undefined);
  if (!now || new TextDecoder().decode(now) !== text) return;
  if (before) await workspace.fs.writeFile(uri, before);
  else await workspace.fs.delete(uri);
}
