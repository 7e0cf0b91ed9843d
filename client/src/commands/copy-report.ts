import { env, l10n, UIKind, version, window } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { DocumentStatus } from '../../../server/src/lsp/messages.ts';
import { layeredSettings } from '../settings.ts';

/** What a bug report needs, and nothing that tells where on this machine somebody works: no paths, no file contents. */
function report(client: BaseLanguageClient, extensionVersion: string, status: DocumentStatus | undefined): string {
  const document = window.activeTextEditor?.document;
  const lines = [
    `- Django Dockerfile: ${extensionVersion}`,
    `- Editor: ${env.appName} ${version}, ${env.uiKind === UIKind.Web ? 'web' : 'desktop'}, ${env.appHost}`,
    `- Remote: ${env.remoteName?.split(/[+:]/)[0] ?? 'none'}`,
    `- Server: ${State[client.state]}`,
    `- Active document: ${document ? `${document.languageId}, scheme ${document.uri.scheme}, ${document.lineCount} lines` : 'none'}`,
    `- Detection: ${status ? `${status.state} (${status.reason})` : 'nothing known'}`,
    `- Findings: ${status?.findings ?? 'nothing known'}`,
    `- Failed rules: ${status?.failures.join(', ') || 'none'}`,
  ];
  const settings = JSON.stringify(layeredSettings(document?.uri), undefined, 2);
  return `${lines.join('\n')}\n- Settings:\n\`\`\`json\n${settings}\n\`\`\`\n`;
}

export async function copyReport(
  client: BaseLanguageClient,
  extensionVersion: string,
  status: DocumentStatus | undefined,
): Promise<void> {
  await env.clipboard.writeText(report(client, extensionVersion, status));
  void window.showInformationMessage(l10n.t('The report is in the clipboard.'));
}
