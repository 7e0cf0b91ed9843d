/** The values of each axis, by its name. */
export type Axes = Readonly<Record<string, readonly string[]>>;

/** One value of each axis. */
export type Row<A extends Axes> = { readonly [Name in keyof A]: A[Name][number] };

/**
 * Few rows in which every value of an axis meets every value of every other axis. Each row begins with the first pair that has not met,
 * and takes for the other axes what adds most new pairs; so the rows are always the same, and the first ones show the most.
 */
export function pairwise<const A extends Axes>(axes: A): readonly Row<A>[] {
  const missing = new Set(allPairs(axes));
  const uses = new Map<string, number>();
  const rows: Row<A>[] = [];
  for (let [first] = missing; first !== undefined; [first] = missing) {
    const row = completed(Object.fromEntries(first.split('|').map((part) => part.split('=', 2))), axes, missing, uses);
    for (const pair of pairsIn(row)) missing.delete(pair);
    for (const [name, value] of Object.entries(row)) {
      const key = `${name}=${value}`;
      uses.set(key, (uses.get(key) ?? 0) + 1);
    }
    rows.push(row as Row<A>);
  }
  return rows;
}

function completed(
  start: Readonly<Record<string, string>>,
  axes: Axes,
  missing: ReadonlySet<string>,
  uses: ReadonlyMap<string, number>,
): Readonly<Record<string, string>> {
  let row = start;
  for (const [name, values] of Object.entries(axes)) {
    if (name in row) continue;
    const worth = (value: string): number => {
      const fresh = Object.entries(row).filter(([other, its]) => missing.has(pair([name, value], [other, its])));
      // Among equals, what was used least.
      return fresh.length * 1000 - (uses.get(`${name}=${value}`) ?? 0);
    };
    const best = values.reduce((a, b) => (worth(b) > worth(a) ? b : a));
    row = { ...row, [name]: best };
  }
  return row;
}

type Entry = readonly [name: string, value: string];

const pair = (...entries: readonly [Entry, Entry]): string =>
  entries
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('|');

/** Each pair of values of two axes. */
export function allPairs(axes: Axes): readonly string[] {
  const entries = Object.entries(axes).flatMap(([name, values]) => values.map((value): Entry => [name, value]));
  return entries.flatMap((a, index) => entries.slice(index + 1).flatMap((b) => (a[0] === b[0] ? [] : pair(a, b))));
}

/** The pairs that meet in a row. */
export function pairsIn(row: Readonly<Record<string, string>>): readonly string[] {
  const entries = Object.entries(row);
  return entries.flatMap((a, index) => entries.slice(index + 1).map((b) => pair(a, b)));
}
