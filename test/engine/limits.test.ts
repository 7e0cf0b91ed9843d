import { describe, expect, test } from 'vitest';
import { tooLarge } from '../../server/src/engine/limits.ts';

const MB = 1024 * 1024;
const KB64 = 64 * 1024;

describe('a text is analysed', () => {
  test.each([
    ['that is empty', ''],
    ['of ordinary size', 'FROM x\n'.repeat(1000)],
    ['of 1 MB', 'FROM xy\n'.repeat(MB / 8)],
    ['with a line of 64 KB', `${'x'.repeat(KB64)}\n${'y'.repeat(KB64)}`],
  ])('%s', (_, text) => {
    expect(tooLarge(text)).toBeUndefined();
  });
});

describe('a text is not analysed', () => {
  test.each([
    ['of more than 1 MB', `${'FROM xy\n'.repeat(MB / 8)}\n`, 'the file is larger than 1 MB'],
    ['with a line of more than 64 KB', `FROM x\n${'y'.repeat(KB64 + 1)}\nRUN z\n`, 'a line is longer than 64 KB'],
    ['with a last line of more than 64 KB', `FROM x\n${'y'.repeat(KB64 + 1)}`, 'a line is longer than 64 KB'],
    ['whose lines end with lone carriage returns', 'FROM x\r'.repeat(20_000), 'a line is longer than 64 KB'],
  ])('%s', (_, text, why) => {
    expect(tooLarge(text)).toBe(why);
  });
});
