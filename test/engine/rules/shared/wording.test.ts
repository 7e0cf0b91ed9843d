import { expect, test } from 'vitest';
import { shortened } from '../../../../server/src/engine/rules/shared/wording.ts';

test('short names stay', () => expect(shortened('builder')).toBe('builder'));
test('long ones lose their middle', () => expect(shortened('abcdefghij', 5)).toBe('ab…ij'));
test('the result is one line', () => expect(shortened('a\n  b')).toBe('a b'));
