/** Where an object keeps what was worked out for it. A property is cheap; a WeakMap would make every garbage collection slow. */
const MEMO = Symbol('remembered');

/**
 * The object itself, then pairs of a function and its answer. An object has few of them, so a list is found through faster than a
 * map. A copy made with `...` brings the list along, and is another object.
 */
type Memo = unknown[];

interface Remembering {
  [MEMO]?: Memo;
}

const NOTHING: Memo = [];

/** Works something out once for each object: rules ask for the same of every instruction of a file. */
export function remembered<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  return (key) => {
    const keeper = key as Remembering;
    const known = keeper[MEMO]?.[0] === key ? keeper[MEMO] : NOTHING;
    for (let at = 1; at < known.length; at += 2) if (known[at] === compute) return known[at + 1] as Value;
    const value = compute(key);
    // What was computed may have been kept at the same object.
    if (keeper[MEMO]?.[0] === key) keeper[MEMO].push(compute, value);
    else keeper[MEMO] = [key, compute, value];
    return value;
  };
}
