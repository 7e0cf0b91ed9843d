import { describe, expect, test } from 'vitest';
import { addOption } from '../../../server/src/engine/fix/add-option.ts';
import { FixBuilder } from '../../../server/src/engine/fix/builder.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';
import { lastOf, modelOf } from '../model/support.ts';

/** Adds `--new` behind a word of the last RUN. */
function added(text: string, word: string): string | undefined {
  const draft = new FixBuilder(modelOf(text).syntax).draft();
  const run = lastOf('run', text);
  const commands = run.script.commands.flatMap((command) => [command, ...(command.inner?.commands ?? [])]);
  const found = commands.flatMap((command) => command.words).find((each) => each.literal === word);
  if (!addOption(draft, run, found, '--new')) return undefined;
  const fix = draft.build('Title', 'safe');
  return fix && applyEdits(text, fix.edits);
}

describe('an option goes behind a word', () => {
  test.each([
    ['of a command', 'FROM x\nRUN a install b\n', 'install', 'FROM x\nRUN a install --new b\n'],
    ['at the end of a line', 'FROM x\nRUN a install \\\n  b\n', 'install', 'FROM x\nRUN a install --new \\\n  b\n'],
    [
      'of an exec form, as an item of its own',
      'FROM x\nRUN ["a", "install", "b"]\n',
      'install',
      'FROM x\nRUN ["a", "install", "--new", "b"]\n',
    ],
    [
      'inside the text of a shell',
      "FROM x\nRUN sh -c 'a install b'\n",
      'install',
      "FROM x\nRUN sh -c 'a install --new b'\n",
    ],
    [
      'inside the text of a shell in an exec form',
      'FROM x\nRUN ["sh", "-c", "a install b"]\n',
      'install',
      'FROM x\nRUN ["sh", "-c", "a install --new b"]\n',
    ],
  ])('%s', (_, text, word, expected) => {
    expect(added(text, word)).toBe(expected);
  });

  test('that is not there: nothing', () => {
    expect(added('FROM x\nRUN a b\n', 'install')).toBeUndefined();
  });
});

test('several options go to the same place', () => {
  const texts = ['FROM x\nCMD a b\n', 'FROM x\nCMD ["a", "b"]\n'].map((text) => {
    const draft = new FixBuilder(modelOf(text).syntax).draft();
    const cmd = lastOf('cmd', text);
    addOption(draft, cmd, cmd.script.commands[0]?.words.at(-1), '--one', '--two');
    return applyEdits(text, draft.build('Title', 'safe')?.edits ?? []);
  });
  expect(texts).toEqual(['FROM x\nCMD a b --one --two\n', 'FROM x\nCMD ["a", "b", "--one", "--two"]\n']);
});
