/** What the tests do in the editor, in the words of a person who does it. */
import * as vscode from 'vscode';
import type { TestContext } from '../../support/runner.ts';

export const EXTENSION_ID = 'django-dockerfile.django-dockerfile';
const SOURCE = 'django-dockerfile';
const WAIT_MS = 10_000;
const POLL_MS = 25;

/** The extension's own language server answers through the editor, so every effect is waited for, never slept for. */
export async function waitFor<T>(what: string, condition: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`waited ${WAIT_MS / 1000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

export function workspaceFolder(): vscode.WorkspaceFolder {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('the tests need a folder to be open');
  return folder;
}

const folders = new WeakMap<TestContext, vscode.Uri>();
let folderCount = 0;

/**
 * A folder in the workspace for one test. Its own, because the editor keeps a closed file's document for a while: under
 * the same path the next test would first see the old text, and its requests would be cancelled by the reload.
 */
export function folderOf(test: TestContext): vscode.Uri {
  const known = folders.get(test);
  if (known !== undefined) return known;
  // Not "test": images under such a path are taken for development ones, which may do what others may not.
  const folder = vscode.Uri.joinPath(workspaceFolder().uri, `case-${++folderCount}`);
  folders.set(test, folder);
  test.after(() => vscode.workspace.fs.delete(folder, { recursive: true }));
  return folder;
}

/** Writes files into the folder of the test; `files` are texts by path. */
export async function writeFiles(test: TestContext, files: Readonly<Record<string, string>>): Promise<void> {
  const folder = folderOf(test);
  for (const [path, text] of Object.entries(files)) {
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, path), new TextEncoder().encode(text));
  }
}

/** Writes a file into the folder of the test and shows it until the test ends. */
export async function openFile(test: TestContext, path: string, text: string): Promise<vscode.TextEditor> {
  await writeFiles(test, { [path]: text });
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folderOf(test), path));
  const editor = await vscode.window.showTextDocument(document);
  test.after(() => closeWithoutSaving(document));
  return editor;
}

async function closeWithoutSaving(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await waitFor('the findings of a closed file to go away', () => ourDiagnostics(document.uri).length === 0);
}

/** Replaces the whole text, as typing does: an edit that is undoable and leaves the document unsaved. */
export async function replaceText(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  const everything = new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
  await editor.edit((edit) => edit.replace(everything, text));
}

export function ourDiagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === SOURCE);
}

/** The rule's id; VS Code hands a code with a link over as an object. */
export function ruleOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : code);
}

export async function waitForDiagnostics(
  uri: vscode.Uri,
  what: string,
  accept: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  try {
    return await waitFor(what, () => {
      const diagnostics = ourDiagnostics(uri);
      return accept(diagnostics) ? diagnostics : undefined;
    });
  } catch (error) {
    const shown = ourDiagnostics(uri).map((diagnostic) => `${ruleOf(diagnostic)}: ${diagnostic.message}`);
    throw new Error(`${String(error)}; there is ${shown.length === 0 ? 'nothing' : `\n${shown.join('\n')}`}`);
  }
}

/** Waits until a rule reports something in the document. */
export async function waitForRule(uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> {
  const ofRule = (diagnostics: readonly vscode.Diagnostic[]) => diagnostics.find((found) => ruleOf(found) === rule);
  const found = ofRule(await waitForDiagnostics(uri, `a finding of ${rule}`, (all) => ofRule(all) !== undefined));
  if (found === undefined) throw new Error(`the finding of ${rule} went away`);
  return found;
}

export async function waitForRuleGone(uri: vscode.Uri, rule: string): Promise<void> {
  await waitForDiagnostics(uri, `no finding of ${rule}`, (all) => all.every((found) => ruleOf(found) !== rule));
}

/** Does something, and waits until the document was diagnosed again because of it. */
export async function untilDiagnosed(uri: vscode.Uri, action: () => Promise<void>): Promise<void> {
  let diagnosed = false;
  const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    diagnosed ||= uris.some((each) => each.toString() === uri.toString());
  });
  try {
    await action();
    await waitFor('new diagnostics', () => diagnosed);
  } finally {
    listener.dispose();
  }
}

export function tabLabels(): string[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
}

export async function getCodeActions(
  uri: vscode.Uri,
  range: vscode.Range,
  kind?: vscode.CodeActionKind,
): Promise<vscode.CodeAction[]> {
  const resolveAll = 100;
  const args = [uri, range, kind?.value, resolveAll] as const;
  return (await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', ...args)) ?? [];
}

/** The quick fixes that the lightbulb offers for one diagnostic. */
export async function getQuickFixes(uri: vscode.Uri, diagnostic: vscode.Diagnostic): Promise<vscode.CodeAction[]> {
  return await getCodeActions(uri, diagnostic.range, vscode.CodeActionKind.QuickFix);
}

/** What choosing the action in the lightbulb's menu does. */
export async function applyCodeAction(action: vscode.CodeAction): Promise<void> {
  if (action.edit !== undefined && !(await vscode.workspace.applyEdit(action.edit))) {
    throw new Error(`the editor refused the edit of "${action.title}"`);
  }
  const { command } = action;
  if (command !== undefined) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

/** The text of everything shown when the mouse rests at a place. */
export async function hoverText(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const command = 'vscode.executeHoverProvider';
  const hovers = (await vscode.commands.executeCommand<vscode.Hover[]>(command, uri, position)) ?? [];
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

/** Where a text stands first in a document. */
export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`"${text}" is not in the document`);
  return document.positionAt(offset);
}

/** Changes a setting of the workspace until the end of the test. `section` is the whole key, `djangoDockerfile.rules`. */
export async function changeSetting(
  test: TestContext,
  section: string,
  value: unknown,
  scope: { readonly languageId: string } | vscode.Uri = workspaceFolder().uri,
): Promise<void> {
  const target = vscode.ConfigurationTarget.Workspace;
  const byLanguage = !(scope instanceof vscode.Uri);
  const update = (to: unknown) => vscode.workspace.getConfiguration('', scope).update(section, to, target, byLanguage);
  await update(value);
  test.after(() => update(undefined));
}
