import { type CodeAction, commands, l10n, Range, type TextDocument, window, workspace } from 'vscode';
import { FIX_ALL_KIND } from '../../../server/src/lsp/messages.ts';
import { isCheckable } from '../documents.ts';

const wholeOf = (document: TextDocument): Range =>
  document.validateRange(new Range(0, 0, document.lineCount, Number.MAX_SAFE_INTEGER));

/** Applies every safe fix to the Dockerfile in the active editor: the same edit as on save. */
export async function fixAll(): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document || !isCheckable(document)) {
    void window.showInformationMessage(l10n.t('Open a Dockerfile to fix its problems.'));
    return;
  }
  const { version } = document;
  const actions = await commands.executeCommand<readonly CodeAction[] | undefined>(
    'vscode.executeCodeActionProvider',
    document.uri,
    wholeOf(document),
    FIX_ALL_KIND,
  );
  const edit = actions?.find((action) => action.kind?.value === FIX_ALL_KIND)?.edit;
  // Typed on meanwhile: the edit speaks of a text that is gone.
  if (document.version !== version) return;
  if (!edit) {
    window.setStatusBarMessage(l10n.t('Django Dockerfile: nothing that can be fixed without a review'), 4000);
    return;
  }
  await workspace.applyEdit(edit);
}
