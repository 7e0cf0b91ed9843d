import { expect, test } from 'vitest';
import { factText } from '../../../server/src/engine/project/fact-text.ts';

test.each([
  ['config.settings', 'config.settings'],
  [['postgresql', 'sqlite'], 'postgresql, sqlite'],
  [[], ''],
  [true, 'yes'],
  [false, 'no'],
])('%j', (value, text) => expect(factText(value)).toBe(text));
