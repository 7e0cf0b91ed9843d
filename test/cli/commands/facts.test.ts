import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { cli } from '../run-cli.ts';

const SHOP = { 'shop/manage.py': '', 'shop/requirements.txt': 'django\n', 'shop/compose.yaml': '' };

test('JSON has the shape of the contract', async () => {
  const { code, out, complaints } = await cli(temporaryFolder(SHOP), ['facts', '--format', 'json']);
  expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    root: 'shop',
    facts: {
      managePy: { value: 'manage.py', from: { path: 'shop/manage.py', line: 1 } },
      requirementsFiles: { value: ['requirements.txt'], from: { path: 'shop/requirements.txt', line: 1 } },
      composeFiles: { value: ['compose.yaml'], from: { path: 'shop/compose.yaml', line: 1 } },
    },
  });
});

test('text has a line for each fact, with where it comes from', async () => {
  const { out } = await cli(temporaryFolder(SHOP), ['facts', 'shop']);
  expect(out.split('\n')[0]).toBe('shop');
  expect(out).toMatch(/^ {2}managePy +manage\.py +shop\/manage\.py:1$/m);
});

test('the nearest of several projects comes first', async () => {
  const folder = temporaryFolder({ ...SHOP, 'blog/manage.py': '' });
  const roots = async (...args: readonly string[]) => {
    const { root, projects } = JSON.parse((await cli(folder, ['facts', '--format', 'json', ...args])).out);
    return [root, projects.map((each: { root: string }) => each.root)];
  };
  expect(await roots('shop')).toEqual(['shop', ['shop', 'blog']]);
  expect(await roots('blog')).toEqual(['blog', ['blog', 'shop']]);
});

test('no project is no failure, and is said', async () => {
  const { code, out, complaints } = await cli(temporaryFolder({ 'a.txt': '' }), ['facts', '--format', 'json']);
  expect({ code, report: JSON.parse(out) }).toEqual({ code: 0, report: { version: 1, facts: {} } });
  expect(complaints).toEqual(['.: no manage.py found']);
});

test.each([
  ['an unknown folder', ['facts', 'nowhere'], 'nowhere: no such folder'],
  ['two folders', ['facts', '.', 'b'], 'facts takes one folder: b'],
  ['a format nobody knows', ['facts', '--format', 'xml'], '--format xml: expected one of text, json'],
])('%s is a mistake', async (_, args, message) => {
  const { code, complaints } = await cli(temporaryFolder({}), args);
  expect(code).toBe(2);
  expect(complaints[0]).toContain(message);
});
