import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { execScript, parseScript } from '../../../server/src/engine/shell/parse.ts';
import { PlacedText } from '../../../server/src/engine/shell/text.ts';
import type { Tool } from '../../../server/src/engine/shell/tools/types.ts';
import type { Command, Script, Word } from '../../../server/src/engine/shell/types.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';
import type { Span } from '../../../server/src/engine/text/span.ts';

const PIECES = [
  'a',
  'apt-get',
  'install',
  '-y',
  '-yq',
  'pip',
  'python',
  '-m',
  'uv',
  'run',
  'gunicorn',
  '--bind',
  '--bind=',
  'sh',
  '-c',
  'su',
  'gosu',
  'env',
  'exec',
  'set',
  'useradd',
  'X=1',
  'X=',
  '$X',
  '${X:-a}',
  '${X',
  '$(',
  ')',
  '`',
  '\\`',
  '"',
  "'",
  '\\',
  '\\\n',
  '\n',
  '\r\n',
  ' ',
  '  ',
  '\t',
  '&&',
  '||',
  '|',
  '|&',
  ';',
  ';;',
  '&',
  '(',
  '{',
  '}',
  '((',
  '))',
  '[[',
  ']]',
  '[',
  ']',
  'if',
  'then',
  'else',
  'fi',
  'for',
  'in',
  'do',
  'done',
  'while',
  'case',
  'esac',
  '!',
  'time',
  '#',
  '# c\n',
  '<<E',
  '<<E\nb\nE\n',
  '>',
  '2>&1',
  '<(',
  '*',
  '?',
  '~',
  '{a,b}',
  "$'",
  '$((',
  '-',
  '--',
  '=',
  'é',
  '😀',
  '\uFEFF',
  '\u0000',
  'f()',
];

const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })), { maxLength: 30 })
  .map((pieces) => pieces.join(''));
const spaced = fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join(' '));
const anyText = fc.oneof(text, spaced);

function everyWord(command: Command): Word[] {
  return [
    ...command.words,
    ...command.program,
    ...command.assignments.flatMap(({ value }) => value ?? []),
    ...command.redirects.flatMap(({ target }) => target ?? []),
  ];
}

function toolSpans(tool: Tool | undefined): Span[] {
  if (!tool) return [];
  const nested = 'ran' in tool ? toolSpans(tool.ran) : [];
  return [
    tool.program.span,
    ...tool.options.flatMap(({ span, value }) => [span, ...(value ? [value.span] : [])]),
    ...nested,
  ];
}

function everySpan(script: Script): Span[] {
  return script.commands.flatMap((command) => [
    command.span,
    ...command.assignments.map(({ span }) => span),
    ...command.redirects.map(({ span }) => span),
    ...everyWord(command).flatMap((word) => [
      word.span,
      word.source.span,
      ...word.parts.flatMap((part) => (part.kind === 'literal' ? [] : [part.span])),
    ]),
    ...toolSpans(command.tool),
    ...(command.inner ? everySpan(command.inner) : []),
  ]);
}

function checkScript(script: Script, file: string): void {
  for (const { start, end } of [...everySpan(script), ...script.comments]) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(file.length);
  }
  const starts = script.commands.map(({ span }) => span.start);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  for (const command of script.commands) {
    const words = command.words.filter((word) => !word.source.collapsed);
    for (const [index, word] of words.entries()) {
      expect(command.span.start).toBeLessThanOrEqual(word.span.start);
      expect(command.span.end).toBeGreaterThanOrEqual(word.span.end);
      const next = words[index + 1];
      if (next) expect(word.span.end).toBeLessThanOrEqual(next.span.start);
    }
  }
  expect(script.top.every((command) => script.commands.includes(command))).toBe(true);
}

describe('random texts', () => {
  test('as they stand', () => {
    fc.assert(
      fc.property(anyText, (source) => {
        const script = parseScript(new PlacedText(source, 0));
        checkScript(script, source);
        if (script.opaque) expect(script.commands).toEqual([]);
        for (const command of script.commands) {
          for (const word of command.words) {
            if (word.source.collapsed) continue;
            expect(source.slice(word.span.start, word.span.end).replaceAll('\r\n', '\n')).toBe(word.text);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('in a Dockerfile, with continuations and either line end', () => {
    const wrapped = fc.tuple(anyText, fc.constantFrom('\n', '\r\n'), fc.constantFrom('RUN ', 'CMD ', 'RUN <<EOF\n'));
    fc.assert(
      fc.property(wrapped, ([body, eol, keyword]) => {
        const file = `FROM x\n${keyword}${body}\nEOF\n`.replace(/\r?\n/g, eol);
        for (const node of parseDockerfile(file).instructions) {
          if (!('command' in node) || !node.command) continue;
          const script =
            node.command.form === 'shell' ? parseScript(node.command.text) : execScript(node.command.items, file);
          checkScript(script, file);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('in a script that a JSON array gives to a shell', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (body, withText) => {
        const file = `FROM x\nCMD ["sh", "-c", ${JSON.stringify(body)}]\n`;
        for (const node of parseDockerfile(file).instructions) {
          if (!('command' in node) || node.command?.form !== 'exec') continue;
          checkScript(execScript(node.command.items, withText ? file : undefined), file);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
