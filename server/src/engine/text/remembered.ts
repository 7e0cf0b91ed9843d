/** Where an object keeps what was worked out for it. A property is cheap; a WeakMap would make every garbage collection slow. */
const MEMO = Symbol('remembered');

interface Remembering {
  [MEMO]?: Map<unknown, unknown>;
}

/** Works something out once for each object: rules ask for the same of every instruction of a file. */
export function remembered<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  return (key) => {
    const keeper = key as Remembering;
    keeper[MEMO] ??= new Map();
    const memo = keeper[MEMO] as Map<unknown, Value>;
    const found = memo.get(compute);
    if (found !== undefined || memo.has(compute)) return found as Value;
    const value = compute(key);
    memo.set(compute, value);
    return value;
  };
}
