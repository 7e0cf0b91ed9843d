interface Line {
  readonly kind: ' ' | '-' | '+';
  readonly text: string;
}

const CONTEXT = 3;

/** A unified diff of two texts, as `git apply` and `patch -p1` take it; empty when they are the same. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const lines = compare(splitLines(before), splitLines(after));
  return `--- a/${path}\n+++ b/${path}\n${hunks(lines).map(hunkText).join('')}`;
}

/** Lines with their ends: a last line without one differs from the same line with it. */
const splitLines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** The shortest way from one list of lines to the other (Myers), after what both have in common at the ends. */
function compare(before: readonly string[], after: readonly string[]): Line[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - start;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const kept = (text: string): Line => ({ kind: ' ', text });
  return [
    ...before.slice(0, start).map(kept),
    ...shortest(before.slice(start, before.length - tail), after.slice(start, after.length - tail)),
    ...before.slice(before.length - tail).map(kept),
  ];
}

function shortest(before: readonly string[], after: readonly string[]): Line[] {
  const trace: Map<number, number>[] = [];
  const furthest = new Map([[1, 0]]);
  const reach = (diagonal: number): number => furthest.get(diagonal) ?? -1;
  for (let steps = 0; ; steps++) {
    trace.push(new Map(furthest));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const down = diagonal === -steps || (diagonal !== steps && reach(diagonal - 1) < reach(diagonal + 1));
      let x = down ? reach(diagonal + 1) : reach(diagonal - 1) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      furthest.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(trace, before, after);
    }
  }
}

function walkBack(trace: readonly Map<number, number>[], before: readonly string[], after: readonly string[]): Line[] {
  const lines: Line[] = [];
  let x = before.length;
  let y = after.length;
  for (let steps = trace.length - 1; steps >= 0; steps--) {
    const reach = (diagonal: number): number => trace[steps]?.get(diagonal) ?? -1;
    const diagonal = x - y;
    const down = diagonal === -steps || (diagonal !== steps && reach(diagonal - 1) < reach(diagonal + 1));
    const fromDiagonal = down ? diagonal + 1 : diagonal - 1;
    const fromX = reach(fromDiagonal);
    const fromY = fromX - fromDiagonal;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      x--;
      y--;
      lines.push({ kind: ' ', text: before[x] ?? '' });
    }
    if (steps === 0) break;
    if (down) lines.push({ kind: '+', text: after[fromY] ?? '' });
    else lines.push({ kind: '-', text: before[fromX] ?? '' });
    x = fromX;
    y = fromY;
  }
  return lines.reverse();
}

interface Hunk {
  readonly lines: readonly Line[];
  /** How many lines of each text stand before it. */
  readonly before: number;
  readonly after: number;
}

/** Changes with the lines around them; those that are near stand in one hunk. */
function hunks(lines: readonly Line[]): Hunk[] {
  const found: Hunk[] = [];
  const changes = lines.flatMap((line, index) => (line.kind === ' ' ? [] : [index]));
  for (let at = 0; at < changes.length; ) {
    const first = changes[at] ?? 0;
    let last = first;
    while (at < changes.length && (changes[at] ?? 0) <= last + 2 * CONTEXT + 1) {
      last = changes[at] ?? last;
      at++;
    }
    const start = Math.max(0, first - CONTEXT);
    found.push({
      lines: lines.slice(start, last + CONTEXT + 1),
      before: count(lines.slice(0, start), '-'),
      after: count(lines.slice(0, start), '+'),
    });
  }
  return found;
}

const count = (lines: readonly Line[], side: '-' | '+'): number =>
  lines.filter(({ kind }) => kind === ' ' || kind === side).length;

function hunkText(hunk: Hunk): string {
  const range = (skipped: number, side: '-' | '+'): string => {
    const length = count(hunk.lines, side);
    return `${length === 0 ? skipped : skipped + 1}${length === 1 ? '' : `,${length}`}`;
  };
  const body = hunk.lines.map(({ kind, text }) =>
    text.endsWith('\n') ? kind + text : `${kind}${text}\n\\ No newline at end of file\n`,
  );
  return `@@ -${range(hunk.before, '-')} +${range(hunk.after, '+')} @@\n${body.join('')}`;
}
