import {
  CONFIG_FILE,
  configFileKind,
  EMPTY_LAYER,
  hasConfigTable,
  PYPROJECT,
  readConfigFile,
} from '../engine/config/file.ts';
import { matchesAnyGlob } from '../engine/config/glob.ts';
import type { ReadConfig } from '../engine/config/types.ts';
import type { Rule } from '../engine/rules/define.ts';
import { joinPath, parentPath, relativeTo, upward } from './paths.ts';
import type { Reader } from './reader.ts';
import { readText } from './text.ts';

export interface ConfigFile extends ReadConfig {
  /** Relative to the workspace folder. */
  readonly path: string;
  /** What the spans of the problems refer to. */
  readonly text: string;
}

/** The names that a host has to watch. */
export const CONFIG_FILE_NAMES = [CONFIG_FILE, PYPROJECT] as const;

/** Finds and remembers the configuration files of a workspace folder. */
export class ConfigFiles {
  readonly #reader: Reader;
  readonly #rules: readonly Rule[];
  readonly #files = new Map<string, Promise<ConfigFile | undefined>>();

  constructor(reader: Reader, rules: readonly Rule[]) {
    this.#reader = reader;
    this.#rules = rules;
  }

  /**
   * The nearest configuration of a document: in its own folder, then in each above it up to the workspace folder,
   * `django-dockerfile.toml` before a pyproject.toml that has the table. One file counts; they are not merged.
   */
  async find(document: string): Promise<ConfigFile | undefined> {
    for (const folder of upward(parentPath(document))) {
      for (const name of CONFIG_FILE_NAMES) {
        const file = await this.#file(joinPath(folder, name));
        if (file) return file;
      }
    }
    return undefined;
  }

  /** Whether a change at a path may make a configuration different. */
  concerns(path: string): boolean {
    return this.#at(path).length > 0;
  }

  /** A file or folder has changed, come or gone. */
  changed(path: string): void {
    for (const file of this.#at(path)) this.#files.delete(file);
  }

  /** What was looked for at or below a path. */
  #at(path: string): readonly string[] {
    if (this.#files.has(path)) return [path];
    return [...this.#files.keys()].filter((file) => relativeTo(path, file) !== undefined);
  }

  #file(path: string): Promise<ConfigFile | undefined> {
    let file = this.#files.get(path);
    if (!file) {
      file = this.#read(path);
      this.#files.set(path, file);
    }
    return file;
  }

  async #read(path: string): Promise<ConfigFile | undefined> {
    const kind = configFileKind(path);
    const text = await readText(this.#reader, path);
    if (text.state === 'missing') return undefined;
    if (text.state === 'refused') {
      // Nobody can tell whether a pyproject.toml that cannot be read was meant for us.
      if (kind === 'pyproject') return undefined;
      const problems = [{ message: `This file cannot be read: ${text.why}`, span: undefined }];
      return { path, text: '', layer: EMPTY_LAYER, problems };
    }
    if (kind === 'pyproject' && !hasConfigTable(text.value)) return undefined;
    return { path, text: text.value, ...readConfigFile(this.#rules, text.value, kind) };
  }
}

/** Whether a configuration file's `exclude` leaves a document out. Its globs are relative to its own folder. */
export function excludes(file: ConfigFile, document: string): boolean {
  const path = relativeTo(parentPath(file.path), document);
  return path !== undefined && matchesAnyGlob(file.layer.exclude ?? [], path);
}
