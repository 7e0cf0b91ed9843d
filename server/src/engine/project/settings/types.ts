import type { DatabaseName } from '../../data/drivers.ts';
import type { Known } from '../../text/known.ts';
import type { Span } from '../../text/span.ts';
import type { PythonModule } from '../python/types.ts';
import type { Fact, Place } from '../types.ts';

/** A module of the project: its file relative to the workspace folder, and what it says. */
export interface ModuleFile {
  readonly path: string;
  readonly module: PythonModule;
}

/** Finds a module of the project by its dotted name. Undefined: it has no such module. `unread`: it has, but nobody could read it. */
export type ResolveModule = (module: string) => ModuleFile | 'unread' | undefined;

/** A file by its path from the folder that dotted names start from. */
export interface FoundFile {
  readonly file: string;
  readonly module: ModuleFile | 'unread';
}

/** The files that a path with `*` and `?` names, in the order of their names; undefined where nobody can tell. */
export type FindFiles = (pattern: string) => readonly FoundFile[] | undefined;

/** Known to be undefined: the settings do not set it, or set it to None. */
export type Setting<T> = Known<Fact<T> | undefined>;

export interface SettingsPath {
  /**
   * `project`: below the folder that the settings module's dotted name starts from, wherever that is copied to. `workdir`: below
   * the folder that the process was started in.
   */
  readonly base: 'project' | 'absolute' | 'workdir';
  /** With `/`; `..` in front where it leaves the base; empty for the base itself. */
  readonly path: string;
}

export type DatabaseKind = DatabaseName;

export type DatabasePart = 'NAME' | 'USER' | 'PASSWORD' | 'HOST' | 'PORT';

export interface Database {
  readonly alias: string;
  /** Unknown where the environment decides, and for engines we do not know. */
  readonly kind: Known<DatabaseKind>;
  /** ENGINE as it is written. */
  readonly engine: string | undefined;
  /** Where ENGINE says it. */
  readonly engineFrom: Place | undefined;
  /** The variables that hold its URL or engine. */
  readonly reads: readonly EnvironmentRead[];
  /** The variables behind its other parts, where it is written in parts. */
  readonly parts: ReadonlyMap<DatabasePart, readonly EnvironmentRead[]>;
  /** The file of an SQLite database. */
  readonly file: SettingsPath | undefined;
  readonly from: Place;
}

/** A file that a handler of LOGGING writes to. */
export interface LogFile extends SettingsPath {
  /** Where its name stands. */
  readonly from: Place;
  /** Surely opened as soon as Django is set up, whether a logger uses it or not. */
  readonly opened: boolean;
}

export interface Cache {
  readonly alias: string;
  readonly backend: string;
}

/** `bool-of-string`: `bool(…)` of a text, true for "False" as well. `compared`: `== "1"`, `in (…)`. `presence`: only whether it is set. */
export type Cast =
  | 'text'
  | 'bool'
  | 'bool-of-string'
  | 'compared'
  | 'presence'
  | 'int'
  | 'float'
  | 'list'
  | 'json'
  | 'url'
  | 'path'
  | 'other';

export type Default =
  /** Reading it without the variable fails. */
  | { readonly kind: 'absent' }
  /** It is None without the variable. */
  | { readonly kind: 'none' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'dynamic' };

/** A place where settings read a variable of the environment. */
export interface EnvironmentRead {
  readonly name: string;
  readonly place: Place;
  readonly default: Default;
  /** Without the variable, this place raises. */
  readonly required: boolean;
  /** Undefined when the text is used as it is. */
  readonly cast: Cast | undefined;
  /** It is read whenever the settings are imported. */
  readonly unconditional: boolean;
  readonly reader: 'os' | 'environ' | 'environs' | 'decouple' | 'dj-database-url' | 'pydantic';
  /** The name that its value, or something that holds it, is assigned to. */
  readonly setting: string | undefined;
  /** Where its parts are written: the function that is called, the name, the default. */
  readonly written: Readonly<Record<'callee' | 'name' | 'fallback', Span | undefined>>;
}

export interface LoadedVariables {
  readonly place: Place;
  /** Undefined where nobody can tell. Where it is not there, one of its name in a folder above may be taken. */
  readonly path: SettingsPath | undefined;
  /** What it says goes before what the process was given. */
  readonly wins: boolean;
}

/** A read by a function that the settings define: what it makes of the variable, or without it, is not known. */
export type OwnRead = Pick<EnvironmentRead, 'name' | 'setting' | 'place'>;

export interface Environment {
  readonly reads: readonly EnvironmentRead[];
  readonly byOwn: readonly OwnRead[];
  /** Why settings may read more than that. */
  readonly incomplete: string | undefined;
  /** Files of variables (.env) that settings load. */
  readonly files: readonly LoadedVariables[];
  /** Why settings may set variables themselves that they do not name. */
  readonly hidden: string | undefined;
}

export type SecretKey =
  | { readonly kind: 'literal'; readonly value: string }
  /** `reads` are the variables; `fallback` is what it is without them. */
  | { readonly kind: 'environment'; readonly reads: readonly EnvironmentRead[]; readonly fallback: Default };

export interface SettingsFacts {
  readonly module: string;
  /** The files that were read for it, in the order of reading. */
  readonly files: readonly string[];
  /** Modules that the settings take over where they are there: the project has none of them, somebody else may. */
  readonly optional: readonly string[];
  readonly databases: Setting<readonly Database[]>;
  readonly caches: Setting<readonly Cache[]>;
  readonly staticRoot: Setting<SettingsPath>;
  readonly mediaRoot: Setting<SettingsPath>;
  readonly staticUrl: Setting<string>;
  readonly staticfilesDirs: Setting<readonly SettingsPath[]>;
  /** The storage of static files. */
  readonly staticStorage: Setting<string>;
  /** The storage of what users upload. */
  readonly defaultStorage: Setting<string>;
  readonly middleware: Setting<readonly string[]>;
  /** The same, each where it is written. */
  readonly middlewareEntries: Setting<readonly Fact<string>[]>;
  readonly installedApps: Setting<readonly string[]>;
  /** What shows it: a middleware or a storage. */
  readonly whitenoise: Setting<string>;
  /** WhiteNoise serves files where they are, whether they are collected or not. */
  readonly whitenoiseFinders: Setting<boolean>;
  readonly channels: Setting<string>;
  readonly celeryApps: Setting<readonly string[]>;
  readonly gis: Setting<string>;
  readonly redis: Setting<string>;
  readonly wsgiApplication: Setting<string>;
  readonly asgiApplication: Setting<string>;
  readonly rootUrlconf: Setting<string>;
  readonly allowedHosts: Setting<readonly string[]>;
  readonly debug: Setting<boolean>;
  readonly secureSslRedirect: Setting<boolean>;
  /** Where it sends to, instead of the host that was asked for. */
  readonly secureSslHost: Setting<string>;
  /** Patterns of paths that are not sent to HTTPS. */
  readonly redirectExempt: Setting<readonly string[]>;
  /** Settings that are true or false and that these settings set, by name. A text counts as Django takes it: true unless it is empty. */
  readonly switches: ReadonlyMap<string, Setting<boolean>>;
  readonly useI18n: Setting<boolean>;
  /** As far as they are known. */
  readonly logFiles: readonly LogFile[];
  readonly secretKey: Setting<SecretKey>;
  readonly environment: Environment;
}
