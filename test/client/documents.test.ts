import { describe, expect, test } from 'vitest';
import type { TextDocument, Uri } from 'vscode';
import { isCheckable } from '../../client/src/documents.ts';

const document = (scheme: string, languageId = 'dockerfile'): TextDocument =>
  ({ languageId, uri: { scheme } as Uri }) as TextDocument;

describe('Dockerfiles wherever they lie', () => {
  test.each(['file', 'untitled', 'vscode-vfs', 'vscode-remote', 'vscode-test-web', 'memfs', 'ssh'])('%s', (scheme) => {
    expect(isCheckable(document(scheme))).toBe(true);
  });
});

test('a file of a set-up that is not written yet is a copy', () => {
  expect(isCheckable(document('django-dockerfile'))).toBe(false);
});

describe('but not copies that show another state', () => {
  test.each(['git', 'gitlens', 'review', 'pr', 'vscode-scm', 'chat-editing-snapshot-text-model', 'output'])(
    '%s',
    (scheme) => {
      expect(isCheckable(document(scheme))).toBe(false);
    },
  );
});

test('nor other languages', () => {
  expect(isCheckable(document('file', 'markdown'))).toBe(false);
});
