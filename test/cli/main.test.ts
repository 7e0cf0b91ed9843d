import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { cli } from './run-cli.ts';

const run = (...args: string[]) => cli(temporaryFolder(), args);

describe('help', () => {
  test('names every command', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const name of ['check', 'fix', 'explain', 'rules', 'lsp']) expect(out).toContain(`\n  ${name} `);
  });

  test.each(['check', 'fix', 'explain', 'rules', 'lsp'])('of %s', async (name) => {
    const { code, out, complaints } = await run(name, '--help');
    expect([code, complaints]).toEqual([0, []]);
    expect(out).toContain(`Usage: django-dockerfile ${name}`);
  });

  test('fits a terminal', async () => {
    const pages = await Promise.all([run('--help'), run('check', '--help'), run('fix', '--help')]);
    const lines = pages.flatMap(({ out }) => out.split('\n'));
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
  });
});

test('version', async () => {
  const { code, out } = await run('--version');
  expect(code).toBe(0);
  expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('wrong usage is exit 2 and one line that says what', () => {
  test.each([
    [[], 'no command given'],
    [['chek'], 'unknown command "chek"; did you mean "check"?'],
    [['check', '--wrong'], '--wrong'],
    [['check', '--format', 'sarif'], '--format sarif: expected one of text, json'],
    [['check', '--format'], '--format'],
    [['check', '--fail-on', 'fatal'], '--fail-on fatal: expected one of error, warning, info, hint, never'],
    [['check', '--detect', 'never'], '--detect never: expected one of auto, always'],
    [['check', '--today', 'tomorrow'], '--today tomorrow'],
    [['check', '--today', '2026-02-30'], '--today 2026-02-30'],
    [['check', '--config', 'gone.toml'], '--config gone.toml: no such file'],
    [['check', '--config', '.'], '--config .: it is a folder'],
    [['check', '--project', 'gone'], '--project gone: no such folder'],
    [['check', '-'], '"-" needs --stdin-filename NAME'],
    [['check', '--stdin-filename', 'Dockerfile'], '--stdin-filename needs "-"'],
    [['check', '--stdin-filename', 'Dockerfile', '-', 'x'], '"-" cannot be combined'],
    [['fix', '-'], 'fix changes files'],
    [['fix', '--rule', 'runs-as-rot'], 'unknown rule "runs-as-rot"; did you mean "runs-as-root"?'],
    [['fix', '--format', 'json'], '--format'],
    [['explain'], 'explain takes the id of one rule'],
    [['explain', 'no-such-rule-at-all'], 'unknown rule "no-such-rule-at-all"'],
    [['rules', 'x'], 'rules takes no argument'],
    [['rules', '--format', 'yaml'], '--format yaml'],
    [['lsp'], 'lsp --stdio'],
  ])('%j', async (args, message) => {
    const { code, out, complaints } = await run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toContain(message);
  });
});

test('after -- everything is a path', async () => {
  const { complaints } = await run('check', '--', '--help');
  expect(complaints).toEqual(['--help: no such file or folder']);
});
