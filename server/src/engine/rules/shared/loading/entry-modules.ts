import type { DjangoFacts } from '../../../project/types.ts';
import { type Known, known, unknown } from '../../../text/known.ts';
import { type ImportPath, importPathOf } from '../import-path.ts';
import { moduleNameFrom, resolveFrom } from '../python-modules.ts';
import type { ModuleSource, PythonProcess } from '../python-process.ts';

/** A module of the project that a program can be told to load. */
export interface EntryModule {
  /** As the program imports it: `config.wsgi`. */
  readonly name: string;
  /** Relative to the workspace folder. */
  readonly path: string;
}

const ENTRIES = ['wsgi.py', 'asgi.py', 'celery.py'];

/** The project's modules of a name such as wsgi.py that a program can import together with what they need; the nearest first. */
export const entryModules = (file: string, process: PythonProcess): readonly EntryModule[] =>
  entryModulesFrom(file, importPathOf(process), process);

/** The same for any import path. */
export function entryModulesFrom(file: string, importPath: ImportPath, source: ModuleSource): readonly EntryModule[] {
  const { project } = source.facts;
  if (!project.known) return [];
  return project.value.entryModules(file).flatMap((each) => {
    const path = project.value.pathOf(each);
    const name = usableName(path, project.value, importPath, source);
    return name === undefined ? [] : [{ name, path }];
  });
}

/** The only one of them. */
export function onlyEntryModule(file: string, process: PythonProcess): EntryModule | undefined {
  const [entry, ...others] = entryModules(file, process);
  return others.length === 0 ? entry : undefined;
}

/**
 * The name by which a file is imported, where it works: a module of Django's names others from the folder of manage.py, and imported
 * from somewhere else it does not find them.
 */
function usableName(
  path: string,
  project: DjangoFacts,
  importPath: ImportPath,
  source: ModuleSource,
): string | undefined {
  const name = moduleNameFrom(path, importPath, source);
  if (name === undefined) return undefined;
  const file = source.facts.python(path);
  const settings = file.known ? file.value.settingsModule?.module : undefined;
  if (settings !== undefined) return resolveFrom(settings, importPath, source).kind === 'found' ? name : undefined;
  const own = path.slice(project.root === '' ? 0 : project.root.length + 1);
  return own.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.') === name ? name : undefined;
}

/** Something of the project surely lies in the image or is mounted: it is none that gets its source from elsewhere. */
export function holdsProject(process: PythonProcess): boolean {
  const { project } = process.facts;
  if (!project.known) return false;
  const files = ['manage.py', ...ENTRIES.flatMap((name) => project.value.entryModules(name))];
  return files.some((file) => process.placesOf(project.value.pathOf(file)).length > 0);
}

/** The folder in which the project's manage.py lies for a program. */
export function projectRootFor(process: PythonProcess): Known<string> {
  const { project } = process.facts;
  if (!project.known) return project;
  const [place, ...others] = process.placesOf(project.value.pathOf('manage.py'));
  if (place === undefined) return unknown('nobody knows where manage.py lies');
  return others.length > 0 ? unknown('manage.py lies in several places') : known(folderOf(place));
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
