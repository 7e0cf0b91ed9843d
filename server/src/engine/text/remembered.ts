/** Where an object keeps what was worked out for it. A property is cheap; a WeakMap would make every garbage collection slow. */
const MEMO = Symbol('remembered');

/** Pairs of a function and its answer. An object has few of them, so a list is found through faster than a map. */
type Memo = unknown[];

interface Remembering {
  [MEMO]?: Memo;
}

const NOTHING: Memo = [];

/** Works something out once for each object: rules ask for the same of every instruction of a file. */
export function remembered<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  return (key) => {
    const keeper = key as Remembering;
    const known = keeper[MEMO] ?? NOTHING;
    for (let at = 0; at < known.length; at += 2) if (known[at] === compute) return known[at + 1] as Value;
    const value = compute(key);
    // What was computed may have been kept at the same object.
    if (keeper[MEMO]) keeper[MEMO].push(compute, value);
    else keeper[MEMO] = [compute, value];
    return value;
  };
}
