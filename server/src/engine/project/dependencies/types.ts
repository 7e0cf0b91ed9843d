import type { Known } from '../../text/known.ts';
import type { Fact, Place } from '../types.ts';

export type DependencyFileKind =
  | 'requirements'
  | 'pyproject'
  | 'uv.lock'
  | 'poetry.lock'
  | 'pdm.lock'
  | 'pylock'
  | 'Pipfile'
  | 'Pipfile.lock'
  | 'setup.cfg'
  | 'setup.py'
  | 'python-version';

/** A set of versions as it was written, and in whose language: `^3.12` means something to Poetry only. */
export interface Specifier {
  readonly text: string;
  readonly dialect: 'pep440' | 'poetry';
}

/** Where a package comes from; `target` is the address or the path as it was written, without its fragment. */
export type Source = { readonly kind: 'index' } | { readonly kind: 'vcs' | 'url' | 'path'; readonly target: string };

/** Something that a file asks for. */
export interface Dependency {
  /** Normalised by PEP 503; undefined for a path or an address that does not tell. */
  readonly name: string | undefined;
  readonly extras: readonly string[];
  /** Its text is empty where any version will do. */
  readonly specifier: Specifier;
  /** The one version that `==` or a wheel's name leaves. */
  readonly pinned: string | undefined;
  /** A condition of PEP 508, as it was written. */
  readonly marker: string | undefined;
  readonly source: Source;
  readonly editable: boolean;
  readonly from: Place;
}

/** Something that nobody could read, and that may ask for any package. */
export interface Unread {
  readonly why: string;
  readonly from: Place;
  /** Where a package that does not tell its name surely comes from. */
  readonly source?: Source | undefined;
}

export interface Group {
  /** `main` for what an install always brings, the one of requirements files included. */
  readonly name: string;
  readonly kind: 'main' | 'extra' | 'group' | 'build';
  /** The manager in whose own table it stands; undefined for what standards describe. */
  readonly of?: 'uv' | 'poetry' | 'pdm' | undefined;
  /** It is only installed when asked for. */
  readonly optional: boolean;
  readonly dependencies: readonly Dependency[];
  /** Groups that it takes in with `include-group`. */
  readonly includesGroups: readonly Fact<string>[];
  readonly unread: readonly Unread[];
  readonly from: Place;
}

export interface Include {
  /** Beside the file that includes it, as a path of the same tree; undefined where it is no plain path. */
  readonly path: string | undefined;
  readonly as: 'requirements' | 'constraints';
  readonly from: Place;
}

/** A file besides the code, as it is named: relative to the file that names it. */
export type BuildFile = Fact<string>;

/** How the project itself is built. */
export interface ProjectBuild {
  /** By its package; undefined for setuptools and what nobody has tried. */
  readonly backend: string | undefined;
  /** What it does not build without. */
  readonly stopsWithout: readonly BuildFile[];
  /** What Poetry asks for itself before it installs the project, whatever builds it. */
  readonly poetryStopsWithout: readonly BuildFile[];
}

/** What a pyproject.toml tells its managers. */
export interface ProjectSettings {
  readonly name: Fact<string> | undefined;
  /** Whether the project itself is installed, where a manager is told so. */
  readonly poetryPackageMode: Fact<boolean> | undefined;
  readonly uvPackage: Fact<boolean> | undefined;
  readonly buildSystem: Place | undefined;
  readonly build: ProjectBuild;
  readonly uvDefaultGroups: Known<readonly string[] | 'all'>;
  /** Tables of the managers that are there. */
  readonly poetry: Place | undefined;
  readonly uv: Place | undefined;
  readonly pdm: Place | undefined;
}

/** What a locked package brings with it. */
export interface Edge {
  readonly name: string;
  readonly extras: readonly string[];
  readonly specifier: Specifier;
  readonly marker: string | undefined;
  /** Only followed when an extra of the package names it. */
  readonly optional: boolean;
  readonly from: Place;
}

export interface LockedPackage {
  readonly name: string;
  readonly version: string | undefined;
  readonly source: Source;
  /** The groups that bring it, where the lock says so. */
  readonly groups: readonly string[] | undefined;
  /** Its condition, for all of its groups or for some of them. */
  readonly marker: string | undefined;
  readonly groupMarkers: ReadonlyMap<string, string>;
  readonly optional: boolean;
  readonly edges: readonly Edge[];
  readonly extras: ReadonlyMap<string, readonly Edge[]>;
  /** The groups of a project in its own lock. */
  readonly devGroups: ReadonlyMap<string, readonly Edge[]>;
  readonly from: Place;
}

export interface Lock {
  /** The version of the format, as it was written. */
  readonly format: string | undefined;
  /** The program that wrote it: `Poetry 2.3.4`. */
  readonly madeBy: Fact<string> | undefined;
  readonly packages: readonly LockedPackage[];
  /** Groups of a workspace that is no project itself. */
  readonly devGroups: ReadonlyMap<string, readonly Edge[]>;
  /** The packages that an extra of the project names, where the lock says so. */
  readonly extras: ReadonlyMap<string, readonly string[]>;
}

export interface DependencyFile {
  readonly kind: DependencyFileKind;
  readonly path: string;
  readonly requiresPython: Fact<Specifier> | undefined;
  readonly groups: readonly Group[];
  readonly includes: readonly Include[];
  /** pip takes nothing from it without a hash, so everything that is installed stands in it. */
  readonly hashed: boolean;
  readonly settings: ProjectSettings | undefined;
  readonly lock: Lock | undefined;
}
