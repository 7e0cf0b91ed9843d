/** A value that may be out of reach. Rules that would need an unknown value stay silent. */
export type Known<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly why: string };

export const known = <T>(value: T): Known<T> => ({ known: true, value });
export const unknown = (why: string): { readonly known: false; readonly why: string } => ({ known: false, why });
