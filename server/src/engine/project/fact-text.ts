/** A fact's value as a person reads it, on one line. */
export const factText = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : value === true ? 'yes' : value === false ? 'no' : String(value);
