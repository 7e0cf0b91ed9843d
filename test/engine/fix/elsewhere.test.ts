import { describe, expect, test } from 'vitest';
import { FixBuilder, type FixDraft } from '../../../server/src/engine/fix/builder.ts';
import { textAfter } from '../../../server/src/engine/fix/elsewhere.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';

function built(write: (draft: FixDraft) => FixDraft, text = 'FROM x\nRUN a\n') {
  return write(new FixBuilder(parseDockerfile(text), 'docker/Dockerfile').draft()).build('Title', 'safe');
}

/** What a fix writes elsewhere, by path; undefined where there is no fix. */
function written(write: (draft: FixDraft) => FixDraft): Record<string, string> | undefined {
  const fix = built(write);
  return fix && Object.fromEntries((fix.elsewhere ?? []).map((change) => [change.path, textAfter(change)]));
}

const at = (start: number, end: number, newText: string) => ({ span: { start, end }, newText });

describe('lines at the end of a file', () => {
  test.each([
    ['stand behind the last one', 'a\n', 'a\nb\nc\n'],
    ['in an empty file', '', 'b\nc\n'],
    ['keep a missing last line break', 'a', 'a\nb\nc'],
    ['have the line ends of the file', 'a\r\nb\r\n', 'a\r\nb\r\nb\r\nc\r\n'],
    ['both', 'a\r\nb', 'a\r\nb\r\nb\r\nc'],
    ['or those of most lines', 'a\nb\r\nc\n', 'a\nb\r\nc\nb\nc\n'],
    ['behind an empty line', 'a\n\n', 'a\n\nb\nc\n'],
  ])('%s', (_, before, after) => {
    expect(written((draft) => draft.appendLines('a.txt', before, ['b', 'c']))).toEqual({ 'a.txt': after });
  });

  test('none are none', () => {
    expect(written((draft) => draft.appendLines('a.txt', 'a', []))).toBeUndefined();
  });
});

test('edits of one file come together, and what changes nothing is left out', () => {
  expect(
    written((draft) =>
      draft
        .editFile('a.txt', 'one two', [at(0, 3, '1')])
        .editFile('a.txt', 'one two', [at(4, 7, '2')])
        .editFile('b.txt', 'same', [at(0, 4, 'same')])
        .create('c.txt', ''),
    ),
  ).toEqual({ 'a.txt': '1 2', 'c.txt': '' });
});

test.each([
  ['a\r\nb\r\n', 'a\nb\n'],
  ['a\r\nb', 'a\nb'],
  ['a\r\nb\r\nc\n', 'a\nb\nc\n'],
])('lines of %j end with LF', (before, after) => {
  expect(written((draft) => draft.endWithLineFeeds('a.txt', before))).toEqual({ 'a.txt': after });
});

describe('there is no fix', () => {
  const one = at(0, 1, 'x');
  test.each<[string, (draft: FixDraft) => FixDraft]>([
    ['where nothing changes', (draft) => draft.editFile('a.txt', 'a', [at(0, 1, 'a')])],
    ['where edits overlap', (draft) => draft.editFile('a.txt', 'abc', [at(0, 2, 'x'), at(1, 3, 'y')])],
    ['where edits of two calls do', (draft) => draft.editFile('a.txt', 'a', [one]).appendLines('a.txt', 'b', ['c'])],
    ['where edits lie outside of the text', (draft) => draft.editFile('a.txt', 'a', [at(0, 2, 'x')])],
    ['where edits lie in front of it', (draft) => draft.editFile('a.txt', 'a', [at(-1, 1, 'x')])],
    ['that creates a file twice', (draft) => draft.create('a.txt', '').create('a.txt', '')],
    ['that edits what it creates', (draft) => draft.create('a.txt', 'a').editFile('a.txt', 'a', [one])],
    ['that creates what it edits', (draft) => draft.editFile('a.txt', 'a', [one]).create('a.txt', 'a')],
    ['where lines end with LF', (draft) => draft.endWithLineFeeds('a.txt', 'a\n')],
    ['where most do', (draft) => draft.endWithLineFeeds('a.txt', 'a\r\nb\n')],
    ['where a carriage return stands alone', (draft) => draft.endWithLineFeeds('a.txt', 'a\rb\r\n')],
    [
      'that edits what gets other line ends',
      (draft) => draft.endWithLineFeeds('a.txt', 'a\r\n').editFile('a.txt', 'a\r\n', [one]),
    ],
    [
      'that gives them to what it edits',
      (draft) => draft.editFile('a.txt', 'a\r\n', [one]).endWithLineFeeds('a.txt', 'a\r\n'),
    ],
    ['for the document itself', (draft) => draft.editFile('docker/Dockerfile', 'a', [one])],
    ['when it was refused', (draft) => draft.create('a.txt', '').refuse()],
    ...['', '/etc/passwd', '../a', 'a/../../b', 'a//b', './a', 'a/', 'a\\b', 'a\0'].map(
      (path): [string, (draft: FixDraft) => FixDraft] => [
        `for a path like ${JSON.stringify(path)}`,
        (draft) => draft.create(path, ''),
      ],
    ),
  ])('%s', (_, write) => {
    expect(built(write)).toBeUndefined();
  });

  test('for a template', () => {
    expect(built((draft) => draft.create('a.txt', ''), 'FROM {{ image }}\nRUN a\n')).toBeUndefined();
  });
});

test('a fix that changes other files is for review, whatever was asked for', () => {
  const wide = built((draft) => draft.insert(0, '# a\n').create('a.txt', 'a'));
  expect(wide).toMatchObject({ safety: 'review', elsewhere: [{ kind: 'create', path: 'a.txt', text: 'a' }] });
  expect(wide?.edits).toHaveLength(1);
  expect(built((draft) => draft.insert(0, '# a\n'))).toEqual({
    title: 'Title',
    safety: 'safe',
    edits: [at(0, 0, '# a\n')],
  });
});
