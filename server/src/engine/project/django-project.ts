import { type Known, known, unknown } from '../text/known.ts';
import { lastPart } from '../text/path.ts';
import { type Choice, choiceIn, firstChoice, setsNothing } from './chosen-settings.ts';
import { foldersUpward, type IndexedListing, within } from './context.ts';
import { byUse } from './dependencies/order.ts';
import { isDependencyFile, readDependencies } from './dependencies/read.ts';
import type { DependencyFiles } from './dependencies/requests.ts';
import type { DependencyFile } from './dependencies/types.ts';
import { readModule } from './python/read.ts';
import type { PythonModule } from './python/types.ts';
import type { Reading } from './reading.ts';
import type { Variables } from './settings/given.ts';
import { readSettings } from './settings/read.ts';
import { folderOfPattern, globOf, isPattern } from './settings/split-settings.ts';
import type { FindFiles, ResolveModule, SettingsFacts } from './settings/types.ts';
import type { Fact } from './types.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

const moduleOf = (_: string, text: string): PythonModule => readModule(text);

/** Folders of modules that serve nobody. */
const NO_SOURCE = /(?:^|\/)(?:tests?|testing|docs?|examples?|node_modules|site-packages)\//;

const isModule = (file: string, name: string): boolean =>
  file.endsWith(name) && lastPart(file) === name && !NO_SOURCE.test(file);

const depth = (path: string): number => path.split('/').length;
const byDepth = (a: string, b: string): number => depth(a) - depth(b) || (a < b ? -1 : 1);

/** A Django project of the workspace: the files below the folder of its manage.py, and what they say. */
export class DjangoProject {
  readonly root: string;
  /** Its files, relative to the root. */
  readonly files: readonly string[];
  readonly #workspace: WorkspaceFiles;
  readonly #reading: Reading;
  readonly #settings = new Map<string, Known<SettingsFacts>>();
  readonly #entries = new Map<string, readonly string[]>();

  constructor(root: string, workspace: WorkspaceFiles, reading: Reading) {
    this.root = root;
    this.files = workspace.listing(root).below('.');
    this.#workspace = workspace;
    this.#reading = reading;
  }

  /** The modules of a name such as wsgi.py, those nearest to the root first. */
  entryModules(name: string): readonly string[] {
    const all = this.#workspace.listing(this.root).index.named(name);
    const found = this.#entries.get(name) ?? all.filter((file) => isModule(file, name)).sort(byDepth);
    this.#entries.set(name, found);
    return found;
  }

  /**
   * The settings that the server is started with: those of wsgi.py or asgi.py, else those of manage.py. A module that sets nothing, or
   * one that is left from another name of the project, is there because the environment names the real one.
   */
  settingsModule(): Known<Fact<string>> {
    const choices = this.#choices();
    const first = firstChoice(choices);
    if (!first.known) return first;
    if (!first.value) return unknown('no module names the settings');
    const { value: module } = first.value;
    if (this.#setsNothing(module)) return unknown(`${module} sets nothing`);
    const isAgreed = choices.every((each) => !each.known || !each.value || each.value.value === module);
    return isAgreed || this.#hasPackageOf(module) ? known(first.value) : unknown(`there is no ${module}`);
  }

  #setsNothing(module: string): boolean {
    const path = this.moduleFile(module);
    const parsed = path === undefined ? undefined : this.#reading.parsed(path, setsNothing);
    return parsed?.known === true && parsed.value;
  }

  /** The package or module that a dotted name starts with is the project's own. */
  #hasPackageOf(module: string): boolean {
    const top = module.split('.', 1)[0] ?? module;
    return this.files.some((file) => file === `${top}.py` || file.startsWith(`${top}/`));
  }

  /** The settings that are named first, whether there are such settings or not. */
  namedSettings(): Choice {
    return firstChoice(this.#choices());
  }

  #choices(): readonly Choice[] {
    const entries = [...this.entryModules('wsgi.py'), ...this.entryModules('asgi.py')];
    return [...entries, 'manage.py'].map((file) => this.settingsChoice(file));
  }

  /** The settings that a file of the project chooses; known to be undefined when it has no say in them. */
  settingsChoice(file: string): Choice {
    const path = this.pathOf(file);
    if (!this.#workspace.has(path)) return known(undefined);
    const choice = this.#reading.parsed(path, choiceIn);
    if (!choice.known) return choice;
    const { value } = choice;
    if (value === 'unclear') return unknown(`the settings that ${path} chooses are worked out`);
    return known(value && { value: value.module, from: { path, span: value.span } });
  }

  settings(module: string, variables: Variables = NOTHING_GIVEN): Known<SettingsFacts> {
    if (variables.size === 0) return this.#settingsWith(module, variables);
    const usual = this.#settingsWith(module, NOTHING_GIVEN);
    const asked = usual.known ? askedOf(usual.value, variables) : NOTHING_GIVEN;
    return asked.size === 0 ? usual : this.#settingsWith(module, asked);
  }

  #settingsWith(module: string, variables: Variables): Known<SettingsFacts> {
    const source = { look: (name: string) => this.#look(name), isSame };
    const key = `settings ${this.root}:${module}${variables.size === 0 ? '' : JSON.stringify([...variables])}`;
    const settings =
      this.#settings.get(key) ??
      this.#reading.derived(key, source, (look) =>
        readSettings(module, (name) => moduleFrom(look(name)), variables, finder(look)),
      );
    this.#settings.set(key, settings);
    return settings;
  }

  /** A module by its name, a file by its path behind `file:`, paths behind `files:` and a pattern. */
  #look(name: string): Looked {
    if (name.startsWith(FILES)) return this.#matching(name.slice(FILES.length));
    const path = name.startsWith(FILE) ? this.pathOf(name.slice(FILE.length)) : this.moduleFile(name);
    if (path === undefined) return undefined;
    const parsed = this.#reading.parsed(path, moduleOf);
    return parsed.known ? { path, module: parsed.value } : 'unread';
  }

  /** Files of the project that fit a pattern, relative to its root. */
  #matching(pattern: string): readonly string[] | undefined {
    if (!isPattern(pattern)) return this.#workspace.has(this.pathOf(pattern)) ? [pattern] : [];
    const glob = globOf(pattern);
    const below = this.#workspace.listing(this.root).below(folderOfPattern(pattern) || '.');
    return glob && below.filter((file) => glob.test(file)).sort();
  }

  moduleFile(module: string): string | undefined {
    const base = module.replaceAll('.', '/');
    return [`${base}.py`, `${base}/__init__.py`]
      .map((each) => within(this.root, each))
      .find((each) => this.#workspace.has(each));
  }

  /** Files that say what the project depends on, by their path in the workspace: its own, else those of the nearest folder above. */
  dependencyFiles(): DependencyFiles {
    for (const folder of [this.root, ...foldersUpward(within(this.root, 'x')).slice(this.root === '' ? 1 : 0)]) {
      const found = this.#dependenciesIn(folder);
      if (found.size > 0) return found;
    }
    return new Map();
  }

  #dependenciesIn(folder: string): Map<string, Known<DependencyFile>> {
    const found = new Map<string, Known<DependencyFile>>();
    const manifests = this.#workspace.fitting(folder, isManifest).map((each) => within(folder, each));
    for (const path of manifests.sort(byUse)) {
      const file = this.#reading.parsed(path, readDependencies);
      found.set(path, file.known ? file.value : file);
    }
    return found;
  }

  /** A file of the project by its path in the workspace. */
  pathOf(file: string): string {
    return within(this.root, file);
  }

  /** What a folder around the project has. */
  listing(folder: string): IndexedListing {
    return this.#workspace.listing(folder);
  }

  /** A Python file of the project. */
  module(file: string): Known<PythonModule> {
    return this.#reading.parsed(this.pathOf(file), moduleOf);
  }
}

const NOTHING_GIVEN: Variables = new Map();

/** The variables that settings read, in the order of their names. */
function askedOf({ environment: { reads } }: SettingsFacts, variables: Variables): Variables {
  const names = new Set(reads.map(({ name }) => name));
  return new Map([...variables].filter(([name]) => names.has(name)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const FILE = 'file:';
const FILES = 'files:';

/** What settings are read of. */
type Looked = ReturnType<ResolveModule> | readonly string[];

const isList = (looked: Looked): looked is readonly string[] => Array.isArray(looked);

const moduleFrom = (looked: Looked): ReturnType<ResolveModule> => (isList(looked) ? undefined : looked);

const finder =
  (look: (name: string) => Looked): FindFiles =>
  (pattern) => {
    const paths = look(`${FILES}${pattern}`);
    if (!isList(paths)) return undefined;
    return paths.map((file) => ({ file, module: moduleFrom(look(`${FILE}${file}`)) ?? 'unread' }));
  };

function isSame(a: Looked, b: Looked): boolean {
  if (isList(a) || isList(b)) return isList(a) && isList(b) && a.join('\n') === b.join('\n');
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.path === b.path && a.module.text === b.module.text;
}

/** Other texts are no requirements: `robots.txt`, `notes.txt`. */
const REQUIREMENTS = /^(?:requirements?(?:[-_.\w]*)|(?:requirements?|reqs|deps)\/[^/]+)\.(?:txt|in)$/i;

/** A file by its path from the folder of a project. */
function isManifest(path: string): boolean {
  const slash = path.indexOf('/');
  if (slash !== -1) return path.indexOf('/', slash + 1) === -1 && REQUIREMENTS.test(path);
  if (/\.(?:txt|in)$/.test(path) && path !== 'runtime.txt') return REQUIREMENTS.test(path);
  return isDependencyFile(path);
}
