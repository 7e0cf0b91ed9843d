/** Timing in one process: medians of many calls, so that a busy machine does not decide. */

const WARM_UP_MS = 3000;

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Calls until the compiler has done its work. */
function warmUp(call: () => unknown): void {
  const end = performance.now() + WARM_UP_MS;
  while (performance.now() < end) call();
}

/**
 * Times several calls in turn, one by one, so that all of them see the same machine. An editor analyses once behind a keystroke,
 * with other work in between: the same call many times in a row would measure how well the processor's caches hold one program.
 */
export function timeTogether(calls: readonly (() => unknown)[], rounds: number): number[] {
  for (const call of calls) warmUp(call);
  const samples = calls.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    calls.forEach((call, index) => {
      const start = performance.now();
      call();
      samples[index]?.push(performance.now() - start);
    });
  }
  return samples.map(median);
}
