import { describe, expect, test } from 'vitest';
import { LogicalText } from '../../../server/src/engine/text/logical.ts';
import { processorTime } from '../../support/processor-time.ts';

const SOURCE = 'RUN a \\\n  # note\n  b \\\n  c\n';
const at = (part: string): { start: number; end: number } => {
  const start = SOURCE.indexOf(part);
  return { start, end: start + part.length };
};
const text = LogicalText.of(SOURCE, [at('RUN a '), at('  b '), at('  c')], 0);

test('is the pieces of the file, joined', () => {
  expect(text.text).toBe('RUN a   b   c');
  expect(text.span).toEqual({ start: 0, end: at('  c').end });
  expect(text.ranges).toEqual([at('RUN a '), at('  b '), at('  c')]);
});

test('every letter leads back to its own place', () => {
  for (let offset = 0; offset < text.text.length; offset++) {
    expect(SOURCE[text.toSource(offset)]).toBe(text.text[offset]);
  }
  expect(text.toSource(text.text.length)).toBe(at('  c').end);
});

test('a span ends behind its last letter, never behind a continuation', () => {
  const end = text.text.indexOf('b') - 2;
  expect(text.spanOf(0, end)).toEqual({ start: 0, end: at('RUN a ').end });
  expect(text.spanOf(text.text.indexOf('b'), text.text.indexOf('b') + 1)).toEqual(at('b'));
});

test('an empty span stands at one place', () => {
  const start = text.text.indexOf('b');
  expect(text.spanOf(start, start)).toEqual({ start: at('b').start, end: at('b').start });
});

describe('a part of it', () => {
  test('maps to the same places', () => {
    const start = text.text.indexOf('a');
    const part = text.slice(start, text.text.length - 1);
    expect(part.text).toBe('a   b   ');
    for (let offset = 0; offset < part.text.length; offset++) {
      expect(part.toSource(offset)).toBe(text.toSource(start + offset));
    }
    expect(part.ranges).toHaveLength(3);
  });

  test('may be empty', () => {
    const none = text.slice(6, 6);
    expect(none.text).toBe('');
    expect(none.ranges).toEqual([]);
    expect(none.span).toEqual({ start: text.toSource(6), end: text.toSource(6) });
  });

  test('may begin at the end', () => {
    expect(text.slice(text.text.length).text).toBe('');
    expect(text.slice(text.text.length).span.start).toBe(at('  c').end);
  });
});

test('empty ranges are left out, and nothing at all stands where it is told to', () => {
  const none = LogicalText.of('abc', [{ start: 1, end: 1 }], 2);
  expect(none.text).toBe('');
  expect(none.span).toEqual({ start: 2, end: 2 });
  expect(none.toSource(0)).toBe(2);
});

test('a part of a very long text costs no more than a part of a short one', () => {
  const source = 'x\n'.repeat(200_000);
  const ranges = Array.from({ length: 200_000 }, (_, line) => ({ start: line * 2, end: line * 2 + 1 }));
  const long = LogicalText.of(source, ranges, 0);
  const took = processorTime(() => {
    for (let offset = 0; offset < 20_000; offset++) long.slice(offset * 9, offset * 9 + 3);
  });
  // Walking all pieces for each part takes minutes.
  expect(took).toBeLessThan(2000);
});
