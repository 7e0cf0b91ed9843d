import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test } from '../../support/runner.ts';
import { changeSetting, getCodeActions, openFile, replaceText, waitForRule } from './editor.ts';

const FIX_ALL = 'source.fixAll.djangoDockerfile';
/** With two safe fixes and, for the user, one to review. */
const BEFORE = `FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1
COPY requirements.txt ./
RUN pip install -r requirements.txt
COPY . .
CMD gunicorn config.wsgi --worker-tmp-dir=/dev/shm --access-logfile=-
`;
const AFTER = `FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
CMD ["gunicorn", "config.wsgi", "--worker-tmp-dir=/dev/shm", "--access-logfile=-"]
`;

test('saving applies the safe fixes, and only these, where a person asked for it', async (context) => {
  await changeSetting(context, 'editor.codeActionsOnSave', { [FIX_ALL]: 'explicit' }, { languageId: 'dockerfile' });
  const editor = await openFile(context, 'Dockerfile', BEFORE);
  await waitForRule(editor.document.uri, 'pip-cache-left');
  await replaceText(editor, `${BEFORE}# end\n`);
  await vscode.commands.executeCommand('workbench.action.files.save');
  assert.equal(editor.document.getText(), `${AFTER}# end\n`);
  assert.equal(editor.document.isDirty, false);
  await waitForRule(editor.document.uri, 'runs-as-root');
});

test('without that setting, saving changes nothing', async (context) => {
  const editor = await openFile(context, 'Dockerfile', BEFORE);
  await waitForRule(editor.document.uri, 'pip-cache-left');
  await replaceText(editor, `${BEFORE}# end\n`);
  await vscode.commands.executeCommand('workbench.action.files.save');
  assert.equal(editor.document.getText(), `${BEFORE}# end\n`);
});

test('the command fixes all that is safe', async (context) => {
  const editor = await openFile(context, 'Dockerfile', BEFORE);
  await waitForRule(editor.document.uri, 'pip-cache-left');
  await vscode.commands.executeCommand('djangoDockerfile.fixAll');
  assert.equal(editor.document.getText(), AFTER);
  const again = await getCodeActions(
    editor.document.uri,
    new vscode.Range(0, 0, editor.document.lineCount, 0),
    vscode.CodeActionKind.SourceFixAll.append('djangoDockerfile'),
  );
  assert.deepEqual(
    again.map(({ title }) => title),
    [],
    'a second time there is nothing left to do',
  );
});
