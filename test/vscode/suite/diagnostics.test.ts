import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test } from '../../support/runner.ts';
import {
  changeSetting,
  openFile,
  ourDiagnostics,
  replaceText,
  ruleOf,
  waitFor,
  waitForDiagnostics,
  waitForRule,
  waitForRuleGone,
  writeFiles,
} from './editor.ts';

const ROOT = 'FROM python:3.13-slim\nCMD ["gunicorn", "config.wsgi"]\n';
const FINE = 'FROM python:3.13-slim\nUSER 1000\nCMD ["gunicorn", "config.wsgi"]\n';

test('a finding stands where its cause is, once, with a link to its page', async (context) => {
  const { document } = await openFile(context, 'Dockerfile', ROOT);
  const finding = await waitForRule(document.uri, 'runs-as-root');
  assert.equal(finding.severity, vscode.DiagnosticSeverity.Warning);
  assert.equal(document.getText(finding.range), 'python:3.13-slim');
  const same = ourDiagnostics(document.uri).filter((each) => ruleOf(each) === 'runs-as-root');
  assert.equal(same.length, 1, 'pull and push must not both report');
  assert.ok(typeof finding.code === 'object');
  assert.equal(finding.code.target.toString(), 'django-dockerfile:/rules/runs-as-root.md');
  const page = await vscode.workspace.openTextDocument(finding.code.target);
  assert.match(page.getText(), /^# runs-as-root$/m);
});

test('findings follow the typing', async (context) => {
  const editor = await openFile(context, 'Dockerfile', FINE);
  await replaceText(editor, ROOT);
  await waitForRule(editor.document.uri, 'runs-as-root');
  await replaceText(editor, FINE);
  await waitForRuleGone(editor.document.uri, 'runs-as-root');
});

test('a file of any name is checked once its language is Dockerfile', async (context) => {
  const { document } = await openFile(context, 'image.txt', ROOT);
  assert.deepEqual(ourDiagnostics(document.uri), []);
  await vscode.languages.setTextDocumentLanguage(document, 'dockerfile');
  await waitForRule(document.uri, 'runs-as-root');
});

test('a rule can be turned off and made an error in the settings', async (context) => {
  const { document } = await openFile(context, 'Dockerfile', ROOT);
  await waitForRule(document.uri, 'runs-as-root');
  await changeSetting(context, 'djangoDockerfile.rules', { 'runs-as-root': 'off' });
  await waitForRuleGone(document.uri, 'runs-as-root');
  await changeSetting(context, 'djangoDockerfile.rules', { 'runs-as-root': 'error' });
  await waitForDiagnostics(document.uri, 'an error', (all) =>
    all.some((each) => ruleOf(each) === 'runs-as-root' && each.severity === vscode.DiagnosticSeverity.Error),
  );
});

test('the whole extension can be turned off in the settings', async (context) => {
  const { document } = await openFile(context, 'Dockerfile', ROOT);
  await waitForRule(document.uri, 'runs-as-root');
  await changeSetting(context, 'djangoDockerfile.enable', false);
  await waitForDiagnostics(document.uri, 'no finding', (all) => all.length === 0);
});

test('with run: onSave, findings wait for the file to be saved', async (context) => {
  await changeSetting(context, 'djangoDockerfile.run', 'onSave');
  const editor = await openFile(context, 'Dockerfile', FINE.replace(/CMD.*/, 'CMD gunicorn config.wsgi'));
  await waitForRule(editor.document.uri, 'shell-form-command');
  await replaceText(editor, ROOT);
  // The server wants to be asked again, and is not, as long as there is something to save.
  await writeFiles(context, { 'requirements.txt': 'django\n' });
  await pause();
  const found = ourDiagnostics(editor.document.uri).map(ruleOf);
  assert.ok(found.includes('shell-form-command') && !found.includes('runs-as-root'), found.join(', '));
  await editor.document.save();
  await waitForRule(editor.document.uri, 'runs-as-root');
});

test("the project's file is followed while it changes", async (context) => {
  const { document } = await openFile(context, 'Dockerfile', ROOT);
  await waitForRule(document.uri, 'runs-as-root');
  await writeFiles(context, { 'django-dockerfile.toml': '[rules]\nruns-as-root = "off"\n' });
  await waitForRuleGone(document.uri, 'runs-as-root');
});

test('the server can be restarted', async (context) => {
  const editor = await openFile(context, 'Dockerfile', ROOT);
  await waitForRule(editor.document.uri, 'runs-as-root');
  await vscode.commands.executeCommand('djangoDockerfile.restart');
  await waitFor('the finding after the restart', () => ourDiagnostics(editor.document.uri).length > 0);
  await replaceText(editor, FINE);
  await waitForRuleGone(editor.document.uri, 'runs-as-root');
});

/** For what must not happen there is nothing to wait for. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}

test('a finding shows its cause in another file, where it stands there, saved or not', async (context) => {
  const saved = await openFile(context, 'requirements.txt', 'django==5.2.17\npsycopg2-binary==2.9.11\n');
  const editor = await openFile(
    context,
    'Dockerfile',
    'FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n',
  );
  const { uri } = editor.document;
  const cause = () => {
    const finding = ourDiagnostics(uri).find((each) => ruleOf(each) === 'psycopg2-binary');
    return finding?.relatedInformation?.[0]?.location;
  };
  const causeIs = (line: number) =>
    waitFor(
      `the cause in line ${line}`,
      () => cause()?.uri.path.endsWith('/requirements.txt') && cause()?.range.start.line === line,
    );
  await causeIs(1);
  const requirements = await vscode.window.showTextDocument(saved.document, vscode.ViewColumn.Beside);
  context.after(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
  await replaceText(requirements, '# one\n# two\ndjango==5.2.17\npsycopg2-binary==2.9.11\n');
  await causeIs(3);
  await replaceText(requirements, 'django==5.2.17\npsycopg[binary]==3.2.13\n');
  await waitForRuleGone(uri, 'psycopg2-binary');
});
