import { l10n, Range, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { ScaffoldNoteEdit, ScaffoldPlanParams } from '../../../server/src/lsp/messages.ts';
import type { ScaffoldServer } from '../scaffold/scaffold-server.ts';

/** Shows what would mend something that a project still needs; whoever looks at it decides. */
export async function mend(server: ScaffoldServer, params: ScaffoldPlanParams, title: string): Promise<void> {
  // Planned anew: the edits that a page was made with may be for texts that are gone.
  const plan = await server.plan(params);
  const found = plan?.notes.find(({ edit }) => edit?.title === title)?.edit;
  const edit = found && (await editOf(found));
  if (edit) await workspace.applyEdit(edit);
  else void window.showInformationMessage(l10n.t('The project has changed meanwhile: nothing of that is left to do.'));
}

/** Undefined where a file is no longer what the edits were made for. */
async function editOf({ title, files }: ScaffoldNoteEdit): Promise<WorkspaceEdit | undefined> {
  const result = new WorkspaceEdit();
  for (const { uri, text, edits } of files) {
    const document = await workspace.openTextDocument(Uri.parse(uri));
    if (withLineFeeds(document.getText()) !== withLineFeeds(text)) return undefined;
    for (const { range, newText } of edits) {
      const { start, end } = range;
      const place = new Range(start.line, start.character, end.line, end.character);
      result.replace(document.uri, place, newText, { label: title, needsConfirmation: true });
    }
  }
  return result;
}

/** The editor gives all lines of a document one end. */
const withLineFeeds = (text: string): string => text.replaceAll('\r\n', '\n');
