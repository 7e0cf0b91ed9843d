import type { Known } from '../text/known.ts';
import { within } from './context.ts';
import type { Reading } from './reading.ts';
import type { ContextListing, EntryScript } from './types.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

const NAME = '.gitattributes';

/**
 * Reads what git is told about line ends where a script has those of Windows: a rule that offers to have git keep the others adds to
 * it. It lies at the top of the workspace folder, or of the context.
 */
export function readGitAttributes(
  scripts: Iterable<Known<EntryScript>>,
  workspace: Known<WorkspaceFiles>,
  context: Known<ContextListing>,
  reading: Reading,
): void {
  if (![...scripts].some((script) => script.known && script.value.text.includes('\r\n'))) return;
  if (!workspace.known || !context.known) return;
  const paths = new Set([NAME, within(context.value.root, NAME)]);
  for (const path of paths) if (workspace.value.has(path)) reading.text(path);
}
