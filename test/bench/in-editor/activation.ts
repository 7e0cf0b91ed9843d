import * as vscode from 'vscode';
import { EXTENSION_ID } from '../../vscode/suite/editor.ts';
import { MARK } from '../../vscode/suite/mark.ts';

/** The editor and its window are still starting when tests begin; their work is not what is measured. */
const SETTLING_MS = 3000;

/** Prints how long the extension takes to load and start, in milliseconds. */
export async function run(): Promise<void> {
  await new Promise((done) => setTimeout(done, SETTLING_MS));
  const extension = vscode.extensions.getExtension(EXTENSION_ID);
  if (!extension || extension.isActive) throw new Error('The extension is missing, or somebody has started it already');
  const start = performance.now();
  await extension.activate();
  console.log(`${MARK}${performance.now() - start}`);
}
