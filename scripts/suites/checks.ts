import { join } from 'node:path';
import { root } from '../editor/checkout.ts';
import { run } from '../editor/processes.ts';
import type { Result } from './result.ts';

/** Scripts for this Node rather than programs of node_modules/.bin, whose Node is the first one on the PATH. */
const CHECKS: Readonly<Record<string, readonly string[]>> = {
  'generated files are fresh': ['scripts/generate.ts', '--check'],
  'lint and format': ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  types: ['node_modules/typescript/bin/tsc', '-b'],
};

/** What holds without running anything of the extension. */
export async function runChecks(): Promise<Result> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, [script, ...args]] of Object.entries(CHECKS)) {
    const { code, output } = await run(process.execPath, [join(root, String(script)), ...args], { cwd: root });
    counts[code === 0 ? 'passed' : 'failed']++;
    console.log(code === 0 ? `ok ${name}` : `not ok ${name}\n${output}`);
  }
  return counts;
}
