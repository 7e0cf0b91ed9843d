import { describe, expect, test } from 'vitest';
import { FixBuilder } from '../../../server/src/engine/fix/builder.ts';
import { chainStyle, lineJoiner } from '../../../server/src/engine/fix/chain-style.ts';
import { lastOf, modelOf } from '../model/support.ts';

const style = (text: string) => {
  const { syntax } = modelOf(text);
  return chainStyle(syntax, lastOf('run', text));
};

test.each([
  ['its own, operators in front', 'FROM x\nRUN a \\\n  && b\n', { indent: '  ', place: 'leading' }],
  ['its own, operators behind', 'FROM x\nRUN a && \\\n      b\n', { indent: '      ', place: 'trailing' }],
  ['its own, with a comment in between', 'FROM x\nRUN a \\\n  # c\n  && b\n', { indent: '  ', place: 'leading' }],
  ['with tabs', 'FROM x\nRUN a \\\n\t&& b\n', { indent: '\t', place: 'leading' }],
  ['that of another RUN', 'FROM x\nRUN a && \\\n  b\nRUN c && d\n', { indent: '  ', place: 'trailing' }],
  ['that of the parent stage', 'FROM x AS y\nRUN a \\\n  && b\nFROM y\nRUN c\n', { indent: '  ', place: 'leading' }],
  ['never that of a heredoc', 'FROM x\nRUN <<E\na &&\n b\nE\nRUN c\n', { indent: '    ', place: 'leading' }],
  ['the usual one', 'FROM x\nRUN a && b\n', { indent: '    ', place: 'leading' }],
  ['below its own indentation', 'FROM x\n  RUN a\n', { indent: '      ', place: 'leading' }],
])('a RUN is written in a style: %s', (_, text, expected) => {
  expect(style(text)).toEqual(expected);
});

describe('what goes between two commands', () => {
  const draft = (text: string) => new FixBuilder(modelOf(text).syntax).draft();

  test.each([
    ['&&', 'leading', ' \\\n  && '],
    ['&&', 'trailing', ' && \\\n  '],
    [';', 'leading', '; \\\n  '],
    [';', 'trailing', '; \\\n  '],
  ] as const)('%s, %s', (operator, place, expected) => {
    expect(lineJoiner(draft('FROM x\n'), { indent: '  ', place }, operator)).toBe(expected);
  });

  test('with the file’s escape character and line ends', () => {
    expect(lineJoiner(draft('# escape=`\r\nFROM x\r\n'), { indent: ' ', place: 'leading' })).toBe(' `\r\n && ');
  });
});
