import type { ScaffoldNote } from '../../../server/src/lsp/messages.ts';
import { placeAddress, placeText } from '../fact-labels.ts';
import type { LinkedText, TextLink } from '../linked-text.ts';

const BETWEEN = ' · ';

/** What a project still needs, as a page: each note with where to look, what would mend it, and what says more. */
export function notesText(name: string, notes: readonly ScaffoldNote[], mend: (title: string) => string): LinkedText {
  const lines = [`# What ${name} itself still needs`, ''];
  const links: TextLink[] = [];
  for (const [index, note] of notes.entries()) {
    const mark = `${index + 1}. `;
    lines.push(mark + note.text);
    const parts = linksOf(note, mend);
    let text = ' '.repeat(mark.length);
    for (const { shown, target } of parts) {
      links.push({ line: lines.length, start: text.length, end: text.length + shown.length, target });
      text += shown + BETWEEN;
    }
    if (parts.length > 0) lines.push(text.slice(0, -BETWEEN.length));
    lines.push('');
  }
  lines.push(notes.length === 0 ? 'Nothing that could be seen from here.' : 'None of this is changed without you.', '');
  return { text: lines.join('\n'), links };
}

interface Part {
  readonly shown: string;
  readonly target: string;
}

const linksOf = ({ at, edit, link }: ScaffoldNote, mend: (title: string) => string): readonly Part[] => [
  ...(at ? [{ shown: placeText(at), target: placeAddress(at) }] : []),
  ...(edit ? [{ shown: edit.title, target: mend(edit.title) }] : []),
  ...(link ? [{ shown: 'Read more', target: link }] : []),
];
