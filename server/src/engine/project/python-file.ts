import type { Known } from '../text/known.ts';
import { type Application, applicationsOf } from './python/applications.ts';
import { environmentSetBy } from './python/environment.ts';
import { moduleNames } from './python/names.ts';
import { readModule } from './python/read.ts';
import { type SettingsModule, settingsModuleOf } from './python/settings-module.ts';
import type { PythonModule } from './python/types.ts';
import { healthPaths, type UrlPath } from './python/urls.ts';
import { ModuleValues } from './settings/module-values.ts';
import type { PlainValue, PythonFile } from './types.ts';

/** A file of Python, and what is worked out of it once somebody asks. */
class ReadPythonFile implements PythonFile {
  readonly #module: PythonModule;
  #names: Known<ReadonlySet<string>> | undefined;
  #settings: { readonly chosen: SettingsModule | undefined } | undefined;
  #routes: Known<readonly UrlPath[]> | undefined;
  #values: ModuleValues | undefined;
  #applications: ReadonlyMap<string, Application> | undefined;

  constructor(module: PythonModule) {
    this.#module = module;
  }

  get names(): Known<ReadonlySet<string>> {
    this.#names ??= moduleNames(this.#module);
    return this.#names;
  }

  get settingsModule(): SettingsModule | undefined {
    this.#settings ??= { chosen: settingsModuleOf(this.#module) };
    return this.#settings.chosen;
  }

  get routes(): Known<readonly UrlPath[]> {
    this.#routes ??= healthPaths(this.#module);
    return this.#routes;
  }

  get applications(): ReadonlyMap<string, Application> {
    this.#applications ??= applicationsOf(this.#module);
    return this.#applications;
  }

  value(name: string): Known<PlainValue | undefined> {
    return this.#whenRun.of(name);
  }

  countsCpus(name: string): boolean {
    return this.#whenRun.countsCpus(name);
  }

  get #whenRun(): ModuleValues {
    this.#values ??= new ModuleValues(this.#module);
    return this.#values;
  }

  environmentSet(until: number): Known<ReadonlySet<string>> {
    return environmentSetBy(this.#module, until);
  }
}

/** Reads a file of Python; a function of its path, too, so that what it says is kept while its text stays the same. */
export const pythonFileOf = (_: string, text: string): PythonFile => new ReadPythonFile(readModule(text));
