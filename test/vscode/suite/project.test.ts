/** A project and its Dockerfile: what is known of one, and what follows for the other while its files change. */
import assert from 'node:assert/strict';
import { renameSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { type TestContext, test } from '../../support/runner.ts';
import {
  applyCodeAction,
  getQuickFixes,
  openFile,
  replaceText,
  waitFor,
  waitForRule,
  waitForRuleGone,
  writeFiles,
} from './editor.ts';

const DOCKERFILE = `FROM python:3.13-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY manage.py ./
COPY bookshop/wsgi.py ./bookshop/
USER 1000
CMD ["gunicorn", "bookshop.wsgi"]
`;
const DJANGO = (settings: string): string =>
  `import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "${settings}")\n`;
const BOOKSHOP = {
  'manage.py': DJANGO('bookshop.settings'),
  'bookshop/__init__.py': '',
  'bookshop/settings.py': 'WSGI_APPLICATION = "bookshop.wsgi.application"\n',
  'bookshop/wsgi.py': `${DJANGO('bookshop.settings')}application = get_wsgi_application()\n`,
  'requirements.txt': 'django==5.2.17\ngunicorn==25.0.0\n',
};

async function openBookshop(context: TestContext, dockerfile = DOCKERFILE): Promise<vscode.TextEditor> {
  await writeFiles(context, BOOKSHOP);
  return await openFile(context, 'Dockerfile', dockerfile);
}

/** As another program does it, so that only a watcher can tell. */
function onDisk(document: vscode.TextDocument, path: string): string {
  return vscode.Uri.joinPath(document.uri, '..', path).fsPath;
}

test('renaming a file on disk raises a finding and clears it, without a touch of the Dockerfile', async (context) => {
  const { document } = await openBookshop(context);
  const { version } = document;
  const [there, away] = ['bookshop/wsgi.py', 'bookshop/web.py'].map((path) => onDisk(document, path));
  assert.ok(there && away);
  await waitForRuleGone(document.uri, 'copy-source-missing');
  renameSync(there, away);
  const finding = await waitForRule(document.uri, 'copy-source-missing');
  assert.equal(document.getText(finding.range), 'bookshop/wsgi.py');
  renameSync(away, there);
  await waitForRuleGone(document.uri, 'copy-source-missing');
  assert.equal(document.version, version);
});

test('so does renaming its folder', async (context) => {
  const { document } = await openBookshop(context);
  const [there, away] = ['bookshop', 'shop'].map((path) => onDisk(document, path));
  assert.ok(there && away);
  await waitForRuleGone(document.uri, 'copy-source-missing');
  renameSync(there, away);
  await waitForRule(document.uri, 'copy-source-missing');
  renameSync(away, there);
  await waitForRuleGone(document.uri, 'copy-source-missing');
});

const MODULE_RULE = 'app-module-not-found';
/** A module that is missing is all that there is to find. */
const COPIED = DOCKERFILE.replace('COPY manage.py ./\nCOPY bookshop/wsgi.py ./bookshop/', 'COPY . .');

test('a module that is not there shows the right one in its fix', async (context) => {
  const { document } = await openBookshop(context, COPIED.replace('bookshop.wsgi', 'bookshop.wgsi'));
  const finding = await waitForRule(document.uri, MODULE_RULE);
  assert.match(document.lineAt(finding.range.start).text, /^CMD /);
  // Files that were just written are known a moment later.
  const fix = await waitFor('the fix that names the right module', async () =>
    (await getQuickFixes(document.uri, finding)).find(({ title }) => title.includes('bookshop.wsgi')),
  );
  await applyCodeAction(fix);
  assert.match(document.getText(), /^CMD .*"bookshop\.wsgi/m);
  await waitForRuleGone(document.uri, MODULE_RULE);
});

test('renaming the module on disk raises it and clears it, without a touch of the Dockerfile', async (context) => {
  const { document } = await openBookshop(context, COPIED);
  const { version } = document;
  const [there, away] = ['bookshop/wsgi.py', 'bookshop/web.py'].map((path) => onDisk(document, path));
  assert.ok(there && away);
  await waitForRuleGone(document.uri, MODULE_RULE);
  renameSync(there, away);
  await waitForRule(document.uri, MODULE_RULE);
  renameSync(away, there);
  await waitForRuleGone(document.uri, MODULE_RULE);
  assert.equal(document.version, version);
});

test('the facts are a page whose links lead to where each comes from', async (context) => {
  await openBookshop(context);
  const page = await showFacts(context);
  await shows(
    page,
    /^The Dockerfile is for this project\.\n\n[^#]*^\| Settings +\| `bookshop\.settings` +\| `\S*wsgi\.py:3` +\|$/m,
  );
  await shows(page, /^\| Django +\| `5\.2\.17` +\| `\S*requirements\.txt:1` +\|$/m);
  const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', page.uri);
  const server = links.find(({ range }) => /^\| Server /.test(page.lineAt(range.start).text));
  assert.ok(server?.target);
  assert.match(page.getText(server.range), /requirements\.txt:2/);
  await vscode.commands.executeCommand('vscode.open', server.target);
  context.after(() => vscode.commands.executeCommand('workbench.action.closeActiveEditor'));
  const editor = await waitFor('the file', () => {
    const active = vscode.window.activeTextEditor;
    return active?.document.uri.path.endsWith('/requirements.txt') ? active : undefined;
  });
  assert.equal(editor.selection.active.line, 1);
});

test('the page cannot be edited', async (context) => {
  await openBookshop(context);
  const page = await showFacts(context);
  await vscode.commands.executeCommand('type', { text: 'x' });
  assert.match(page.getText(), /^# Project facts/);
});

test('the page follows the project: what is saved, and what is typed', async (context) => {
  const { document } = await openBookshop(context);
  const page = await showFacts(context);
  writeFileSync(onDisk(document, 'requirements.txt'), 'django==6.0.1\n');
  await shows(page, /^\| Django +\| `6\.0\.1`/m);
  const settings = await openFile(context, 'bookshop/settings.py', BOOKSHOP['bookshop/settings.py']);
  await replaceText(settings, 'WSGI_APPLICATION = "typed.wsgi.application"\n');
  await shows(page, /^\| WSGI application +\| `typed\.wsgi\.application`/m);
});

const shows = (page: vscode.TextDocument, pattern: RegExp) =>
  waitFor(`${pattern} on the page`, () => pattern.test(page.getText()));

/** Opens the page with the command, beside the Dockerfile in the active editor. */
async function showFacts(context: TestContext): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand('djangoDockerfile.showFacts');
  const page = vscode.window.activeTextEditor?.document;
  assert.ok(page);
  assert.equal(page.uri.scheme, 'django-dockerfile');
  context.after(() => vscode.window.showTextDocument(page));
  context.after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  return page;
}
