/** Runs test/vscode/suite inside the extension host of a real VS Code; given words, only the files whose name has one. */
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/editor/checkout.ts';
import { temporaryFolder } from '../../scripts/editor/cleanup.ts';
import { findCodeForTests } from '../../scripts/editor/vscode.ts';
import { endWithoutRun } from '../../scripts/suites/protocol.ts';
import { bundleForEditor } from './bundle.ts';
import { launchEditor } from './launch.ts';

const code = await findCodeForTests();
if (!code.ready) endWithoutRun(code.why);

const suite = join(root, 'test/vscode/suite');
const words = process.argv.slice(2);
const isWanted = (name: string): boolean => words.length === 0 || words.some((word) => name.includes(word));
const tests = readdirSync(suite).filter((name) => name.endsWith('.test.ts') && isWanted(name));
// Every test file, then what runs them.
const entry = [...tests.sort().map((name) => `import './${name}';`), "export { run } from './index.ts';"].join('\n');
const bundle = await bundleForEditor(suite, entry, 'suite');
// A copy: the tests write files and settings into it.
const workspace = temporaryFolder('workspace');
cpSync(join(root, 'test/vscode/workspace'), workspace, { recursive: true });
try {
  await launchEditor({ code: code.value, bundle, workspace, shown: process.stdout });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
