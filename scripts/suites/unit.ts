import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../editor/checkout.ts';
import { run } from '../editor/processes.ts';
import { type Counts, type Result, withExitCode } from './result.ts';

/** The part of vitest's json report that is read here. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

export async function runUnitTests(): Promise<Result> {
  const file = join(root, 'out/unit.json');
  rmSync(file, { force: true });
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = [vitest, 'run', '--config', 'test/vitest.config.ts', ...reporters];
  const { code } = await run(process.execPath, args, { cwd: root, echo: true });
  return withExitCode(readReport(file), code);
}

function readReport(file: string): Counts {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    // vitest ended before it could write one; its exit code will say so.
    return { passed: 0, failed: 0, skipped: 0 };
  }
  // A file that cannot be loaded has no failing test, and none at all.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
