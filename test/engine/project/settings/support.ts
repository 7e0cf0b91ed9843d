import { readModule } from '../../../../server/src/engine/project/python/read.ts';
import type { Variables } from '../../../../server/src/engine/project/settings/given.ts';
import { readSettings } from '../../../../server/src/engine/project/settings/read.ts';
import { globOf } from '../../../../server/src/engine/project/settings/split-settings.ts';
import type {
  EnvironmentRead,
  FindFiles,
  ModuleFile,
  Setting,
  SettingsFacts,
} from '../../../../server/src/engine/project/settings/types.ts';

export type Files = Readonly<Record<string, string>>;

/** Finds modules in files by their path. */
export const resolveIn =
  (files: Files) =>
  (module: string): ModuleFile | undefined => {
    const plain = module.replaceAll('.', '/');
    const path = [`${plain}.py`, `${plain}/__init__.py`].find((each) => files[each] !== undefined);
    return path === undefined ? undefined : { path, module: readModule(files[path] ?? '') };
  };

/** Finds files by a path that may be a pattern. */
const findIn =
  (files: Files): FindFiles =>
  (pattern) => {
    const glob = globOf(pattern);
    const found = Object.keys(files).filter((file) => glob?.test(file));
    const moduleOf = (path: string): ModuleFile => ({ path, module: readModule(files[path] ?? '') });
    return glob && found.sort().map((file) => ({ file, module: moduleOf(file) }));
  };

/** Reads a module of some files. */
export function settings(files: Files, module: string, variables?: Variables): SettingsFacts {
  const facts = readSettings(module, resolveIn(files), variables, findIn(files));
  if (!facts.known) throw new Error(facts.why);
  return facts.value;
}

/** Reads one file as `config/settings.py`. */
export const settingsOf = (text: string): SettingsFacts => settings({ 'config/settings.py': text }, 'config.settings');

/** What a setting is: its value, `unset`, or why it is not known. */
export const told = (setting: Setting<unknown>): unknown =>
  setting.known ? (setting.value ? setting.value.value : 'unset') : `? ${setting.why}`;

/** A variable in short. */
export function brief(read: EnvironmentRead): string {
  const fallback = read.default.kind === 'literal' ? JSON.stringify(read.default.value) : read.default.kind;
  const words = [read.name, fallback, read.cast, read.required && 'required', !read.unconditional && 'maybe'];
  return words.filter(Boolean).join(' ');
}

export const reads = (text: string): readonly string[] => settingsOf(text).environment.reads.map(brief);
