import type { Place } from '../types.ts';
import { join, unknownValue, type Value } from './value.ts';

/** No person writes more branches than this behind one another. */
const MAX_BRANCHES = 200;

/** The names of a module, or what a branch of it changes in them. */
export class Scope {
  readonly #parent: Scope | undefined;
  readonly #names = new Map<string, Value | undefined>();
  #hidden: { readonly why: string; readonly place: Place } | undefined;
  /** What follows is not reached: something is raised. */
  ended = false;

  constructor(parent?: Scope) {
    this.#parent = parent;
  }

  get(name: string): Value | undefined {
    if (this.#names.has(name)) return this.#names.get(name);
    if (this.#hidden) return unknownValue(this.#hidden.place, this.#hidden.why);
    return this.#parent?.get(name);
  }

  set(name: string, value: Value | undefined): void {
    this.#names.set(name, value);
  }

  /** From here on any name may have any value. */
  hide(place: Place, why: string): void {
    this.#names.clear();
    this.#hidden = { place, why };
  }

  /** Takes the names of another module, as `import *` does. */
  takeAll(other: Scope): void {
    if (other.#hidden) this.hide(other.#hidden.place, other.#hidden.why);
    for (const [name, value] of other.#names) if (!name.startsWith('_')) this.#names.set(name, value);
  }

  /** Goes on where one of several branches ended; nobody knows which. */
  merge(branches: readonly Scope[], place: Place): void {
    const alive = branches.filter(({ ended }) => !ended);
    const [only] = alive;
    if (!only) {
      this.ended = true;
      return;
    }
    if (alive.length > MAX_BRANCHES) {
      this.hide(place, 'it depends on many conditions');
      return;
    }
    const hidden = alive.map((branch) => branch.#hidden).find((each) => each !== undefined);
    if (hidden) this.hide(hidden.place, hidden.why);
    for (const name of new Set(alive.flatMap((branch) => [...branch.#names.keys()]))) {
      const [first, ...others] = alive.map((branch) => branch.get(name));
      this.#names.set(
        name,
        others.reduce((value, other) => join(value, other), first),
      );
    }
  }
}
