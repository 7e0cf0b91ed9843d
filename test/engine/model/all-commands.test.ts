import { expect, test } from 'vitest';
import { commandsOf, runsUnreadScript, scriptIn } from '../../../server/src/engine/model/all-commands.ts';
import { lastOf, modelOf } from './support.ts';

const scriptOf = (line: string) => lastOf('run', `FROM python:3\nRUN ${line}\n`).script;

test('the commands of a text that is handed to a shell count', () => {
  const names = commandsOf(scriptOf(`cd /app && bash -c 'pip install x && sh -c "make"'`)).map(({ name }) => name);
  expect(names).toEqual(['cd', 'bash', 'pip', 'sh', 'make']);
});

test.each([
  ['./install.sh', true],
  ['bash setup.sh', true],
  ['make deps', true],
  ['/usr/local/bin/setup.sh --all', true],
  ['/srv/zulip/scripts/setup/install --no-init-db', true],
  ['bin/install', true],
  ['/opt/tools/bin/something', false],
  ['something', false],
  ['cat x | bash -s -- --yes', false],
  ['bash -c "pip install x"', false],
  ['. ./activate', false],
  ['pip install x', false],
])('%s runs a script nobody has read: %s', (line, runs) => {
  expect(scriptOf(line).commands.some(runsUnreadScript)).toBe(runs);
});

test('a script is read once', () => {
  const script = scriptOf('true');
  expect(commandsOf(script)).toBe(commandsOf(script));
});

test.each([
  ['RUN a', 'a'],
  ['CMD ["b"]', 'b'],
  ['ENTRYPOINT ["c"]', 'c'],
  ['HEALTHCHECK CMD d', 'd'],
  ['HEALTHCHECK NONE', undefined],
  ['ENV E=e', undefined],
])('%s runs %s', (line, name) => {
  const instruction = modelOf(`FROM python:3\n${line}\n`).stages[0]?.instructions[0];
  expect(instruction && scriptIn(instruction)?.commands[0]?.name).toBe(name);
});
