import { Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  PAGE_SCHEME,
  PRACTICE_PAGE_REQUEST,
  type PracticePageParams,
  RULE_PAGE_REQUEST,
  type RulePageParams,
} from '../../server/src/lsp/messages.ts';

export const rulePageUri = (rule: string): Uri => Uri.from({ scheme: PAGE_SCHEME, path: `/rules/${rule}.md` });

export const practicePageUri = (practice: string): Uri =>
  Uri.from({ scheme: PAGE_SCHEME, path: `/practices/${practice}.md` });

/** What the server is asked for the page of an address. */
function requestFor({ path }: Uri): readonly [request: string, params: RulePageParams | PracticePageParams] {
  const [, folder, id = ''] = /^\/(rules|practices)\/([a-z0-9-]+)\.md$/.exec(path) ?? [];
  return folder === 'practices' ? [PRACTICE_PAGE_REQUEST, { practice: id }] : [RULE_PAGE_REQUEST, { rule: id }];
}

/** The text of a page: what stands behind a link of ours, without any network. */
export async function pageText(client: BaseLanguageClient, uri: Uri): Promise<string> {
  const [request, params] = requestFor(uri);
  // The page may be asked for before the server is up: a restored editor, or a command that activated us.
  await client.start();
  const page = await client.sendRequest<string | null>(request, params);
  return page ?? `There is no page \`${uri.path}\` in this version of Django Dockerfile.\n`;
}
