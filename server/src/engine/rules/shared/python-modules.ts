import type { ContextListing, ProjectFacts } from '../../project/types.ts';
import { isWithin } from '../../text/path.ts';
import { remembered } from '../../text/remembered.ts';
import { contextPath, imagePathsOf } from './image-layout.ts';
import { type ImportPath, importPathOf } from './import-path.ts';
import { mayInstallProject } from './project-install.ts';
import type { PythonProcess } from './python-process.ts';

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
export function resolveModule(module: string, process: PythonProcess): ResolvedModule {
  if (!NAME.test(module)) return hidden('it is no name of a module');
  const path = importPathOf(process);
  const search = lookThrough(module.split('.'), path, process);
  if (search.kind !== 'lost') return search;
  // A package that has been found is looked into, and nowhere else.
  return search.inPackage ? { kind: 'absent', missing: search.missing } : lostAtTop(search.missing, path, process);
}

/** `inPackage`: the folder that should have it is a package for certain. */
type Search = ResolvedModule | { readonly kind: 'lost'; readonly missing: string; readonly inPackage: boolean };

function lookThrough(parts: readonly string[], { folders }: ImportPath, process: PythonProcess): Search {
  let places = folders;
  let inPackage = false;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const step = lookFor(part, places, process);
    if (step.kind === 'hidden') return hidden(step.why);
    if (step.kind === 'none') {
      // A folder without __init__.py is a package as well.
      const mayBeFolder = holdsFolder(process.facts, part);
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

function lookFor(part: string, places: readonly string[], process: PythonProcess): Step {
  for (const place of places) {
    for (const [kind, file] of [
      ['package', `${part}/__init__.py`],
      ['module', `${part}.py`],
    ] as const) {
      const imagePath = under(place, file);
      const lying = process.fileAt(imagePath);
      if (!lying.known) return { kind: 'hidden', why: lying.why };
      if (lying.value !== undefined) return { kind, imagePath, path: lying.value };
    }
  }
  return { kind: 'none' };
}

const under = (folder: string, rest: string): string => (folder === '/' ? `/${rest}` : `${folder}/${rest}`);

/** No folder of the import path has a package of that name: something else may. */
function lostAtTop(missing: string, path: ImportPath, { stage, facts }: PythonProcess): ResolvedModule {
  if (path.hidden !== undefined) return hidden(path.hidden);
  const [top = missing] = missing.split('.');
  if (!holdsFolder(facts, top) && !holdsModule(facts, top))
    return { kind: 'unknown', why: `an installed package may be ${top}`, foreign: true };
  if (mayInstallProject(stage, facts)) return hidden('the project may be installed as a package');
  return { kind: 'absent', missing };
}

interface Names {
  readonly folders: ReadonlySet<string>;
  readonly modules: ReadonlySet<string>;
}

/** Names of folders that hold Python, and of files of Python, anywhere in the build context. */
const namesOf = remembered((context: ContextListing): Names => {
  const folders = new Set<string>();
  const modules = new Set<string>();
  for (const file of context.below('.')) {
    if (!/\.(?:pyi?|pyc|so|pyd)$/.test(file)) continue;
    const parts = file.split('/');
    modules.add((parts.pop() ?? '').replace(/\..*$/, ''));
    for (const part of parts) folders.add(part);
  }
  return { folders, modules };
});

const holdsFolder = ({ context }: ProjectFacts, name: string): boolean =>
  context.known && namesOf(context.value).folders.has(name);

const holdsModule = ({ context }: ProjectFacts, name: string): boolean =>
  context.known && namesOf(context.value).modules.has(name);

/** The name by which a program imports a file of the workspace; undefined where it cannot, or where nobody knows. */
export function moduleNameOf(file: string, process: PythonProcess): string | undefined {
  const { facts, stage } = process;
  const inContext = contextPath(file, facts);
  if (inContext === undefined) return undefined;
  for (const imagePath of imagePathsOf(stage, inContext, facts)) {
    for (const folder of importPathOf(process).folders) {
      if (!isWithin(imagePath, folder)) continue;
      const name = imagePath
        .slice(folder === '/' ? 1 : folder.length + 1)
        .replace(/(?:\/__init__)?\.py$/, '')
        .replaceAll('/', '.');
      const found = resolveModule(name, process);
      if (found.kind === 'found' && found.path === file) return name;
    }
  }
  return undefined;
}
