import { commands, type Uri, window, workspace } from 'vscode';
import { practicePageUri, rulePageUri } from '../rule-pages.ts';

export const showRule = (rule: string): Promise<void> => showPage(rulePageUri(rule));

export const showPractice = (practice: string): Promise<void> => showPage(practicePageUri(practice));

/** Opens a page, rendered; as plain text where the editor has no markdown preview. */
async function showPage(uri: Uri): Promise<void> {
  try {
    await commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await window.showTextDocument(await workspace.openTextDocument(uri));
  }
}
