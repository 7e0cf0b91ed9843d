import { expect, test } from 'vitest';
import { FixBuilder } from '../../../server/src/engine/fix/builder.ts';
import { dropOption } from '../../../server/src/engine/fix/drop-option.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';
import { lastOf, modelOf } from '../model/support.ts';

/** Drops the option that keeps pip's or uv's cache off. */
function without(run: string): string | undefined {
  const text = `FROM x\n${run}`;
  const draft = new FixBuilder(modelOf(text).syntax).draft();
  const instruction = lastOf('run', text);
  const command = instruction.script.commands.find(({ tool }) => tool?.kind === 'pip' || tool?.kind === 'uv');
  const option =
    command?.tool && 'noCache' in command.tool && typeof command.tool.noCache === 'object'
      ? command.tool.noCache
      : undefined;
  if (!command || !option || !dropOption(draft, instruction, command, option)) return undefined;
  const fix = draft.build('Drop', 'safe');
  return fix && applyEdits(text, fix.edits).slice('FROM x\n'.length);
}

test.each([
  ['RUN pip install --no-cache-dir a\n', 'RUN pip install a\n'],
  ['RUN pip install a --no-cache-dir\n', 'RUN pip install a\n'],
  ['RUN pip install \\\n  --no-cache-dir \\\n  a\n', 'RUN pip install \\\n  a\n'],
  ['RUN uv sync -n --frozen\n', 'RUN uv sync --frozen\n'],
])('%j becomes %j', (run, expected) => {
  expect(without(run)).toBe(expected);
});

test.each([
  'RUN ["pip", "install", "--no-cache-dir", "a"]\n',
  'RUN uv sync -nv\n',
  'RUN pip install \\\n  # why\n  --no-cache-dir a\n',
])('%j stays as it is', (run) => {
  expect(without(run)).toBeUndefined();
});
