/**
 * A test runner small enough to be bundled into the extension host, where no other can be loaded without bringing
 * hundreds of files along. Tests run in the order they were declared: those of the UI build on each other.
 */
export interface TestContext {
  /** Undoes something when the test ends, also when it fails; the last thing first. */
  after(undo: () => unknown): void;
}

type Body = (context: TestContext) => unknown;

interface Test {
  readonly name: string;
  readonly body: Body;
  readonly timeoutMs: number;
}

export interface RunOptions {
  readonly print: (line: string) => void;
  /** Leave out the tests after the first failure, because they stand on it. */
  readonly dependent?: boolean;
  readonly onFailure?: (name: string) => unknown;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const tests: Test[] = [];

export function test(name: string, body: Body, options: { readonly timeoutMs?: number } = {}): void {
  tests.push({ name, body, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS });
}

/** Runs everything declared, prints a line for each and the sum; resolves to how many failed. */
export async function runTests({ print, dependent, onFailure }: RunOptions): Promise<number> {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, body, timeoutMs } of tests) {
    if (dependent && count.failed > 0) {
      count.skipped++;
      print(`skip ${name}`);
      continue;
    }
    const started = Date.now();
    const error = await runTest(body, timeoutMs);
    if (error === undefined) {
      count.passed++;
      print(`ok ${name} (${Date.now() - started} ms)`);
    } else {
      count.failed++;
      print(`not ok ${name}`);
      for (const line of describe(error).split('\n')) print(`    ${line}`);
      await onFailure?.(name);
    }
  }
  // A run without tests means that they were not found, not that all is well.
  if (tests.length === 0) count.failed++;
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
  print(`${count.passed} passed, ${count.failed} failed${skipped}`);
  return count.failed;
}

/** The error with which the test failed, if it did. */
async function runTest(body: Body, timeoutMs: number): Promise<unknown> {
  const undo: (() => unknown)[] = [];
  const context: TestContext = { after: (task) => undo.push(task) };
  let failure: unknown;
  // The undoing is part of the test: what it leaves behind would be the next one's failure.
  for (let step: (() => unknown) | undefined = () => body(context); step !== undefined; step = undo.pop()) {
    try {
      await inTime(step, timeoutMs);
    } catch (error) {
      failure ??= error ?? new Error('failed without an error');
    }
  }
  return failure;
}

async function inTime(work: () => unknown, timeoutMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not finished after ${timeoutMs / 1000} s`)), timeoutMs);
  });
  try {
    await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
