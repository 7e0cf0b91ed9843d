import { expect, test } from 'vitest';
import { type Choice, choiceIn, firstChoice, setsNothing } from '../../../server/src/engine/project/chosen-settings.ts';
import { known, unknown } from '../../../server/src/engine/text/known.ts';

const chosen = (value: string): Choice => known({ value, from: { path: 'wsgi.py', span: { start: 0, end: 0 } } });

test.each<readonly [name: string, choices: readonly Choice[], expected: string]>([
  ['nobody chooses', [known(undefined), known(undefined)], 'none'],
  ['the first that chooses', [known(undefined), chosen('a'), chosen('b')], 'a'],
  ['one that nobody could read may choose anything', [unknown('too large'), chosen('b')], 'too large'],
])('%s', (_name, choices, expected) => {
  const first = firstChoice(choices);
  expect(first.known ? (first.value?.value ?? 'none') : first.why).toBe(expected);
});

test.each([
  ['os.environ["DJANGO_SETTINGS_MODULE"] = "a.b"', 'a.b'],
  ['os.environ["DJANGO_SETTINGS_MODULE"] = find()', 'unclear'],
  ['application = start()', undefined],
])('%s', (text, expected) => {
  const choice = choiceIn('wsgi.py', text);
  expect(typeof choice === 'object' ? choice.module : choice).toBe(expected);
});

test.each([
  ['', true],
  ['"""Settings."""\n# One for each place.\n', true],
  ['DEBUG = True\n', false],
  ['from .base import *\n', false],
  ['class Live(Configuration):\n    DEBUG = False\n', false],
  ['DEBUG = [\n', false],
])('%j sets nothing: %s', (text, expected) => {
  expect(setsNothing('settings.py', text)).toBe(expected);
});
