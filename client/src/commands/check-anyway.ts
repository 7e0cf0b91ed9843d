import { l10n, window } from 'vscode';
import { setForFolder } from '../settings.ts';

/** Has the Dockerfiles of the active one's folder checked, whatever detection says. */
export async function checkAnyway(): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document) return;
  const done = await setForFolder(document.uri, 'detect', 'always');
  if (!done) {
    void window.showInformationMessage(
      l10n.t('Open the folder of this Dockerfile, or set "djangoDockerfile.detect" to "always" in your settings.'),
    );
  }
}
