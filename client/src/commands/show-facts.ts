import { window, workspace } from 'vscode';
import { isCheckable } from '../documents.ts';
import { factsPageUri } from '../facts-page.ts';

/** Opens what is known of the projects, that of the active Dockerfile first. As text: in a preview no link could open a file. */
export async function showFacts(): Promise<void> {
  const document = window.activeTextEditor?.document;
  const uri = factsPageUri(document && isCheckable(document) ? document.uri : undefined);
  await window.showTextDocument(await workspace.openTextDocument(uri));
}
