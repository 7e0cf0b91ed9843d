import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { runExample } from '../../../server/src/engine/docs/examples.ts';
import type { Example, Rule } from '../../../server/src/engine/rules/define.ts';
import { RULES } from '../../../server/src/engine/rules/index.ts';
import { type TestContext, test } from '../../support/runner.ts';
import {
  applyCodeAction,
  changeSetting,
  getCodeActions,
  getQuickFixes,
  openFile,
  tabLabels,
  untilDiagnosed,
  waitFor,
  waitForRule,
  waitForRuleGone,
  writeFiles,
} from './editor.ts';

/**
 * The first example of each rule's page that its fix mends, mended here by the lightbulb: what reaches the document
 * through diagnostics, code actions and edits has to be what the page shows. Not for rules that look at the whole project: here it is
 * always the same one.
 */
const NEED_A_PROJECT = new Set([
  'dev-server',
  'start-command-missing',
  'assets-after-collectstatic',
  'messages-not-compiled',
]);

for (const rule of RULES) {
  if (rule.fix === 'none' || NEED_A_PROJECT.has(rule.id) || changesOtherFiles(rule)) continue;
  test(`${rule.id}: the example of its page is mended by its fix`, async (context) => {
    const { example, titles, text } = fixedExample(rule);
    const editor = await openExample(context, rule, example);
    for (const title of titles) await applyPreferredFix(editor.document, rule.id, title);
    assert.equal(editor.document.getText(), text);
  });
}

/** The editor asks before it applies those, in a view that no test can answer; test/lsp sees what it is given. */
function changesOtherFiles(rule: Rule): boolean {
  const fixed = rule.docs.examples.flatMap((example) => runExample(rule, example).fixed ?? []);
  return fixed.some(({ files }) => Object.keys(files).length > 0);
}

function fixedExample(rule: Rule): { example: Example; titles: string[]; text: string } {
  for (const example of rule.docs.examples) {
    const { fixed } = runExample(rule, example);
    if (fixed !== undefined) return { example, titles: fixed.fixes.map(({ title }) => title), text: fixed.text };
  }
  throw new Error('no example of the page shows the fix');
}

async function openExample(context: TestContext, rule: Rule, { before, files }: Example): Promise<vscode.TextEditor> {
  // Also examples of what is off by default, and those too small to look like Django.
  await changeSetting(context, 'djangoDockerfile.detect', 'always');
  await changeSetting(context, 'djangoDockerfile.rules', { [rule.id]: rule.severity });
  await writeFiles(context, files ?? {});
  return await openFile(context, 'Dockerfile', before);
}

/** Fixes that rewrite a file are found in the menu of refactorings. */
const REWRITE = vscode.CodeActionKind.RefactorRewrite.append('djangoDockerfile');

/** What the key for "auto fix" does at a finding of the rule; other rules may have their fixes there, too. */
async function applyPreferredFix(document: vscode.TextDocument, rule: string, title: string): Promise<void> {
  const finding = await waitForRule(document.uri, rule);
  const fixes = await getQuickFixes(document.uri, finding);
  const rewrites = await getCodeActions(document.uri, finding.range, REWRITE);
  const actions = [...fixes.filter(({ isPreferred }) => isPreferred), ...rewrites];
  const preferred = actions.find((action) => action.title === title);
  assert.ok(preferred, `"${title}" is not offered among: ${actions.map((action) => action.title).join(' | ')}`);
  // The next step must not take a finding of the old text for one of the new.
  await untilDiagnosed(document.uri, () => applyCodeAction(preferred));
}

test('each finding offers its fix, all of its rule, two ways to ignore it, and its rule', async (context) => {
  const editor = await openFile(context, 'Dockerfile', ROOT);
  const finding = await waitForRule(editor.document.uri, 'runs-as-root');
  const titles = (await getQuickFixes(editor.document.uri, finding)).map(({ title }) => title);
  // Other rules have findings of the same image.
  const own = titles.filter((title) => title.includes('runs-as-root') || title.startsWith('Create user'));
  assert.deepEqual(
    own.filter((title) => !title.startsWith('Fix all')),
    [
      'Create user app and switch to it',
      'Ignore runs-as-root on this line',
      'Ignore runs-as-root in this file',
      'Show the rule runs-as-root',
    ],
  );
});

for (const where of ['on this line', 'in this file']) {
  test(`"Ignore … ${where}" silences the finding and can be undone`, async (context) => {
    const editor = await openFile(context, 'Dockerfile', ROOT);
    const { uri } = editor.document;
    const fixes = await getQuickFixes(uri, await waitForRule(uri, 'runs-as-root'));
    const ignore = fixes.find(({ title }) => title === `Ignore runs-as-root ${where}`);
    assert.ok(ignore);
    await applyCodeAction(ignore);
    await waitForRuleGone(uri, 'runs-as-root');
    assert.match(editor.document.getText(), /^# django-dockerfile ignore/m);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), ROOT);
    await waitForRule(uri, 'runs-as-root');
  });
}

test('"Show the rule" opens its page', async (context) => {
  const editor = await openFile(context, 'Dockerfile', ROOT);
  const { uri } = editor.document;
  const fixes = await getQuickFixes(uri, await waitForRule(uri, 'runs-as-root'));
  const show = fixes.find(({ title }) => title === 'Show the rule runs-as-root');
  assert.ok(show);
  await applyCodeAction(show);
  context.after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  await waitFor('a tab with the page', () => tabLabels().some((label) => label.includes('runs-as-root')));
});

const ROOT = 'FROM python:3.13-slim\nCMD ["gunicorn", "config.wsgi"]\n';
