import { l10n, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { PRACTICES_REQUEST, type PracticeSummary } from '../../../server/src/lsp/messages.ts';
import { showPractice } from './show-rule.ts';

/** Every practice to choose from; the chosen one's page opens. */
export async function browsePractices(client: BaseLanguageClient): Promise<void> {
  await client.start();
  const practices = await client.sendRequest<readonly PracticeSummary[]>(PRACTICES_REQUEST);
  const items = practices.map(({ id, title, summary }) => ({ id, label: title, detail: summary }));
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Practices for images of Django projects'),
    placeHolder: l10n.t('Choose a practice to read its page'),
    matchOnDetail: true,
  });
  if (chosen) await showPractice(chosen.id);
}
