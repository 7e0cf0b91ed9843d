import { DockerfileParser } from 'dockerfile-ast';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDirectives } from '../../../server/src/engine/syntax/dockerfile-ast.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';
import { DOCKERFILES } from '../../support/dockerfiles.ts';
import { anyText } from '../../support/generators.ts';

/** Where the untouched parser sees instructions begin. */
function startsOfDockerfileAst(text: string): number[] {
  const lines = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) lines.push(match.index + match[0].length);
  return DockerfileParser.parse(text)
    .getInstructions()
    .map((each) => each.getRange().start)
    .map(({ line, character }) => (lines[line] ?? 0) + character);
}

describe.each([...DOCKERFILES])('%s', (_, text) => {
  test('instructions begin where dockerfile-ast says, heredoc bodies aside', () => {
    const { instructions } = parseDockerfile(text);
    const starts = instructions.map(({ span }) => span.start);
    const bodies = instructions.flatMap(({ heredocs }) => heredocs.map(({ body }) => body));
    const theirs = startsOfDockerfileAst(text).filter(
      (start) => !bodies.some((body) => start >= body.start && start < body.end),
    );
    expect(starts).toEqual(expect.arrayContaining(theirs));
    // What follows a heredoc without an end is lost to dockerfile-ast.
    if (!instructions.some(({ unterminatedHeredoc }) => unterminatedHeredoc)) expect(starts).toEqual(theirs);
  });
});

describe('directives', () => {
  const named = (text: string): string[] =>
    readDirectives(text).map(({ name, value, span }) => {
      expect(text.slice(span.start, span.end)).toContain(value);
      return `${name}=${value}`;
    });

  test.each([
    ['one', '# syntax=docker/dockerfile:1\nFROM x\n', ['syntax=docker/dockerfile:1']],
    [
      'several',
      '# syntax=a\n# check=skip=B;error=true\n# escape=`\nFROM x',
      ['syntax=a', 'check=skip=B;error=true', 'escape=`'],
    ],
    ['behind a byte order mark', '\ufeff# escape=`\r\nFROM x\r\n', ['escape=`']],
    ['with blanks', '#   escape =  `  \nFROM x\n', ['escape=`']],
    ['the file holds nothing else', '# syntax=a', ['syntax=a']],
  ])('are read: %s', (_, text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  test.each([
    ['an ignore comment of ours', '# django-dockerfile ignore=x\nFROM y\n'],
    ['an ignore comment of hadolint', '# hadolint ignore=DL3006\nFROM y\n'],
    ['any other comment with an equals sign', '# use TAG=3\n# escape=`\nFROM y\n'],
    ['a name nobody knows', '# speed=fast\n# escape=`\nFROM y\n'],
    ['a directive without value', '# escape=\nFROM y\n'],
    ['a blank line in front', '\n# escape=`\nFROM y\n'],
    ['a comment in front', '# hello\n# escape=`\nFROM y\n'],
    ['an instruction in front', 'FROM y\n# escape=`\n'],
    ['no text', ''],
  ])('are not made of %s', (_, text) => {
    expect(named(text)).toEqual([]);
  });
});

test('no text makes it throw: the parser’s own accessors overflow the stack on some', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const { span } of readDirectives(text)) expect(span.end).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 500 },
  );
});
