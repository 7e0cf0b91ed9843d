import { describe, expect, test } from 'vitest';
import { FixBuilder, type FixDraft } from '../../../server/src/engine/fix/builder.ts';
import type { InstructionNode } from '../../../server/src/engine/syntax/nodes.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';

type Write = (draft: FixDraft, find: (keyword: string) => InstructionNode, text: string) => unknown;

/** The text after a fix; undefined when there is none. */
function fixed(text: string, write: Write): string | undefined {
  const syntax = parseDockerfile(text);
  const draft = new FixBuilder(syntax).draft();
  const find = (keyword: string): InstructionNode => {
    const node = syntax.instructions.find((each) => each.keyword === keyword);
    if (!node) throw new Error(`No ${keyword}`);
    return node;
  };
  write(draft, find, text);
  const fix = draft.build('Title', 'safe');
  return fix && applyEdits(text, fix.edits);
}

const before =
  (keyword: string, ...lines: readonly string[]): Write =>
  (draft, find) =>
    draft.insertLinesBefore(find(keyword), lines);
const after =
  (keyword: string, ...lines: readonly string[]): Write =>
  (draft, find) =>
    draft.insertLinesAfter(find(keyword), lines);
const without =
  (keyword: string): Write =>
  (draft, find) =>
    draft.removeInstruction(find(keyword));
const part =
  (what: string, newText: string): Write =>
  (draft, _, text) =>
    draft.replace({ start: text.indexOf(what), end: text.indexOf(what) + what.length }, newText);

describe('lines in front of an instruction', () => {
  test.each([
    ['stand above it', 'FROM x\nRUN a\n', before('RUN', 'USER b', 'ENV c=d'), 'FROM x\nUSER b\nENV c=d\nRUN a\n'],
    ['have its indentation', 'FROM x\n  RUN a\n', before('RUN', 'USER b'), 'FROM x\n  USER b\n  RUN a\n'],
    ['have the line ends of the file', 'FROM x\r\nRUN a\r\n', before('RUN', 'USER b'), 'FROM x\r\nUSER b\r\nRUN a\r\n'],
    ['stand behind a byte order mark', '\ufeffFROM x\n', before('FROM', 'ARG a'), '\ufeffARG a\nFROM x\n'],
    ['stand below directives', '# syntax=a\nFROM x\n', before('FROM', 'ARG a'), '# syntax=a\nARG a\nFROM x\n'],
    ['stand below the comment above', '# c\nFROM x\n', before('FROM', 'ARG a'), '# c\nARG a\nFROM x\n'],
  ])('%s', (_, text, write, expected) => {
    expect(fixed(text, write)).toBe(expected);
  });
});

describe('lines behind an instruction', () => {
  test.each([
    ['stand below it', 'FROM x\nRUN a\n', after('FROM', 'USER b', 'ENV c=d'), 'FROM x\nUSER b\nENV c=d\nRUN a\n'],
    ['also where the file ends without a line end', 'FROM x', after('FROM', 'USER b'), 'FROM x\nUSER b'],
    ['have its indentation', '\tFROM x\n', after('FROM', 'USER b'), '\tFROM x\n\tUSER b\n'],
    ['have the line ends of the file', 'FROM x\r\nRUN a\r\n', after('FROM', 'USER b'), 'FROM x\r\nUSER b\r\nRUN a\r\n'],
    [
      'stand below its last line',
      'RUN a \\\n  b  \nUSER c\n',
      after('RUN', 'ENV d=e'),
      'RUN a \\\n  b  \nENV d=e\nUSER c\n',
    ],
    [
      'stand below its heredocs',
      'RUN <<E\na\nE\nUSER c\n',
      after('RUN', 'ENV d=e'),
      'RUN <<E\na\nE\nENV d=e\nUSER c\n',
    ],
  ])('%s', (_, text, write, expected) => {
    expect(fixed(text, write)).toBe(expected);
  });

  test('are refused where they would be swallowed by a continuation', () => {
    expect(fixed('FROM x\nRUN a \\', after('RUN', 'USER b'))).toBeUndefined();
    expect(fixed('FROM x\nRUN a \\\n\n', after('RUN', 'USER b'))).toBeUndefined();
  });
});

describe('an instruction that goes', () => {
  test.each([
    ['takes its line with it', 'FROM x\nRUN a\nUSER b\n', without('RUN'), 'FROM x\nUSER b\n'],
    ['takes all its lines', 'FROM x\nRUN a \\\n  b\nUSER c\n', without('RUN'), 'FROM x\nUSER c\n'],
    ['takes its heredocs', 'FROM x\nRUN <<E\na\nE\nUSER c\n', without('RUN'), 'FROM x\nUSER c\n'],
    ['takes its indentation', 'FROM x\n  RUN a\nUSER c\n', without('RUN'), 'FROM x\nUSER c\n'],
    ['at the end of the file', 'FROM x\nRUN a\n', without('RUN'), 'FROM x\n'],
    ['at the end without a line end', 'FROM x\nRUN a', without('RUN'), 'FROM x'],
    ['at the end with Windows line ends', 'FROM x\r\nRUN a', without('RUN'), 'FROM x'],
    ['leaves the byte order mark', '\ufeffFROM x\nRUN a\n', without('FROM'), '\ufeffRUN a\n'],
    ['leaves the byte order mark of a file with one line', '\ufeffFROM x', without('FROM'), '\ufeff'],
    ['leaves the comment above', 'FROM x\n# c\nRUN a\n', without('RUN'), 'FROM x\n# c\n'],
  ])('%s', (_, text, write, expected) => {
    expect(fixed(text, write)).toBe(expected);
  });
});

describe('a parser directive that is wanted', () => {
  const syntax: Write = (draft) => draft.insertDirective('# syntax=docker/dockerfile:1');

  test.each([
    ['is the first line', 'FROM x\n', '# syntax=docker/dockerfile:1\nFROM x\n'],
    ['stands behind a byte order mark', '\ufeffFROM x\n', '\ufeff# syntax=docker/dockerfile:1\nFROM x\n'],
    ['stands above comments', '# the app\n\nFROM x\n', '# syntax=docker/dockerfile:1\n# the app\n\nFROM x\n'],
    ['has the line ends of the file', 'FROM x\r\n', '# syntax=docker/dockerfile:1\r\nFROM x\r\n'],
    ['leaves others in force', '# escape=`\nFROM x\n', '# syntax=docker/dockerfile:1\n# escape=`\nFROM x\n'],
  ])('%s', (_, text, expected) => {
    expect(fixed(text, syntax)).toBe(expected);
    const names = parseDockerfile(expected).directives.map(({ name }) => name);
    expect(names).toEqual(['syntax', ...parseDockerfile(text).directives.map(({ name }) => name)]);
  });
});

describe('no fix', () => {
  test.each<[string, string, Write]>([
    ['loses a comment', 'RUN a \\\n  # why\n  b\n', without('RUN')],
    ['cuts a comment in two', 'FROM x\n# why\nRUN a\n', part('why\nRUN', 'x\nRUN')],
    [
      'has edits that touch each other',
      'FROM x\n',
      (draft) => draft.remove({ start: 0, end: 4 }).remove({ start: 3, end: 6 }),
    ],
    ['changes nothing', 'FROM x\n', part('FROM', 'FROM')],
    ['has no edits', 'FROM x\n', () => undefined],
    ['is written into a template', 'FROM {{ image }}\nRUN a\n', without('RUN')],
    ['was refused', 'FROM x\nRUN a\n', (draft, find) => draft.removeInstruction(find('RUN')).refuse()],
    ['makes a directive', 'FROM x\n', before('FROM', '# escape=`')],
    [
      'makes a directive of a comment',
      '# why\n# escape=`\nFROM x\n',
      (draft) => draft.remove({ start: 0, end: 6 }).keepComment(0),
    ],
    ['makes a directive below another', '# syntax=a\nFROM x\n', before('FROM', '# check=skip=a')],
  ])('%s', (_, text, write) => {
    expect(fixed(text, write)).toBeUndefined();
  });

  test('stands above directives', () => {
    for (const write of [part('# syntax', '# note\n# syntax'), part('# escape', 'ARG a\n# escape')] as const)
      expect(fixed('# syntax=a\n# escape=`\nFROM x\n', write)).toBeUndefined();
  });
});

describe('what may be done', () => {
  test('an edit that changes nothing beside one that does', () => {
    const write: Write = (draft) => draft.replace({ start: 0, end: 4 }, 'FROM').replace({ start: 5, end: 6 }, 'y');
    expect(fixed('FROM x\n', write)).toBe('FROM y\n');
  });

  test('words inside a comment may change', () => {
    expect(fixed('# some note\nFROM x\n', part('note', 'word'))).toBe('# some word\nFROM x\n');
  });

  test('a comment may go that is carried to another place', () => {
    const text = 'RUN a \\\n  # why\n  b\n';
    const write: Write = (draft, find) => {
      draft.keepComment(text.indexOf('#'));
      draft.replace(find('RUN').span, '# why\nRUN a && b');
    };
    expect(fixed(text, write)).toBe('# why\nRUN a && b\n');
  });

  test('the value of a directive may change', () => {
    expect(fixed('# syntax=docker/dockerfile:1.4\nFROM x\n', part('1.4', '1'))).toBe(
      '# syntax=docker/dockerfile:1\nFROM x\n',
    );
  });

  test('a comment that only looks like a directive, where it is none', () => {
    expect(fixed('FROM x\nRUN a\n', before('RUN', '# check=skip=a'))).toBe('FROM x\n# check=skip=a\nRUN a\n');
  });
});

test('continuation and line end are the file’s own', () => {
  const draft = (text: string): FixDraft => new FixBuilder(parseDockerfile(text)).draft();
  expect(draft('FROM x\n')).toMatchObject({ eol: '\n', continuation: ' \\\n' });
  expect(draft('# escape=`\r\nFROM x\r\n')).toMatchObject({ eol: '\r\n', continuation: ' `\r\n' });
});

test('a fix tells its title and how safe it is', () => {
  const draft = new FixBuilder(parseDockerfile('FROM x\n')).draft();
  expect(draft.insert(6, 'y').build('Say y', 'review')).toEqual({
    title: 'Say y',
    safety: 'review',
    edits: [{ span: { start: 6, end: 6 }, newText: 'y' }],
  });
});

test('a fix says that it is a refactoring, or nothing', () => {
  const text = 'FROM python:3.13\n';
  const draft = () => new FixBuilder(parseDockerfile(text)).draft().insert(4, ' ');
  expect(draft().build('Rewrite it', 'review', 'refactor')?.kind).toBe('refactor');
  expect(draft().build('Mend it', 'review')).not.toHaveProperty('kind');
});
