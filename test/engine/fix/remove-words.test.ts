import { expect, test } from 'vitest';
import { FixBuilder } from '../../../server/src/engine/fix/builder.ts';
import { removeWords } from '../../../server/src/engine/fix/remove-words.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';
import { lastOf } from '../model/support.ts';

/** Removes the options of the CMD's server whose names are given. */
function without(name: string, cmd: string): string | undefined {
  const text = `FROM python:3\nCMD ${cmd}\n`;
  const [command] = lastOf('cmd', text).script.commands;
  const words = command?.inner?.commands[0]?.words ?? command?.words ?? [];
  const tool = command?.inner?.commands[0]?.tool ?? command?.tool;
  const option = tool?.options.find((each) => each.name === name);
  if (!option) throw new Error('no such option');
  const draft = new FixBuilder(parseDockerfile(text)).draft();
  if (!removeWords(draft, words, option.span)) return undefined;
  const fix = draft.build('Remove it', 'safe');
  return fix && applyEdits(text, fix.edits).slice('FROM python:3\nCMD '.length, -1);
}

test.each([
  ['gunicorn --reload config.wsgi', 'gunicorn config.wsgi'],
  ['gunicorn config.wsgi --reload', 'gunicorn config.wsgi'],
  ['gunicorn config.wsgi \\\n    --reload \\\n    -w 2', 'gunicorn config.wsgi \\\n    -w 2'],
  ['["gunicorn", "--reload", "config.wsgi"]', '["gunicorn", "config.wsgi"]'],
  ['["gunicorn", \\\n  "--reload"]', '["gunicorn"]'],
  ['["sh", "-c", "exec gunicorn --reload x"]', '["sh", "-c", "exec gunicorn x"]'],
])('%s', (cmd, expected) => {
  expect(without('--reload', cmd)).toBe(expected);
});

test('an option goes with its value', () => {
  expect(without('--workers', 'gunicorn --workers 3 config.wsgi')).toBe('gunicorn config.wsgi');
  expect(without('-w', '["gunicorn", "-w", "3", "config.wsgi"]')).toBe('["gunicorn", "config.wsgi"]');
});

test('a letter among others stays', () => {
  expect(without('-D', 'gunicorn -DR config.wsgi')).toBeUndefined();
});

test('a comment in between stays', () => {
  expect(without('--reload', 'gunicorn config.wsgi \\\n    # why\n    --reload')).toBeUndefined();
});

test('words beside each other go, each with the gap in front of it', () => {
  const text = 'FROM x\nRUN rm -rf a \\\n   b c d\n';
  const words = lastOf('run', text).script.commands[0]?.words ?? [];
  const draft = new FixBuilder(parseDockerfile(text)).draft();
  for (const name of ['b', 'c']) {
    const word = words.find(({ literal }) => literal === name);
    expect(word && removeWords(draft, words, word.span)).toBe(true);
  }
  const fix = draft.build('Remove them', 'safe');
  expect(fix && applyEdits(text, fix.edits)).toBe('FROM x\nRUN rm -rf a d\n');
});

test('the first word stays', () => {
  const text = 'FROM x\nRUN rm -rf a\n';
  const [command] = lastOf('run', text).script.commands;
  const [first] = command?.words ?? [];
  const draft = new FixBuilder(parseDockerfile(text)).draft();
  expect(command && first && removeWords(draft, command.words, first.span)).toBe(false);
});
