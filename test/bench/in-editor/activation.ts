import * as vscode from 'vscode';
import { EXTENSION_ID } from '../../vscode/suite/editor.ts';
import { MARK } from '../../vscode/suite/mark.ts';

/** Prints how long the extension takes to load and start, in milliseconds. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension(EXTENSION_ID);
  if (!extension || extension.isActive) throw new Error('The extension is missing, or somebody has started it already');
  const start = performance.now();
  await extension.activate();
  console.log(`${MARK}${performance.now() - start}`);
}
