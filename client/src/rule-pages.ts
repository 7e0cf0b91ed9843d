import { Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { PAGE_SCHEME, RULE_PAGE_REQUEST, type RulePageParams } from '../../server/src/lsp/messages.ts';

export const rulePageUri = (rule: string): Uri => Uri.from({ scheme: PAGE_SCHEME, path: `/rules/${rule}.md` });

/** The rule a page's address names. */
const ruleOf = ({ path }: Uri): string | undefined => /^\/rules\/([a-z0-9-]+)\.md$/.exec(path)?.[1];

/** The text of a rule's page: what stands behind a diagnostic's link, without any network. */
export async function rulePageText(client: BaseLanguageClient, uri: Uri): Promise<string> {
  const rule = ruleOf(uri);
  // The page may be asked for before the server is up: a restored editor, or a command that activated us.
  await client.start();
  const params: RulePageParams = { rule: rule ?? '' };
  const page = await client.sendRequest<string | null>(RULE_PAGE_REQUEST, params);
  return page ?? `There is no rule \`${rule ?? uri.path}\` in this version of Django Dockerfile.\n`;
}
