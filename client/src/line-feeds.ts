import { type CodeAction, type Command, EndOfLine, TextEdit, Uri } from 'vscode';
import type { ActionData } from '../../server/src/lsp/messages.ts';

const dataOf = (action: CodeAction | Command): ActionData | undefined =>
  'data' in action ? (action.data as ActionData | undefined) : undefined;

/** The protocol cannot say that a file's lines shall end in another way, and an edit of the editor can. */
export function withLineFeeds<Action extends CodeAction | Command>(action: Action): Action {
  const data = dataOf(action);
  if (!data || !('edit' in action) || !action.edit) return action;
  const { label, description } = data;
  for (const uri of data.lineFeeds) {
    action.edit.set(Uri.parse(uri), [
      [TextEdit.setEndOfLine(EndOfLine.LF), { label, description, needsConfirmation: true }],
    ]);
  }
  return action;
}
