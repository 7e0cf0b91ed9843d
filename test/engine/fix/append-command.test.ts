import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { appendCommand } from '../../../server/src/engine/fix/append-command.ts';
import { FixBuilder } from '../../../server/src/engine/fix/builder.ts';
import { buildModel } from '../../../server/src/engine/model/build.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';
import { applyEdits } from '../../../server/src/engine/text/edits.ts';
import { ShellBehaviour, shellLists } from './shell-behaviour.ts';

const COMMANDS = [
  ...['fetch', 'fetch', 'fetch fail', '! fetch fail', 'fetch | cat', 'fetch fail | cat', 'fetch # why'],
  ...['true', 'false', 'set -e', 'set -eu', 'set +e', 'X=1', 'export Y=2', 'exit 0', 'exec fetch'],
  ...['(fetch fail)', '{ fetch; }', 'if true; then fetch fail; fi', '[ -n "$X" ]', 'fetch && fetch fail'],
];
const JOINERS = [' && ', ' && ', '; ', ' || ', ' && \\\n    ', ' \\\n    && ', '; \\\n    '];

const lists = shellLists(COMMANDS, JOINERS);
const runs = fc.oneof(
  fc.tuple(lists, fc.constantFrom('', ';', ' ')).map(([list, end]) => `RUN ${list}${end}\n`),
  fc
    .tuple(fc.constantFrom('', 'set -e\n', 'set -eu\n'), lists)
    .map(([first, list]) => `RUN <<EOF\n${first}${list.replaceAll('; ', '\n')}\nEOF\n`),
);

function append(text: string, command: string): string | undefined {
  const { syntax, stages } = buildModel(parseDockerfile(text), 'Dockerfile');
  const run = stages[0]?.instructions[0];
  const draft = new FixBuilder(syntax).draft();
  if (run?.kind !== 'run' || !appendCommand(draft, syntax, run, command)) return undefined;
  const fix = draft.build('Append', 'review');
  return fix && applyEdits(text, fix.edits);
}

describe.skipIf(process.platform === 'win32')('in a real shell', { timeout: 60_000 }, () => {
  const shell = new ShellBehaviour(['fetch', 'clean']);
  afterAll(() => shell.remove());

  test('what is added runs once everything else has succeeded, and changes no failure', () => {
    let added = 0;
    fc.assert(
      fc.property(runs, (run) => {
        const text = `FROM debian:trixie\n${run}`;
        const longer = append(text, 'clean');
        if (longer === undefined) return;
        added++;
        const [before, after] = [shell.of(text), shell.of(longer)];
        expect(after.status, longer).toBe(before.status);
        expect(after.calls, longer).toEqual(before.status === 0 ? [...before.calls, 'clean '] : before.calls);
      }),
      { numRuns: 300 },
    );
    expect(added, 'most texts take a command').toBeGreaterThan(100);
  });
});

test.each([
  'RUN <<EOF\nfetch\ncat <<A >/etc/a\nx\nA\nEOF\n',
  'RUN <<EOF\nfetch\ncat <<A >/etc/a\nx\nEOF\n',
  'RUN <<EOF\ncat <<-A >/etc/a\nx\n\tA\nfetch\nEOF\n',
])('a script that opens heredocs of its own stays as it is: %j', (run) => {
  expect(append(`FROM debian:trixie\n${run}`, 'clean')).toBeUndefined();
});
