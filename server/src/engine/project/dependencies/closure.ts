import type { Place } from '../types.ts';
import { evaluateMarker } from './marker.ts';
import type { MarkerEnvironment } from './marker-environment.ts';
import { admits } from './specifier.ts';
import type { Edge, Lock, LockedPackage, Source, Specifier, Unread } from './types.ts';

/** A package that an install brings. */
export interface InstalledPackage {
  readonly name: string;
  /** The locked or pinned version; undefined where it is not fixed, or where several may be meant. */
  readonly version: string | undefined;
  /** It is installed whatever is unknown of the machine. */
  readonly certain: boolean;
  /** The project itself asks for it. */
  readonly direct: boolean;
  /** What it is asked for with: `binary` in `psycopg[binary]`. */
  readonly extras: readonly string[];
  /** The versions that are asked for. */
  readonly specifier: Specifier;
  readonly source: Source;
  /** What asks for it. */
  readonly from: Place;
}

/** What an install brings, as far as anybody can tell. */
export interface InstalledSet {
  readonly packages: ReadonlyMap<string, InstalledPackage>;
  /** What packages bring with them is part of the set, too. */
  readonly closed: boolean;
  /** What may bring more. */
  readonly unread: readonly Unread[];
}

/** A set while it is being gathered. */
export class Gathering {
  readonly packages = new Map<string, InstalledPackage>();
  readonly unread: Unread[] = [];

  /** Takes a package in; who asks for it for certain, and first, counts. */
  add(found: InstalledPackage): void {
    const before = this.packages.get(found.name);
    if (!before) this.packages.set(found.name, found);
    else this.packages.set(found.name, both(before, found));
  }

  finish(closed: boolean): InstalledSet {
    return { packages: this.packages, closed, unread: this.unread };
  }
}

function both(before: InstalledPackage, found: InstalledPackage): InstalledPackage {
  const first = before.certain || !found.certain ? before : found;
  const version = before.version === found.version ? before.version : differing(before, found);
  const extras = [...new Set([...before.extras, ...found.extras])];
  return { ...first, version, extras, certain: before.certain || found.certain, direct: before.direct || found.direct };
}

/** One file pins what another one only names: the pin counts. Two versions are no version. */
const differing = (before: InstalledPackage, found: InstalledPackage): string | undefined =>
  before.version !== undefined && found.version !== undefined ? undefined : (before.version ?? found.version);

interface Step {
  readonly edge: Edge;
  readonly certain: boolean;
  readonly direct: boolean;
}

/** Walks a lock from what the project asks for to everything that this brings. */
export class Closure {
  readonly #byName = new Map<string, LockedPackage[]>();
  readonly #markers = new Map<string, boolean | undefined>();
  /** What has been walked, and whether for certain. */
  readonly #walked = new Map<string, boolean>();
  readonly #gathering: Gathering;
  readonly #environment: MarkerEnvironment;

  constructor(lock: Lock, environment: MarkerEnvironment, gathering: Gathering) {
    this.#gathering = gathering;
    this.#environment = environment;
    for (const each of lock.packages) {
      const same = this.#byName.get(each.name);
      if (same) same.push(each);
      else this.#byName.set(each.name, [each]);
    }
  }

  walk(roots: readonly Edge[]): void {
    const steps: Step[] = roots.map((edge) => ({ edge, certain: true, direct: true }));
    for (let step = steps.pop(); step; step = steps.pop()) this.#take(step, steps);
  }

  #holds(marker: string | undefined): boolean | undefined {
    if (marker === undefined) return true;
    if (!this.#markers.has(marker)) this.#markers.set(marker, evaluateMarker(marker, this.#environment));
    return this.#markers.get(marker);
  }

  #take({ edge, certain, direct }: Step, steps: Step[]): void {
    const holds = this.#holds(edge.marker);
    if (holds === false) return;
    const all = this.#byName.get(edge.name) ?? [];
    const meant = all.filter(
      ({ version, marker }) =>
        this.#holds(marker) !== false && (version === undefined || admits(edge.specifier, version, true) !== false),
    );
    const [only, ...others] = meant;
    if (!only) {
      if (direct && all.length === 0) this.#gathering.unread.push({ why: 'it is not in the lock', from: edge.from });
      return;
    }
    const isCertain = certain && holds === true && meant.some(({ marker }) => this.#holds(marker) === true);
    const version = others.length === 0 ? only.version : undefined;
    const { name, extras, specifier, from } = edge;
    this.#gathering.add({ name, version, certain: isCertain, direct, extras, specifier, source: only.source, from });
    for (const each of meant) this.#follow(each, extras, isCertain && others.length === 0, steps);
  }

  #follow(found: LockedPackage, extras: readonly string[], certain: boolean, steps: Step[]): void {
    const key = `${found.name} ${found.version}`;
    if (this.#isNew(key, certain)) {
      for (const edge of found.edges) if (!edge.optional) steps.push({ edge, certain, direct: false });
    }
    for (const extra of extras) {
      if (!this.#isNew(`${key} ${extra}`, certain)) continue;
      for (const edge of found.extras.get(extra) ?? []) steps.push({ edge, certain, direct: false });
    }
  }

  /** Nothing is walked twice, but for what turns out to be certain. */
  #isNew(key: string, certain: boolean): boolean {
    const before = this.#walked.get(key);
    if (before === true || before === certain) return false;
    this.#walked.set(key, certain);
    return true;
  }
}
