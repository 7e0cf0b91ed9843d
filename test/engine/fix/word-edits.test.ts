import { expect, test } from 'vitest';
import { wordEdits } from '../../../server/src/engine/fix/word-edits.ts';
import { buildModel } from '../../../server/src/engine/model/build.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';

/** The RUN after words were changed; undefined where they cannot be. */
function changed(run: string, changes: Readonly<Record<string, string>>, comments?: 'drop'): string | undefined {
  const text = `FROM python:3.13\n${run}\nUSER app\n`;
  const { stages, syntax } = buildModel(parseDockerfile(text), 'Dockerfile');
  const instruction = stages[0]?.instructions[0];
  if (instruction?.kind !== 'run') throw new Error('no RUN');
  const words = instruction.script.commands.flatMap((command) => command.words);
  const map = new Map(
    words.flatMap((word) => (word.text in changes ? [[word, changes[word.text] ?? ''] as const] : [])),
  );
  const edits = wordEdits(syntax, instruction, map, comments);
  return edits && applyEdits(text, edits).slice('FROM python:3.13\n'.length, -'\nUSER app\n'.length);
}

test.each([
  ['in the middle', 'RUN apt install a gcc b', 'RUN apt install a b'],
  ['several', 'RUN apt install gcc make b', 'RUN apt install b'],
  ['at the end', 'RUN apt install a gcc', 'RUN apt install a'],
  ['a line of its own', 'RUN apt install \\\n    a \\\n    gcc \\\n    b', 'RUN apt install \\\n    a \\\n    b'],
  ['the last line', 'RUN apt install \\\n    a \\\n    gcc \\\n    make', 'RUN apt install \\\n    a'],
  ['the first of a line', 'RUN apt install a \\\n    gcc b', 'RUN apt install a \\\n    b'],
  [
    'in front of a joiner',
    'RUN apt install a \\\n    gcc && \\\n    rm x',
    'RUN apt install a \\\n    && \\\n    rm x',
  ],
  [
    'in front of a line with a joiner',
    'RUN apt install \\\n    a \\\n    gcc \\\n && rm x',
    'RUN apt install \\\n    a \\\n && rm x',
  ],
  [
    'comments stay',
    'RUN apt install \\\n    a \\\n    # why\n    gcc \\\n    b',
    'RUN apt install \\\n    a \\\n    # why\n    b',
  ],
])('takes words out: %s', (_, run, expected) => expect(changed(run, { gcc: '', make: '' })).toBe(expected));

test('puts others in their place', () => {
  expect(changed('RUN apt install libpq-dev \\\n    gcc', { 'libpq-dev': 'libpq5 libx', gcc: '' })).toBe(
    'RUN apt install libpq5 libx',
  );
});

test.each([
  ['a word that goes over a line break', 'RUN apt install a g\\\ncc', { gcc: '' }],
  ['an exec form', 'RUN ["apt", "install", "gcc"]', { gcc: '' }],
  ['a heredoc', 'RUN <<EOF\napt install gcc\nEOF', { gcc: '' }],
  ['a comment in front of the last word', 'RUN apt install a \\\n    # why\n    gcc', { gcc: '' }],
])('refuses %s', (_, run, changes) => expect(changed(run, changes)).toBeUndefined());

test.each([
  ['RUN apt install \\\n    # why\n    gcc \\\n    # b is for\n    b', 'RUN apt install \\\n    # b is for\n    b'],
  ['RUN apt install \\\n    # both\n    gcc \\\n    b', 'RUN apt install \\\n    # both\n    b'],
  ['RUN apt install a \\\n    # why\n    gcc', 'RUN apt install a'],
  ['RUN apt install a \\\n    # why\n    gcc \\\n    && rm x', 'RUN apt install a \\\n    && rm x'],
])('drops comments of lines that go: %j', (run, expected) => expect(changed(run, { gcc: '' }, 'drop')).toBe(expected));
