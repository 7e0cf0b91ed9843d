import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { bytesOf, type Pending, pendingFiles } from '../../../client/src/scaffold/pending.ts';
import { writeAll } from '../../../client/src/scaffold/write.ts';
import { type TestContext, test } from '../../support/runner.ts';
import { folderOf, tabLabels, writeFiles } from './editor.ts';

const PROJECT = {
  'manage.py': 'import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n',
  'config/__init__.py': '',
  'config/settings.py': 'WSGI_APPLICATION = "config.wsgi.application"\n',
  'config/wsgi.py': 'application = None\n',
  'requirements.txt': 'django==5.2.17\ngunicorn==23.0.0\n',
};
const NEW = ['.dockerignore', '.env.example', '.gitattributes', 'Dockerfile', 'compose.yaml', 'entrypoint.sh'];

/** Every one of them goes through all questions. */
const LONG = { timeoutMs: 60_000 };

const ENTER = 'workbench.action.acceptSelectedQuickOpenItem';
const ESCAPE = 'workbench.action.closeQuickOpen';

test(
  'Enter at each question writes what was shown, and opens the Dockerfile',
  async (context) => {
    await writeFiles(context, PROJECT);
    await scaffold(context, ENTER);
    context.after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
    assert.deepEqual(await filesOf(context), [...Object.keys(PROJECT).filter(isTop), ...NEW, 'config'].sort());
    const dockerfile = vscode.window.activeTextEditor?.document;
    assert.ok(dockerfile);
    assert.ok(dockerfile.uri.path.endsWith('/Dockerfile'));
    assert.equal(dockerfile.isDirty, false);
    assert.match(dockerfile.getText(), /^# syntax=[\s\S]*\nCMD \["gunicorn", "config\.wsgi:application"/);
    assert.deepEqual(
      tabLabels().filter((label) => label.startsWith('Set-up')),
      [],
    );
  },
  LONG,
);

test(
  'manage.py stands for its project',
  async (context) => {
    await writeFiles(context, PROJECT);
    await scaffold(context, ENTER, 'manage.py');
    context.after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
    assert.ok((await filesOf(context)).includes('compose.yaml'));
  },
  LONG,
);

test(
  'of several projects one is chosen, and only that one gets files',
  async (context) => {
    const below = (folder: string) =>
      Object.fromEntries(Object.entries(PROJECT).map(([path, text]) => [`${folder}/${path}`, text]));
    await writeFiles(context, { ...below('blog'), ...below('shop') });
    await scaffold(context, ENTER);
    context.after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
    assert.match(await textOf(context, 'blog/Dockerfile'), /^CMD /m);
    assert.deepEqual(await filesOf(context), ['blog', 'shop']);
    const shop = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(folderOf(context), 'shop'));
    assert.deepEqual(shop.map(([name]) => name).sort(), ['config', 'manage.py', 'requirements.txt']);
  },
  LONG,
);

test(
  'Escape writes nothing',
  async (context) => {
    await writeFiles(context, PROJECT);
    const before = await filesOf(context);
    await scaffold(context, ESCAPE);
    assert.deepEqual(await filesOf(context), before);
  },
  LONG,
);

test(
  'what is there stays as it is unless somebody says otherwise',
  async (context) => {
    await writeFiles(context, { ...PROJECT, Dockerfile: 'FROM scratch\n' });
    await scaffold(context, ENTER);
    context.after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
    assert.equal(await textOf(context, 'Dockerfile'), 'FROM scratch\n');
    assert.ok((await filesOf(context)).includes('compose.yaml'));
  },
  LONG,
);

test('all files are written as they are, and replace what they are to replace', async (context) => {
  await writeFiles(context, { old: 'old\n', same: 'same\n' });
  const files = await pending(context, { new: 'a\r\nb\n', old: '', same: 'same\n' });
  assert.deepEqual(
    files.map(({ there }) => there),
    ['nothing', 'other', 'same'],
  );
  assert.ok(await writeAll(files));
  assert.equal(await textOf(context, 'new'), 'a\r\nb\n');
  assert.equal(await textOf(context, 'old'), '');
});

test('when one cannot be written, none is', async (context) => {
  await writeFiles(context, { old: 'old\n' });
  const files = await pending(context, { first: '1\n', old: 'new\n', late: '2\n', last: '3\n' });
  // Somebody else was faster.
  await writeFiles(context, { late: 'mine\n' });
  assert.equal(await writeAll(files), false);
  assert.deepEqual(await filesOf(context), ['late', 'old']);
  assert.equal(await textOf(context, 'old'), 'old\n');
  assert.equal(await textOf(context, 'late'), 'mine\n');
});

test('a folder in the way is never taken for a file', async (context) => {
  await writeFiles(context, { 'Dockerfile/x': '' });
  const files = await pending(context, { Dockerfile: 'FROM scratch\n', other: '' });
  assert.equal(files[0]?.there, 'other');
  assert.equal(await writeAll(files), false);
  assert.deepEqual(await filesOf(context), ['Dockerfile']);
});

const isTop = (path: string): boolean => !path.includes('/');

/** Runs the command for a file or the folder of the test, and answers every question with the same key. */
async function scaffold(context: TestContext, key: string, path = ''): Promise<void> {
  let running = true;
  const command = vscode.commands.executeCommand(
    'djangoDockerfile.scaffold',
    vscode.Uri.joinPath(folderOf(context), path),
  );
  const end = () => {
    running = false;
  };
  command.then(end, end);
  // A test that takes too long must not press keys in those that follow.
  context.after(end);
  while (running) {
    await vscode.commands.executeCommand(key);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  await command;
}

const pending = (context: TestContext, files: Readonly<Record<string, string>>): Promise<readonly Pending[]> =>
  pendingFiles(
    Object.entries(files).map(([path, text]) => ({
      role: path,
      path,
      uri: vscode.Uri.joinPath(folderOf(context), path).toString(),
      text,
    })),
  );

async function filesOf(context: TestContext): Promise<string[]> {
  const entries = await vscode.workspace.fs.readDirectory(folderOf(context));
  return entries.map(([name]) => name).sort();
}

async function textOf(context: TestContext, path: string): Promise<string> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folderOf(context), path));
  assert.deepEqual(bytesOf(new TextDecoder().decode(bytes)).length, bytes.length);
  return new TextDecoder().decode(bytes);
}
