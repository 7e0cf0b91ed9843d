/** How long activation takes in a real VS Code: the median of a few fresh starts. */
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { root } from '../../scripts/editor/checkout.ts';
import { temporaryFolder } from '../../scripts/editor/cleanup.ts';
import { findCodeForTests } from '../../scripts/editor/vscode.ts';
import { bundleForEditor } from '../vscode/bundle.ts';
import { launchEditor } from '../vscode/launch.ts';
import type { Figure } from './figure.ts';
import { median } from './stopwatch.ts';

const STARTS = 3;

export async function editorFigures(): Promise<Figure[]> {
  const code = await findCodeForTests();
  if (!code.ready) throw new Error(code.why);
  const folder = join(root, 'test/bench/in-editor');
  const bundle = await bundleForEditor(folder, "export { run } from './activation.ts';", 'activation');
  const samples: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const shown = new PassThrough();
    await launchEditor({ code: code.value, bundle, workspace: temporaryFolder('workspace'), shown });
    samples.push(Number(shown.read()?.toString()));
  }
  return [{ name: 'activation in VS Code', value: median(samples), unit: 'ms', limit: 250 }];
}
