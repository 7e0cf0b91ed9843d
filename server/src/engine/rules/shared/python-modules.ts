import type { ContextListing, ProjectFacts } from '../../project/types.ts';
import { isWithin } from '../../text/path.ts';
import { remembered } from '../../text/remembered.ts';
import { type ImportPath, importPathOf } from './import-path.ts';
import { mayInstallProject } from './project-install.ts';
import type { ModuleSource, PythonProcess } from './python-process.ts';

/** A module that a program of Python is told to load. */
export type ResolvedModule =
  | {
      readonly kind: 'found';
      readonly imagePath: string /** Relative to the workspace folder. */;
      readonly path: string;
    }
  /** Importing it fails: `missing` is the first part of its name that is not there. */
  | { readonly kind: 'absent'; readonly missing: string }
  /** `foreign`: no file of the project bears its first name, but an installed package may. */
  | { readonly kind: 'unknown'; readonly why: string; readonly foreign: boolean };

const NAME = /^[^\W\d]\w*(?:\.[^\W\d]\w*)*$/u;

const hidden = (why: string): ResolvedModule => ({ kind: 'unknown', why, foreign: false });

/** What a dotted name is for a program that imports it. */
export const resolveModule = (module: string, process: PythonProcess): ResolvedModule =>
  resolveFrom(module, importPathOf(process), process);

/** The same for any import path. */
export function resolveFrom(module: string, path: ImportPath, source: ModuleSource): ResolvedModule {
  if (!NAME.test(module)) return hidden('it is no name of a module');
  const search = lookThrough(module.split('.'), path, source);
  if (search.kind !== 'lost') return search;
  // A package that has been found is looked into, and nowhere else.
  return search.inPackage ? { kind: 'absent', missing: search.missing } : lostAtTop(search.missing, path, source);
}

/** `inPackage`: the folder that should have it is a package for certain. */
type Search = ResolvedModule | { readonly kind: 'lost'; readonly missing: string; readonly inPackage: boolean };

function lookThrough(parts: readonly string[], { folders }: ImportPath, source: ModuleSource): Search {
  let places = folders;
  let inPackage = false;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const step = lookFor(part, places, source);
    if (step.kind === 'hidden') return hidden(step.why);
    if (step.kind === 'none') {
      // A folder without __init__.py is a package as well.
      const mayBeFolder = holdsFolder(source.facts, part);
      if (isLast && mayBeFolder) return hidden(`${part} may be a folder`);
      if (isLast || !mayBeFolder) return { kind: 'lost', missing: parts.slice(0, index + 1).join('.'), inPackage };
      places = places.map((place) => under(place, part));
      continue;
    }
    if (isLast) return { kind: 'found', imagePath: step.imagePath, path: step.path };
    if (step.kind === 'module') return { kind: 'absent', missing: parts.slice(0, index + 2).join('.') };
    places = [step.imagePath.slice(0, step.imagePath.lastIndexOf('/'))];
    inPackage = true;
  }
  return hidden('it has no name');
}

type Step =
  | { readonly kind: 'package' | 'module'; readonly imagePath: string; readonly path: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'hidden'; readonly why: string };

function lookFor(part: string, places: readonly string[], source: ModuleSource): Step {
  for (const place of places) {
    for (const [kind, file] of [
      ['package', `${part}/__init__.py`],
      ['module', `${part}.py`],
    ] as const) {
      const imagePath = under(place, file);
      const lying = source.fileAt(imagePath);
      if (!lying.known) return { kind: 'hidden', why: lying.why };
      if (lying.value !== undefined) return { kind, imagePath, path: lying.value };
    }
  }
  return { kind: 'none' };
}

const under = (folder: string, rest: string): string => (folder === '/' ? `/${rest}` : `${folder}/${rest}`);

/** No folder of the import path has a package of that name: something else may. */
function lostAtTop(missing: string, path: ImportPath, { stage, facts }: ModuleSource): ResolvedModule {
  if (path.hidden !== undefined) return hidden(path.hidden);
  const [top = missing] = missing.split('.');
  if (!holdsFolder(facts, top) && !holdsModule(facts, top))
    return { kind: 'unknown', why: `an installed package may be ${top}`, foreign: true };
  if (mayInstallProject(stage, facts)) return hidden('the project may be installed as a package');
  return { kind: 'absent', missing };
}

const OF_PYTHON = /\.(?:pyi?|pyc|so|pyd)$/;

/** Names that were asked for, and whether a folder of the context bears them. */
const askedFolders = remembered((_: ContextListing): Map<string, boolean> => new Map());

/** A folder of that name holds Python, anywhere in the build context. */
function holdsFolder({ context }: ProjectFacts, name: string): boolean {
  if (!context.known) return false;
  const asked = askedFolders(context.value);
  let found = asked.get(name);
  if (found === undefined) {
    const [start, part] = [`${name}/`, `/${name}/`];
    found = context.value
      .below('.')
      .some((file) => (file.startsWith(start) || file.includes(part)) && OF_PYTHON.test(file));
    asked.set(name, found);
  }
  return found;
}

/** A file of Python has that name, anywhere in the build context. */
function holdsModule({ context }: ProjectFacts, name: string): boolean {
  if (!context.known) return false;
  const [start, part] = [`${name}.`, `/${name}.`];
  return context.value
    .below('.')
    .some((file) => (file.startsWith(start) || file.includes(part)) && OF_PYTHON.test(file));
}

/** The name by which a file of the workspace is imported from an import path; undefined where it cannot, or where nobody knows. */
export function moduleNameFrom(file: string, path: ImportPath, source: ModuleSource): string | undefined {
  for (const imagePath of source.placesOf(file)) {
    for (const folder of path.folders) {
      if (!isWithin(imagePath, folder)) continue;
      const name = imagePath
        .slice(folder === '/' ? 1 : folder.length + 1)
        .replace(/(?:\/__init__)?\.py$/, '')
        .replaceAll('/', '.');
      const found = resolveFrom(name, path, source);
      if (found.kind === 'found' && found.path === file) return name;
    }
  }
  return undefined;
}
