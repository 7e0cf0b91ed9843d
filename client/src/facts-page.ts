import { Uri } from 'vscode';
import { PAGE_SCHEME } from '../../server/src/lsp/messages.ts';
import { factsText } from './facts-text.ts';
import type { LinkedText } from './linked-text.ts';
import type { ProjectFacts } from './project-facts.ts';

export const FACTS_PAGE = '/facts.md';

/** The page's address carries the Dockerfile that it was opened for. */
export const factsPageUri = (dockerfile: Uri | undefined): Uri =>
  Uri.from({ scheme: PAGE_SCHEME, path: FACTS_PAGE, query: dockerfile?.toString() ?? '' });

export const factsPage =
  (facts: ProjectFacts) =>
  async (query: string): Promise<LinkedText> =>
    factsText(await facts.around(query === '' ? undefined : Uri.parse(query)));
