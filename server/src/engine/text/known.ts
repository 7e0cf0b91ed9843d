/** A value that may be out of reach. Rules that would need an unknown value stay silent. */
export type Known<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly why: string };

export const known = <T>(value: T): Known<T> => ({ known: true, value });
export const unknown = (why: string): { readonly known: false; readonly why: string } => ({ known: false, why });

export const knownValue = <T>(item: Known<T>): T | undefined => (item.known ? item.value : undefined);

export const mapKnown = <T, U>(item: Known<T>, change: (value: T) => U): Known<U> =>
  item.known ? known(change(item.value)) : item;
