import { type Known, known, unknown } from '../text/known.ts';
import { foldersUpward, within } from './context.ts';
import { isDependencyFile, readDependencies } from './dependencies/read.ts';
import type { DependencyFiles } from './dependencies/requests.ts';
import type { DependencyFile } from './dependencies/types.ts';
import { readModule } from './python/read.ts';
import { type SettingsModule, settingsModuleOf } from './python/settings-module.ts';
import type { PythonModule } from './python/types.ts';
import type { Reading } from './reading.ts';
import { readSettings } from './settings/read.ts';
import type { ModuleFile, ResolveModule, SettingsFacts } from './settings/types.ts';
import type { Fact } from './types.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

const moduleOf = (_: string, text: string): PythonModule => readModule(text);

/** Folders of modules that serve nobody. */
const NO_SOURCE = /(?:^|\/)(?:tests?|testing|docs?|examples?|node_modules|site-packages)\//;

/** A Django project of the workspace: the files below the folder of its manage.py, and what they say. */
export class DjangoProject {
  readonly root: string;
  /** Its files, relative to the root. */
  readonly files: readonly string[];
  readonly #workspace: WorkspaceFiles;
  readonly #reading: Reading;
  readonly #settings = new Map<string, Known<SettingsFacts>>();

  constructor(root: string, workspace: WorkspaceFiles, reading: Reading) {
    this.root = root;
    this.files = workspace.listing(root).below('.');
    this.#workspace = workspace;
    this.#reading = reading;
  }

  /** The modules of a name such as wsgi.py, those nearest to the root first. */
  entryModules(name: string): readonly string[] {
    const depth = (path: string): number => path.split('/').length;
    return this.#workspace
      .listing(this.root)
      .index.named(name)
      .filter((file) => file.includes('/') && !NO_SOURCE.test(file))
      .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  }

  /** The settings that the server is started with: those of wsgi.py or asgi.py, else those of manage.py. */
  settingsModule(): Known<Fact<string>> {
    const entries = [...this.entryModules('wsgi.py'), ...this.entryModules('asgi.py')];
    let why = 'no module names the settings';
    for (const file of [...entries, 'manage.py']) {
      const chosen = this.#choice(file);
      if (chosen.known && chosen.value) return known(chosen.value);
      if (!chosen.known) why = chosen.why;
    }
    return unknown(why);
  }

  #choice(file: string): Known<Fact<string> | undefined> {
    const path = this.pathOf(file);
    if (!this.#workspace.has(path)) return known(undefined);
    const choice = this.#reading.parsed(path, choiceIn);
    if (!choice.known) return choice;
    const { value } = choice;
    return known(value && { value: value.module, from: { path, span: value.span } });
  }

  settings(module: string): Known<SettingsFacts> {
    const source = { look: (name: string) => this.#resolve(name), isSame: isSameModule };
    const key = `settings ${this.root}:${module}`;
    const settings =
      this.#settings.get(module) ?? this.#reading.derived(key, source, (resolve) => readSettings(module, resolve));
    this.#settings.set(module, settings);
    return settings;
  }

  #resolve(module: string): ModuleFile | 'unread' | undefined {
    const base = module.replaceAll('.', '/');
    const path = [`${base}.py`, `${base}/__init__.py`]
      .map((each) => within(this.root, each))
      .find((each) => this.#workspace.has(each));
    if (path === undefined) return undefined;
    const text = this.#reading.text(path);
    return text.known ? { path, text: text.value } : 'unread';
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
    for (const manifest of this.#workspace.fitting(folder, isManifest)) {
      const path = within(folder, manifest);
      const file = this.#reading.parsed(path, readDependencies);
      found.set(path, file.known ? file.value : file);
    }
    return found;
  }

  /** A file of the project by its path in the workspace. */
  pathOf(file: string): string {
    return within(this.root, file);
  }

  /** A Python file of the project. */
  module(file: string): Known<PythonModule> {
    return this.#reading.parsed(this.pathOf(file), moduleOf);
  }
}

type Resolved = ReturnType<ResolveModule>;

function isSameModule(a: Resolved, b: Resolved): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.path === b.path && a.text === b.text;
}

const choiceIn = (_: string, text: string): SettingsModule | undefined => settingsModuleOf(readModule(text));

/** Other texts are no requirements: `robots.txt`, `notes.txt`. */
const REQUIREMENTS = /^(?:requirements?(?:[-_.\w]*)|(?:requirements?|reqs|deps)\/[^/]+)\.(?:txt|in)$/i;

/** A file by its path from the folder of a project. */
function isManifest(path: string): boolean {
  const slash = path.indexOf('/');
  if (slash !== -1) return path.indexOf('/', slash + 1) === -1 && REQUIREMENTS.test(path);
  if (/\.(?:txt|in)$/.test(path) && path !== 'runtime.txt') return REQUIREMENTS.test(path);
  return isDependencyFile(path);
}
