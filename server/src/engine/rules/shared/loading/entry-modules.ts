import type { DjangoFacts } from '../../../project/types.ts';
import { contextPath, imagePathsOf } from '../image-layout.ts';
import { moduleNameOf, resolveModule } from '../python-modules.ts';
import type { PythonProcess } from '../python-process.ts';

/** A module of the project that a program can be told to load. */
export interface EntryModule {
  /** As the program imports it: `config.wsgi`. */
  readonly name: string;
  /** Relative to the workspace folder. */
  readonly path: string;
}

const ENTRIES = ['wsgi.py', 'asgi.py', 'celery.py'];

/** The project's modules of a name such as wsgi.py that a program can import together with what they need; the nearest first. */
export function entryModules(file: string, process: PythonProcess): readonly EntryModule[] {
  const { project } = process.facts;
  if (!project.known) return [];
  return project.value.entryModules(file).flatMap((each) => {
    const path = project.value.pathOf(each);
    const name = usableName(path, project.value, process);
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
export function usableName(path: string, project: DjangoFacts, process: PythonProcess): string | undefined {
  const name = moduleNameOf(path, process);
  if (name === undefined) return undefined;
  const file = process.facts.python(path);
  const settings = file.known ? file.value.settingsModule?.module : undefined;
  if (settings !== undefined) return resolveModule(settings, process).kind === 'found' ? name : undefined;
  const own = path.slice(project.root === '' ? 0 : project.root.length + 1);
  return own.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.') === name ? name : undefined;
}

/** Something of the project surely lies in the image: it is no image that gets its source when it is started. */
export function holdsProject({ stage, facts }: PythonProcess): boolean {
  const { project } = facts;
  if (!project.known) return false;
  const files = ['manage.py', ...ENTRIES.flatMap((name) => project.value.entryModules(name))];
  return files.some((file) => {
    const path = contextPath(project.value.pathOf(file), facts);
    return path !== undefined && imagePathsOf(stage, path, facts).length > 0;
  });
}
