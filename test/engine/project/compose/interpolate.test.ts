import { expect, test } from 'vitest';
import { closingBrace, interpolate } from '../../../../server/src/engine/project/compose/interpolate.ts';
import { processorTime } from '../../../support/processor-time.ts';

test.each([
  ['plain', 'plain', false],
  ['${A:-b}', 'b', true],
  ['${A-b}', 'b', true],
  ['x${A:-}y', 'xy', true],
  ['${A:-${B:-c}}d', 'cd', true],
  ['${A:-$B}', undefined, true],
  ['${A}', undefined, true],
  ['$A-x', undefined, true],
  ['${A:?must be set}', undefined, true],
  ['${A:+other}', undefined, true],
  ['$$A', '$A', false],
  ['a$', 'a$', false],
  ['$1', '$1', false],
  ['${', '${', false],
  ['${A', '${A', false],
  [`${'${A:-'.repeat(2000)}x${'}'.repeat(2000)}`, undefined, true],
])('%s is %s', (text, value, varies) => {
  const found = interpolate(text);
  expect(found.value.known ? found.value.value : undefined).toBe(value);
  expect(found.varies).toBe(varies);
});

test('a text that nobody writes takes no time', () => {
  const took = processorTime(() => {
    expect(interpolate('${A'.repeat(80_000)).value.known).toBe(false);
    expect(interpolate('${A'.repeat(2500)).value).toMatchObject({ known: true });
  });
  expect(took).toBeLessThan(1000);
});

test('the brace that closes another', () => {
  expect(closingBrace('${A:-${B}}', 2)).toBe(9);
  expect(closingBrace('${A', 2)).toBeUndefined();
});
