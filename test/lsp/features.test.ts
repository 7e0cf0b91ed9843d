import { expect, test } from 'vitest';
import type { InitializeParams } from 'vscode-languageserver/node';
import { clientFeatures } from '../../server/src/lsp/features.ts';
import { OUR_EXTENSION, VSCODE } from '../support/lsp-client.ts';

const greeting = (
  capabilities: InitializeParams['capabilities'],
  initializationOptions?: unknown,
): InitializeParams => ({
  processId: null,
  rootUri: null,
  capabilities,
  ...(initializationOptions === undefined ? {} : { initializationOptions }),
});

test('a client that says nothing can do nothing', () => {
  const { extras, ...features } = clientFeatures(greeting({}));
  expect(new Set(Object.values(features))).toEqual(new Set([false]));
  expect(extras).toEqual({});
});

test('VS Code with our extension can do everything we ask about', () => {
  const { extras, ...features } = clientFeatures(greeting(VSCODE, OUR_EXTENSION));
  expect(new Set(Object.values(features))).toEqual(new Set([true]));
  expect(extras).toEqual(OUR_EXTENSION);
});

test('what pushed diagnostics may have counts where none are pulled', () => {
  const features = clientFeatures(
    greeting({ textDocument: { publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true } } }),
  );
  expect(features).toMatchObject({ pullDiagnostics: false, relatedInformation: true, codeDescription: true });
});

test.each([
  [
    { documentChanges: true, resourceOperations: ['rename'] },
    { createsFiles: false, changeAnnotations: false },
  ],
  [{ resourceOperations: ['create'] }, { versionedEdits: false, createsFiles: false }],
  [{ changeAnnotationSupport: {} }, { changeAnnotations: true }],
])('edits are what the client says it can do: %j', (workspaceEdit, expected) => {
  const capabilities = { workspace: { workspaceEdit } } as InitializeParams['capabilities'];
  expect(clientFeatures(greeting(capabilities))).toMatchObject(expected);
});

test.each([null, 'rulePages', 7, [], { rulePages: 'yes', status: 1, other: true }])(
  'options like %j turn nothing on',
  (options) => {
    const { extras } = clientFeatures(greeting({}, options));
    expect(Object.values(extras).filter(Boolean)).toEqual([]);
  },
);
