/** Timing in one process: medians of repeated runs, so that a busy machine does not decide. */

const WARM_UP_MS = 1000;

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Calls until the compiler has done its work; the milliseconds that a call takes then. */
function warmUp(call: () => unknown): number {
  const end = performance.now() + WARM_UP_MS;
  let last = 0;
  while (performance.now() < end) {
    const start = performance.now();
    call();
    last = performance.now() - start;
  }
  return Math.max(last, 0.01);
}

/** Times several calls in turn, round by round, so that all of them see the same machine. */
export function timeTogether(calls: readonly (() => unknown)[], rounds = 9): number[] {
  const repeats = calls.map((call) => Math.max(1, Math.ceil(50 / warmUp(call))));
  const samples = calls.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    calls.forEach((call, index) => {
      const count = repeats[index] ?? 1;
      const start = performance.now();
      for (let i = 0; i < count; i++) call();
      samples[index]?.push((performance.now() - start) / count);
    });
  }
  return samples.map(median);
}
