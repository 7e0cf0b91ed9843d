import type { InstalledSet } from '../dependencies/closure.ts';
import type { DependencyFiles } from '../dependencies/requests.ts';
import type { Manager } from '../dependencies/selection.ts';
import type { DependencyFile } from '../dependencies/types.ts';
import type { NamedFacts } from '../report.ts';
import type { Variables } from '../settings/given.ts';
import type { SettingsFacts } from '../settings/types.ts';
import type { Fact } from '../types.ts';

/** A file of requirements for the image, and all that it takes in. */
export interface Requirements {
  /** Relative to the home, as the others are. */
  readonly file: string;
  /** The file itself, and what it includes. */
  readonly all: readonly string[];
  readonly hashed: boolean;
  /** It installs something out of the project itself: all of that has to be there. */
  readonly local: boolean;
}

/** What an image of a project is made from, and what of it the project has. */
export interface Sources {
  /** Undefined where the project has no requirements. */
  readonly requirements: Requirements | undefined;
  /** A file of the home names packages that the project needs. */
  describes(file: string): boolean;
  /** The lock of a manager is there. */
  hasLock(manager: Manager): boolean;
  /** Folders of the project that its lock installs as packages, the project itself not among them. */
  localPackages(manager: Manager): readonly string[];
  /** What an image takes beside the project's own dependencies: what is there for production, and what holds one of the packages of each need. */
  partsFor(manager: Manager, needs: readonly Need[]): Parts;
  readonly files: DependencyFiles;
  /** Everything that an image gets with these parts, on a Python such as `3.14`. */
  installed(manager: Manager, python: string, parts: Parts): InstalledSet;
}

/** Names of packages, of which one is enough. */
export type Need = readonly string[];

/** Groups and extras of a project that are installed. */
export interface Parts {
  readonly groups: readonly string[];
  readonly extras: readonly string[];
}

/** What of a project decides what an image for it looks like. */
export interface Survey {
  /** The folder for the new files: it is sent to the builder as a whole. Relative to the workspace, as the paths of places are. */
  readonly home: string;
  /** The folder of manage.py, relative to the home; empty for the home itself. */
  readonly folder: string;
  /** A name for images and labels, from the project's own or the folder's. */
  readonly name: string;
  /** What is found out about the project, by the names that `facts` prints. */
  readonly facts: NamedFacts;
  readonly sources: Sources;
  /** What the settings say that the server is started with; undefined where they cannot be told. */
  readonly settings: SettingsFacts | undefined;
  /** What they say in a process that finds these variables in its environment. */
  under(variables: Variables): SettingsFacts | undefined;
  /** manage.py and the modules for servers all choose these settings by themselves. */
  isUsual(settings: string): boolean;
  /** What `celery --app` is given. */
  readonly celeryApp: Fact<string> | undefined;
  /** A page that is there to be asked for health, with a slash in front. */
  readonly healthPage: string | undefined;
  /** Translations that nobody has compiled. */
  readonly uncompiledMessages: boolean;
  /** Manifests of npm by which files for the browser are made, by their path in the workspace. */
  readonly frontEnds: readonly string[];
  /** What says on which Pythons the project runs. */
  readonly pythons: readonly PythonWish[];
  /** Whether the home has a file. */
  has(path: string): boolean;
  /** Files of the home that fit, relative to it. */
  fitting(fits: (path: string) => boolean): readonly string[];
  /** The text of a file that was read, by its path in the workspace. */
  source(path: string): string | undefined;
}

/** A range of Pythons that a file asks for, or the one that it names. */
export interface PythonWish {
  readonly wanted: NonNullable<DependencyFile['requiresPython']>;
  /** It names the Python that the project is developed on. */
  readonly developedOn: boolean;
}
