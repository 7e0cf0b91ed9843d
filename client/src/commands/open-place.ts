import { Range, Uri, window } from 'vscode';

/** Opens a file at a line, counted from 1. The editor's own command would look for the file where its window is, not where we are. */
export async function openPlace(address: unknown, line: unknown): Promise<void> {
  if (typeof address !== 'string' || typeof line !== 'number') return;
  await window.showTextDocument(Uri.parse(address), { selection: new Range(line - 1, 0, line - 1, 0) });
}
