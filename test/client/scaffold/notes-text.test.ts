import { expect, test } from 'vitest';
import { notesText } from '../../../client/src/scaffold/notes-text.ts';
import type { ScaffoldNote } from '../../../server/src/lsp/messages.ts';

const note = (text: string, more: Partial<ScaffoldNote> = {}): ScaffoldNote => ({
  text,
  at: null,
  link: null,
  edit: null,
  ...more,
});
const AT = { uri: 'file:///shop/a%20b.txt', path: 'a b.txt', line: 7 };
const FULL = note('gunicorn is not installed', {
  at: AT,
  edit: { title: 'Add gunicorn to a b.txt', files: [] },
  link: 'https://example.org/page',
});
const mend = (title: string): string => `command:mend?${title}`;

test('a note stands with where to look, what would mend it and what says more', () => {
  expect(notesText('shop', [FULL, note('No wsgi.py')], mend).text).toBe(`# What shop itself still needs

1. gunicorn is not installed
   a b.txt:7 · Add gunicorn to a b.txt · Read more

2. No wsgi.py

None of this is changed without you.
`);
});

test('each part is a link to what it names', () => {
  const { text, links } = notesText('shop', [note('x'), FULL], mend);
  const lines = text.split('\n');
  expect(links.map(({ line, start, end, target }) => [lines[line]?.slice(start, end), target])).toEqual([
    ['a b.txt:7', 'file:///shop/a%20b.txt#L7'],
    ['Add gunicorn to a b.txt', 'command:mend?Add gunicorn to a b.txt'],
    ['Read more', 'https://example.org/page'],
  ]);
});

test('the parts of the tenth note stand below its text', () => {
  const notes = Array.from({ length: 10 }, () => FULL);
  expect(notesText('shop', notes, mend).text).toMatch(/^10\. gunicorn is not installed\n {4}a b\.txt:7/m);
});

test('where nothing is left, that is said', () => {
  expect(notesText('shop', [], mend)).toEqual({
    text: '# What shop itself still needs\n\nNothing that could be seen from here.\n',
    links: [],
  });
});
