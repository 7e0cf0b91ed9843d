import { join } from 'node:path';
import { root } from '../editor/checkout.ts';
import { run } from '../editor/processes.ts';
import { NOT_RUN_EXIT_CODE, NOT_RUN_PREFIX } from './protocol.ts';
import { type Counts, type Result, withExitCode } from './result.ts';

/** A suite that is a program of its own, which ends with a line `N passed, N failed[, N skipped]`. */
export async function runProgramSuite(script: string, args: readonly string[] = []): Promise<Result> {
  const { code, output } = await run(process.execPath, [join(root, script), ...args], { cwd: root, echo: true });
  if (code === NOT_RUN_EXIT_CODE) return { notRun: reasonIn(output) };
  return withExitCode(countsIn(output), code);
}

function countsIn(output: string): Counts {
  const sum = [...output.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1);
  const [passed, failed, skipped] = (sum ?? []).slice(1).map((number) => Number(number ?? 0));
  return { passed: passed ?? 0, failed: failed ?? 0, skipped: skipped ?? 0 };
}

function reasonIn(output: string): string {
  const start = output.lastIndexOf(NOT_RUN_PREFIX);
  return start < 0 ? 'it gave no reason' : output.slice(start + NOT_RUN_PREFIX.length).trim();
}
