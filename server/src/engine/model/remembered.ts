/** Works something out once for each object: rules ask for the same of every instruction of a file. */
export function remembered<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const values = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = values.get(key) ?? { value: compute(key) };
    values.set(key, found);
    return found.value;
  };
}
