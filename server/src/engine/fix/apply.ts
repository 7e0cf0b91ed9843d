import { applyEdits } from '../text/edits.ts';
import { textAfter } from './elsewhere.ts';
import type { Fix } from './fix.ts';

/** A document and the files around it, by their path in the workspace folder. */
export interface Texts {
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}

/** What a fix makes of a document and of the files around it. */
export const applyFix = ({ text, files }: Texts, { edits, elsewhere }: Fix): Texts => ({
  text: applyEdits(text, edits),
  files: { ...files, ...Object.fromEntries((elsewhere ?? []).map((change) => [change.path, textAfter(change)])) },
});

/** The files that have come, or have another text than before. */
export const changedFiles = (before: Texts['files'], after: Texts['files']): Texts['files'] =>
  Object.fromEntries(Object.entries(after).filter(([path, text]) => before[path] !== text));
