/** Findings and fixes that reach other files, on the command line; with one rule more for it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Rule } from '../../../server/src/engine/rules/define.ts';
import { RULES } from '../../../server/src/engine/rules/index.ts';
import { listAndReplaceWord, SAMPLE_ID, wideRule } from '../../support/sample-rule.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { check, cli } from '../run-cli.ts';

const rules = RULES as Rule[];
beforeAll(() => {
  rules.push(wideRule({ buildFix: listAndReplaceWord }));
});
afterAll(() => {
  rules.pop();
});

const DOCKERFILE = 'FROM python:3.13-slim-trixie\nCOPY . .\nRUN pip install -r requirements.txt\nRUN bad\n';
const FILES = { 'manage.py': '', 'requirements.txt': 'django\r\ngunicorn\r\n', Dockerfile: DOCKERFILE };
const below = (folder: string) =>
  Object.fromEntries(Object.entries(FILES).map(([path, text]) => [`${folder}/${path}`, text]));

const related = (path: string) => [
  {
    path,
    range: { start: { line: 2, column: 1 }, end: { line: 3, column: 1 } },
    message: 'The good word is missing here',
  },
];

describe('the JSON report', () => {
  test.each([
    ['from the folder itself', '', ['Dockerfile'], 'requirements.txt', '.dockerignore'],
    ['from a folder in it', 'docs', ['../Dockerfile'], '../requirements.txt', '../.dockerignore'],
  ])('has related places and changed files %s', async (_, cwd, paths, requirements, ignore) => {
    const folder = temporaryFolder({ ...FILES, '.git/HEAD': '', 'docs/index.md': '' });
    const { report } = await check(join(folder, cwd), paths);
    const finding = report.files[0]?.findings.find(({ rule }) => rule === SAMPLE_ID);
    expect(finding).toMatchObject({
      related: related(requirements),
      fixes: [{ title: 'List the good word', safety: 'review', elsewhere: [requirements, ignore] }],
    });
  });

  test('names files of a project that is not the current folder', async () => {
    const folder = temporaryFolder({ ...below('shop'), 'x/y': '' });
    const { report } = await check(join(folder, 'x'), ['../shop/Dockerfile']);
    const finding = report.files[0]?.findings.find(({ rule }) => rule === SAMPLE_ID);
    expect(finding).toMatchObject({ related: related('../shop/requirements.txt') });
  });
});

test('the text report shows where the other place is', async () => {
  const { out } = await cli(temporaryFolder(FILES), ['check']);
  expect(out).toContain(`
  4 | RUN bad
    |     ^^^
    = see requirements.txt:2:1: The good word is missing here
    = fix (review): List the good word
`);
});

describe('fix writes no other file', () => {
  test.each([[[]], [['--review']], [['--review', '--rule', SAMPLE_ID]]])('with %j', async (args) => {
    const folder = temporaryFolder(FILES);
    const { out } = await cli(folder, ['fix', ...args]);
    expect(readFileSync(join(folder, 'requirements.txt'), 'utf8')).toBe(FILES['requirements.txt']);
    expect(existsSync(join(folder, '.dockerignore'))).toBe(false);
    expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toContain('RUN bad\n');
    expect(out).not.toMatch(/^ {2}sample {2}List the good word$/m);
    expect(out).toContain('= fix (review): List the good word');
  });
});
