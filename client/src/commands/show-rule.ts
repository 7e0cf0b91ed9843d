import { commands, window, workspace } from 'vscode';
import { rulePageUri } from '../rule-pages.ts';

/** Opens a rule's page, rendered; as plain text where the editor has no markdown preview. */
export async function showRule(rule: string): Promise<void> {
  const uri = rulePageUri(rule);
  try {
    await commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await window.showTextDocument(await workspace.openTextDocument(uri));
  }
}
