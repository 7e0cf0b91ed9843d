import { describe, expect, test } from 'vitest';
import { FixBuilder, type FixDraft } from '../../../server/src/engine/fix/builder.ts';
import { arrayToShell, placeOfExec, shellFormToArray, wordsToArray } from '../../../server/src/engine/fix/exec-form.ts';
import { buildModel } from '../../../server/src/engine/model/build.ts';
import type { Model, StartInstruction } from '../../../server/src/engine/model/types.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';

type Change = (draft: FixDraft, model: Model, start: StartInstruction) => FixDraft | undefined;

/** What a change makes of `CMD …`. */
function changed(command: string, change: Change): string | undefined {
  const text = `FROM python\nCMD ${command}`;
  const model = buildModel(parseDockerfile(text), 'Dockerfile');
  const start = model.stages[0]?.instructions[0];
  if (start?.kind !== 'cmd') throw new Error('No CMD');
  const fix = change(new FixBuilder(model.syntax).draft(), model, start)?.build('Change it', 'safe');
  return fix && applyEdits(text, fix.edits).slice('FROM python\nCMD '.length);
}

const toArray: Change = (draft, _, { script }) => script.top[0] && wordsToArray(draft, script.top[0]);

const toShellArray: Change = (draft, { syntax }, { node, script }) => {
  const execAt = placeOfExec(script);
  if (execAt === undefined || node.command.form !== 'shell') return undefined;
  return shellFormToArray(draft, syntax, node.command, { shell: ['/bin/sh', '-c'], execAt });
};

const toShell: Change = (draft, { syntax }, { node: { command } }) =>
  command.form === 'exec'
    ? arrayToShell(
        draft,
        syntax,
        command,
        command.items.map((item) => item.value),
        { words: '', items: [] },
      )
    : undefined;

test.each([
  ['gunicorn a', '["gunicorn", "a"]'],
  ["gunicorn 'a b'", '["gunicorn", "a b"]'],
  ['gunicorn \\\n  a', '["gunicorn", \\\n  "a"]'],
  ['gunicorn a\\\nb', undefined],
  ['gunicorn $A', undefined],
])('the words of %j', (command, expected) => expect(changed(command, toArray)).toBe(expected));

test.each([
  ['gunicorn $A', '["/bin/sh", "-c", "exec gunicorn $A"]'],
  ['cd a && A=1 gunicorn "$B"', '["/bin/sh", "-c", "cd a && A=1 exec gunicorn \\"$B\\""]'],
  ['"gunicorn" a\\$b', '["/bin/sh", "-c", "exec \\"gunicorn\\" a\\\\$b"]'],
  ['a;\tb', '["/bin/sh", "-c", "a; exec b"]'],
])('the shell text %j', (command, expected) => expect(changed(command, toShellArray)).toBe(expected));

describe('exec has no place in', () => {
  test.each([
    ...['exec a', 'a | b', 'a || b', 'a &', '! a', 'wait', 'a && cd b', 'if a; then b; fi', 'a; { b; }'],
    ...['a # note', 'time a', 'command a', 'f() { a; }; f'],
  ])('%s', (command) => expect(changed(command, toShellArray)).toBeUndefined());
});

test.each([
  ['["a", "b"]', '["sh", "-c", "exec a b"]'],
  ['["a","b"]', '["sh", "-c", "exec a b"]'],
  ['[ "a", \\\n  "b" ]', '["sh", "-c", "exec a \\\n  b"]'],
])('the array %j', (command, expected) => expect(changed(command, toShell)).toBe(expected));
