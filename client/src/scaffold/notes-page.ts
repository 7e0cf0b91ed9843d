import { Uri, window, workspace } from 'vscode';
import { PAGE_SCHEME, type ScaffoldPlanParams } from '../../../server/src/lsp/messages.ts';
import { MEND } from '../command-ids.ts';
import type { LinkedText } from '../linked-text.ts';
import { notesText } from './notes-text.ts';
import type { ScaffoldServer } from './scaffold-server.ts';

export const NOTES_PAGE = '/still-needed.md';

/** Which set-up a page speaks of: it is asked about anew whenever the project changes. */
export interface NotesOf {
  /** What the project is called. */
  readonly name: string;
  readonly plan: ScaffoldPlanParams;
}

export async function showNotes(of: NotesOf): Promise<void> {
  const uri = Uri.from({ scheme: PAGE_SCHEME, path: NOTES_PAGE, query: JSON.stringify(of) });
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
}

export const notesPage =
  (server: ScaffoldServer) =>
  async (query: string): Promise<LinkedText> => {
    const { name, plan } = JSON.parse(query) as NotesOf;
    const planned = await server.plan(plan);
    const mend = (title: string): string => `command:${MEND}?${encodeURIComponent(JSON.stringify([plan, title]))}`;
    return notesText(name, planned?.notes ?? [], mend);
  };
