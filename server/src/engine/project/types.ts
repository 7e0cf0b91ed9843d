import type { Known } from '../text/known.ts';
import type { Span } from '../text/span.ts';
import type { ComposeService } from './compose/types.ts';
import type { InstalledSet } from './dependencies/closure.ts';
import type { DependencyFiles, InstallRequest } from './dependencies/requests.ts';
import type { ServiceVariables } from './env-file.ts';
import type { LastWhole } from './last-whole.ts';
import type { ParsedFiles } from './parsed.ts';
import type { Application } from './python/applications.ts';
import type { SettingsModule } from './python/settings-module.ts';
import type { UrlPath } from './python/urls.ts';
import type { Variables } from './settings/given.ts';
import type { SettingsFacts } from './settings/types.ts';

/** A place in a file of the workspace. */
export interface Place {
  readonly path: string;
  readonly span: Span;
}

/** Something that a file of the project says, and where it says so. */
export interface Fact<T> {
  readonly value: T;
  readonly from: Place;
}

/** A file or folder of the project that the facts ask for; paths are relative to the workspace folder, with `/`. */
export interface Want {
  /**
   * `text`: a file's decoded content. `tree`: every file below a folder, skipping what never counts (.git, environments …).
   * `mode`: whether git, or else the file system, lets it be executed.
   */
  readonly kind: 'text' | 'tree' | 'mode';
  readonly path: string;
}

/** What a host found where it looked. `refused`: too large, binary, unreadable or outside the workspace. */
export type Read<T> =
  | { readonly state: 'ok'; readonly value: T }
  | { readonly state: 'missing' }
  | { readonly state: 'refused'; readonly why: string };

/** A file's text without its byte order mark, and whether it had one. */
export type ReadText = Read<string> & { readonly bom?: boolean };

/** `executable`: somebody may run it as a program. */
export type FileMode = 'executable' | 'plain';

export interface Tree {
  /** Files below the folder, relative to the workspace folder. */
  readonly files: readonly string[];
  /** Folders that are there and not looked into: .git, node_modules, virtual environments … */
  readonly skipped: readonly string[];
  /** Links that are not followed; what lies behind them is not listed. */
  readonly links?: readonly string[];
  /** The listing was cut off: what is not in it may still exist. */
  readonly partial: boolean;
}

/** Everything a host has read so far; undefined means "not asked yet". */
export interface ProjectReads {
  text(path: string): ReadText | undefined;
  tree(path: string): Read<Tree> | undefined;
  /** What was made of the texts, for the next document or the next keystroke; a host that asks once needs none. */
  readonly parsed?: ParsedFiles;
  /** Goes before texts that are broken while somebody types in them; a host in which nobody types has none. */
  readonly lastWhole?: LastWhole | undefined;
  mode(path: string): Read<FileMode> | undefined;
}

/** The files a build may copy; paths relative to the context. */
export interface ContextListing {
  /** The context's folder, relative to the workspace folder; empty for the workspace folder itself. */
  readonly root: string;
  has(path: string): boolean;
  /** Files at or below a path. */
  below(path: string): readonly string[];
  /**
   * Files that a COPY of a source brings, which may be a pattern; undefined for a pattern that is not understood.
   * @param fits Only those that fit. The same function is asked for again, not one made for the occasion: each file is asked about once.
   */
  copied(source: string, fits?: (path: string) => boolean): readonly string[] | undefined;
  /** Folders whose files are not listed: .git, node_modules, virtual environments … */
  readonly skipped: readonly string[];
  /** Links that nobody follows: a folder may lie behind them. */
  readonly links: readonly string[];
}

/** A line of an ignore file that says what is left out, or with `!` what is sent in spite of the lines above. */
export interface IgnorePattern {
  /** As Docker compares it: without `!`, blanks, and `/` or `./` in front. */
  readonly text: string;
  readonly negated: boolean;
  /** What is written, the `!` included. */
  readonly span: Span;
}

/** A .dockerignore, or the `<name of the Dockerfile>.dockerignore` that goes before it. */
export interface IgnoreFile {
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly text: string;
  readonly patterns: readonly IgnorePattern[];
}

/** What of the context reaches the builder. */
export interface SentListing extends ContextListing {
  /** The pattern that keeps a path from the builder, whether the path is there or not; undefined when it is sent. */
  leavesOut(path: string): IgnorePattern | undefined;
}

export interface RequirementsFile {
  /** Relative to the build context. */
  readonly path: string;
  /** Files it includes with -r and -c, relative to the build context; undefined where one is no plain path. */
  readonly includes: readonly (string | undefined)[];
  /** What it takes from the project (`-e .`, `./lib`, a folder of wheels): that must be there. */
  readonly localPaths: readonly string[];
  /** It installs something editable from a repository: pip checks that out into `src` below its working directory. */
  readonly checksOut: boolean;
}

export interface EntryScript {
  readonly path: string;
  /** Without its byte order mark, line ends as they are. */
  readonly text: string;
  /** The file begins with a byte order mark. */
  readonly bom: boolean;
}

/** A value of Python that is fully written down. */
export type PlainValue = string | number | boolean | null | readonly string[];

/** What a file of Python says without being run. */
export interface PythonFile {
  /** What it has at its top, defined or imported. */
  readonly names: Known<ReadonlySet<string>>;
  /** The settings that it chooses, as manage.py and wsgi.py do. */
  readonly settingsModule: SettingsModule | undefined;
  /** The routes of a urls.py. */
  readonly routes: Known<readonly UrlPath[]>;
  /** What it has at its top that a server may serve, by name; what is not understood is left out. */
  readonly applications: ReadonlyMap<string, Application>;
  /**
   * What a name at its top is worth once it has run by itself; known to be undefined where it surely leaves the name alone. What
   * other modules or the environment give is unknown.
   */
  value(name: string): Known<PlainValue | undefined>;
  /** That value is worked out of the number of CPUs alone. */
  countsCpus(name: string): boolean;
  /** Variables of the environment that it sets in front of an offset; unknown where it may set others. */
  environmentSet(until: number): Known<ReadonlySet<string>>;
}

/** The Django project that a Dockerfile is for. */
export interface DjangoFacts {
  /** The folder of its manage.py in the workspace; empty for the workspace folder itself. */
  readonly root: string;
  /** Its files, relative to the root. */
  readonly files: readonly string[];
  /** A file of the project by its path in the workspace. */
  pathOf(file: string): string;
  /** The file of a module of the project by its dotted name, as settings name it; its path in the workspace. */
  moduleFile(module: string): string | undefined;
  /** Modules of a name such as wsgi.py, relative to the root; those nearest to the root first. */
  entryModules(name: string): readonly string[];
  /** The settings that it is started with when nothing in the image says otherwise. */
  settingsModule(): Known<Fact<string>>;
  /**
   * What a settings module says; unknown for one that nothing around the Dockerfile names. With variables: what it says in a process
   * that finds these in its environment.
   */
  settings(module: string, variables?: Variables): Known<SettingsFacts>;
}

/** What is known about the Django project around a Dockerfile. A missing fact is unknown, never a guess. */
export interface ProjectFacts {
  readonly context: Known<ContextListing>;
  /** The ignore file in force; that there is none is known as well. */
  readonly dockerignore: Known<IgnoreFile | undefined>;
  /** The context after the ignore file: what a COPY of one of its paths really brings. */
  sent(): Known<SentListing>;
  /** The project of the Dockerfile is Django's; unknown where no project is seen. */
  readonly django: Known<boolean>;
  /** Every file of the workspace folder, relative to it; what stands beside the context counts as well. */
  readonly workspace: Known<readonly string[]>;
  /** Paths of the project's manage.py files, relative to the workspace folder. */
  readonly managePy: Known<readonly string[]>;
  /** Folders of the Django projects of the workspace, without tests and examples where there are others. */
  readonly projects: Known<readonly string[]>;
  /** The folder of the manage.py that the Dockerfile is for; unknown where several are equally near. */
  readonly projectRoot: Known<string>;
  /** That project, and what it says of itself. */
  readonly project: Known<DjangoFacts>;
  /** Files that say what is installed, by their path in the workspace folder. */
  readonly dependencies: DependencyFiles;
  /** What an install brings on a Python such as `3.13`; its paths are those of the workspace folder. */
  installed(request: InstallRequest, python?: string): InstalledSet;
  /** A file of Python by its path in the workspace folder, where something that runs names it. */
  python(path: string): Known<PythonFile>;
  /** Services of compose files that build the Dockerfile, as they run; unknown where another one may do so, too. */
  readonly composeServices: Known<readonly ComposeService[]>;
  /** Every service of the compose files around, as they run; unknown where there may be others. */
  readonly services: Known<readonly ComposeService[]>;
  /** The variables that files give to a service. */
  serviceVariables(service: ComposeService): ServiceVariables;
  /**
   * A file outside of the image that has static files collected or tells people to; known to be undefined where none does. Only known
   * where neither the Dockerfile nor its scripts do so and the settings have a STATIC_ROOT.
   */
  readonly collectedElsewhere: Known<string | undefined>;
  /** A requirements file by its path in the build context. */
  requirements(path: string): Known<RequirementsFile>;
  /** A script of the build context that ENTRYPOINT or CMD may run. */
  script(path: string): Known<EntryScript>;
  /** Whether a file of the context that ENTRYPOINT or CMD may run has the right to be executed. */
  mode(path: string): Known<FileMode>;
  /** The text of another file of the context that a rule's wants named. */
  text(path: string): Known<string>;
  /** The text that these facts were read from, of any file that was read, by its path in the workspace folder. */
  source(path: string): Known<string>;
}
