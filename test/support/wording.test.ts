import { expect, test } from 'vitest';
import { messageDefect, titleDefect } from './wording.ts';

test.each(['Create user app and switch to it', 'Add --no-cache-dir', 'Process it later', 'Move it'])(
  '"%s" is a title',
  (title) => expect(titleDefect(title)).toBeUndefined(),
);

test.each([
  'Creating a user',
  'Adds it',
  'Added it',
  'the user',
  'The user',
  'Fix',
  'Add it.',
  `Add ${'x'.repeat(80)}`,
])('"%s" is none', (title) => expect(titleDefect(title)).toBeDefined());

test('messages are one short line', () => {
  expect(messageDefect('pip keeps its cache in the layer')).toBeUndefined();
  for (const message of ['', ' a', 'a\nb', 'a.', 'x'.repeat(121)]) expect(messageDefect(message)).toBeDefined();
});
