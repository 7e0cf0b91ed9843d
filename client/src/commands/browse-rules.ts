import { l10n, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { RULES_REQUEST, type RuleSummary } from '../../../server/src/lsp/messages.ts';
import { showRule } from './show-rule.ts';

/** Every rule to choose from; the chosen one's page opens. */
export async function browseRules(client: BaseLanguageClient): Promise<void> {
  await client.start();
  const rules = await client.sendRequest<readonly RuleSummary[]>(RULES_REQUEST);
  const items = rules.map(({ id, category, severity, summary }) => ({
    label: id,
    description: `${category} · ${severity}`,
    detail: summary,
  }));
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Rules of Django Dockerfile'),
    placeHolder: l10n.t('Choose a rule to read its page'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen) await showRule(chosen.label);
}
