import { describe, expect, test } from 'vitest';
import { HeredocFinder } from '../../../server/src/engine/syntax/heredoc.ts';
import type { Heredoc } from '../../../server/src/engine/syntax/nodes.ts';
import { nextLine } from '../../../server/src/engine/text/lines.ts';
import { LogicalText } from '../../../server/src/engine/text/logical.ts';
import { processorTime } from '../../support/processor-time.ts';
import { at } from './support.ts';

/** Reads the first line of a text and the bodies behind it. */
function find(text: string): { heredocs: readonly Heredoc[]; unterminated: boolean } {
  const end = text.split(/\r?\n/, 1)[0]?.length ?? 0;
  return new HeredocFinder(text).find(LogicalText.of(text, [{ start: 0, end }], 0), nextLine(text, 0));
}

const read = (text: string) =>
  find(text).heredocs.map((heredoc) => ({
    name: heredoc.name,
    quoted: heredoc.quoted,
    stripTabs: heredoc.stripTabs,
    marker: at(text, heredoc.marker),
    body: at(text, heredoc.body),
    terminator: at(text, heredoc.terminator),
  }));

describe('markers', () => {
  test.each([
    ['<<EOF', { name: 'EOF', quoted: false, stripTabs: false }],
    ['<<-EOF', { name: 'EOF', quoted: false, stripTabs: true }],
    ['<<"EOF"', { name: 'EOF', quoted: true, stripTabs: false }],
    ["<<'EOF'", { name: 'EOF', quoted: true, stripTabs: false }],
    ['<<-"EOF"', { name: 'EOF', quoted: true, stripTabs: true }],
    ['<<E\\OF', { name: 'EOF', quoted: true, stripTabs: false }],
    ['<<E"O"F', { name: 'EOF', quoted: true, stripTabs: false }],
    ['3<<EOF', { name: 'EOF', quoted: false, stripTabs: false }],
  ])('cat %s', (marker, expected) => {
    expect(read(`cat ${marker} > /x\nbody\nEOF\n`)).toEqual([
      { ...expected, marker, body: 'body\n', terminator: 'EOF' },
    ]);
  });

  test.each([
    ['a here string', 'cat <<<EOF'],
    ['a name apart from the marker, which Docker does not see', 'cat << EOF'],
    ['quotes around all of it', 'echo "<<EOF"'],
    ['a shift inside a word', 'echo $((1<<EOF))'],
    ['a redirect', 'cat < EOF'],
    ['an escaped marker', 'echo \\<<EOF'],
    ['nothing behind it', 'cat <<'],
    ['empty quotes behind it', 'cat <<""'],
  ])('are not made of %s', (_, line) => {
    expect(find(`${line}\nbody\nEOF\n`)).toEqual({ heredocs: [], unterminated: false });
  });
});

describe('bodies', () => {
  test('of several heredocs follow each other', () => {
    expect(read('cat <<A <<B\none\nA\ntwo\nB\n').map(({ name, body }) => [name, body])).toEqual([
      ['A', 'one\n'],
      ['B', 'two\n'],
    ]);
  });

  test('may be empty', () => {
    expect(read('cat <<A\nA\n').map(({ body }) => body)).toEqual(['']);
  });

  test('end at a line that is the name and nothing else', () => {
    expect(read('cat <<A\n A\nA \nAA\n"A"\nA\n').map(({ body }) => body)).toEqual([' A\nA \nAA\n"A"\n']);
  });

  test('may end behind tabs only with <<-', () => {
    expect(read('cat <<-A\n\tone\n\t\tA\n').map(({ body, terminator }) => [body, terminator])).toEqual([
      ['\tone\n', '\t\tA'],
    ]);
    expect(find('cat <<A\n\tA\n').unterminated).toBe(true);
    expect(find('cat <<-A\n  A\n').unterminated).toBe(true);
  });

  test('end the same with Windows line ends and without the last line end', () => {
    expect(read('cat <<A\r\none\r\nA\r\n').map(({ body, terminator }) => [body, terminator])).toEqual([
      ['one\r\n', 'A'],
    ]);
    expect(read('cat <<A\none\nA').map(({ body, terminator }) => [body, terminator])).toEqual([['one\n', 'A']]);
  });

  test('a line of an earlier one ends nothing later', () => {
    expect(find('cat <<A <<A\none\nA\ntwo\n')).toEqual({ heredocs: [], unterminated: true });
  });
});

test('one heredoc without its end makes all of the instruction unreadable', () => {
  expect(find('cat <<A <<B\none\nA\ntwo\n')).toEqual({ heredocs: [], unterminated: true });
});

test('thousands of heredocs without an end are no reason to hang', () => {
  const text = Array.from({ length: 20_000 }, (_, index) => `cat <<E${index}`).join('\n');
  const finder = new HeredocFinder(text);
  const took = processorTime(() => {
    for (let position = 0; position < text.length; position = nextLine(text, position)) {
      const line = { start: position, end: nextLine(text, position) };
      expect(finder.find(LogicalText.of(text, [line], 0), line.end).unterminated).toBe(true);
    }
  });
  // Looking through the rest of the file for each takes half a minute.
  expect(took).toBeLessThan(3000);
});
