import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { test } from '../../support/runner.ts';
import { EXTENSION_ID, openFile, waitFor } from './editor.ts';

test('the extension is there, and starts when a Dockerfile is opened', async (context) => {
  const extension = vscode.extensions.getExtension(EXTENSION_ID);
  assert.ok(extension, `${EXTENSION_ID} is not among the extensions`);
  const editor = await openFile(context, 'Dockerfile', 'FROM python:3.13-slim\n');
  assert.equal(editor.document.languageId, 'dockerfile');
  await waitFor('the extension to be active', () => extension.isActive);
});
