import type { FixDraft } from '../../../fix/builder.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { Word } from '../../../shell/types.ts';
import type { Related } from '../../define.ts';
import { type StartedCommand, textPath } from '../started.ts';

/** Where to show a finding about a word of a started command: at the word, or where the Dockerfile names the script that has it. */
export function placeOfWord(at: StartedCommand, word: Word, facts: ProjectFacts) {
  const path = textPath(at, facts);
  if (path === undefined) return { span: word.span, related: [] };
  const related: Related = { span: word.span, message: 'It is started here', path };
  return { span: at.span, related: [related] };
}

/** Writes something else for a part of a word, in the Dockerfile or in the script that has it. False where it is not found there. */
export function rewriteWord(
  draft: FixDraft,
  at: StartedCommand,
  { word, from, to }: { readonly word: Word; readonly from: string; readonly to: string },
  facts: ProjectFacts,
): boolean {
  const start = word.text.indexOf(from);
  if (word.source.collapsed || start === -1 || from === '') return false;
  const span = word.source.spanOf(start, start + from.length);
  const path = textPath(at, facts);
  if (path === undefined) {
    draft.replace(span, to);
    return true;
  }
  const text = facts.source(path);
  if (!text.known) return false;
  draft.editFile(path, text.value, [{ span, newText: to }]);
  return true;
}
