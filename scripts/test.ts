/**
 * `npm test`: one suite after the other, with one summary at the end.
 *
 *   npm test                   everything but the image builds
 *   npm test -- unit vscode    only these
 *   npm test -- all            everything; of the image builds those that `--quick` chooses
 */
import { buildExtension } from './editor/extension.ts';
import { runChecks } from './suites/checks.ts';
import { runProgramSuite } from './suites/program-suite.ts';
import type { Result } from './suites/result.ts';
import { type Finished, summarize, total } from './suites/summary.ts';
import { runUnitTests } from './suites/unit.ts';

/** In the order in which they run: what fails fast comes first. */
const SUITES: Readonly<Record<string, () => Promise<Result>>> = {
  checks: runChecks,
  build: async () => {
    await buildExtension();
    return { passed: 0, failed: 0, skipped: 0 };
  },
  unit: runUnitTests,
  vscode: () => runProgramSuite('test/vscode/run.ts'),
  ui: () => runProgramSuite('test/ui/run.ts'),
  images: () => runProgramSuite('test/images/run.ts', ['--quick']),
};
const BY_DEFAULT = Object.keys(SUITES).filter((suite) => suite !== 'images');

const given = process.argv.slice(2);
const wanted = given.includes('all') ? Object.keys(SUITES) : given.length > 0 ? given : BY_DEFAULT;
const unknown = wanted.filter((name) => !(name in SUITES));
if (unknown.length > 0) {
  console.error(`No suite ${unknown.join(', ')}; there are ${Object.keys(SUITES).join(', ')}`);
  process.exit(2);
}

/** In CI nobody reads that a suite was left out; there, it must not happen. */
const missingIsFailure = Boolean(process.env.CI) && process.env.CI !== 'false';
const finished: Finished[] = [];
for (const [suite, start] of Object.entries(SUITES)) {
  // Suites test what is built, so it is always built anew.
  if (!wanted.includes(suite) && suite !== 'build') continue;
  console.log(`\n── ${suite} ──`);
  const started = Date.now();
  const result = buildFailed() ? { notRun: 'the build failed' } : await resultOf(start);
  finished.push({ suite, result, seconds: (Date.now() - started) / 1000 });
}
console.log(`\n${summarize(finished, missingIsFailure)}`);
process.exitCode = total(finished, missingIsFailure).failed > 0 ? 1 : 0;

function buildFailed(): boolean {
  const build = finished.find(({ suite }) => suite === 'build')?.result;
  return build !== undefined && 'failed' in build && build.failed > 0;
}

async function resultOf(start: () => Promise<Result>): Promise<Result> {
  try {
    return await start();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
