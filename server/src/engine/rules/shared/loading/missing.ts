import type { Model } from '../../../model/types.ts';
import type { IgnorePattern, ProjectFacts } from '../../../project/types.ts';
import { editDistance, nearest } from '../../../text/edit-distance.ts';
import type { Related } from '../../define.ts';
import { absence } from '../dependencies/absence.ts';
import { imageDependencies } from '../image-dependencies.ts';
import { importPathOf } from '../import-path.ts';
import { mayInstallProject } from '../project-install.ts';
import { resolveModule } from '../python-modules.ts';
import type { PythonProcess } from '../python-process.ts';
import { workspacePath } from '../started.ts';
import { shortened } from '../wording.ts';
import { START } from './context.ts';
import { type EntryModule, holdsProject, projectRootFor } from './entry-modules.ts';

/** A module that a program is told to load and cannot import, and what is there instead. */
export interface Missing {
  readonly module: string;
  /** A file of that name lies in the image, where the program does not look for it. */
  readonly elsewhere: Elsewhere | undefined;
  /** A file of that name is kept from the image. */
  readonly ignored: { readonly file: string; readonly pattern: IgnorePattern } | undefined;
  /** The module that is most likely meant. */
  readonly twin: EntryModule | undefined;
}

export interface Elsewhere {
  readonly imagePath: string;
  /** Relative to the workspace folder. */
  readonly path: string;
  /** A program that looks in this folder finds it; undefined where it lies under another name. */
  readonly folder: string | undefined;
}

/** Undefined for a module that is there, or may be. `others` are modules of the project that could be meant. */
export function missingModule(
  module: string,
  others: readonly EntryModule[],
  process: PythonProcess,
  model: Model,
): Missing | undefined {
  const found = resolveModule(module, process);
  const isForeign = found.kind === 'unknown' && found.foreign;
  if ((found.kind !== 'absent' && !isForeign) || !holdsProject(process)) return undefined;
  const twin = twinOf(module, others);
  if (isForeign && !(twin && isMistaken(module, twin.name, process, model))) return undefined;
  const lies = elsewhere(module, process);
  // The right name from the wrong folder, or the wrong name for the same file.
  const root = projectRootFor(process);
  const isNamed = lies !== undefined && (lies.path !== twin?.path || (root.known && lies.folder === root.value));
  return {
    module,
    elsewhere: isNamed ? lies : undefined,
    ignored: ignored(module, process.facts),
    twin: isNamed ? undefined : twin,
  };
}

/** The one whose name is nearest; undefined where two are equally near. */
function twinOf(module: string, others: readonly EntryModule[]): EntryModule | undefined {
  const [first, second] = others
    .map((entry) => ({ entry, distance: editDistance(module, entry.name) }))
    .sort((a, b) => a.distance - b.distance);
  return first && first.distance !== second?.distance ? first.entry : undefined;
}

const topOf = (module: string): string => module.split('.', 1)[0] ?? module;

const plain = (name: string): string => name.toLowerCase().replace(/[-_.]/g, '');

/** Letters that a name has to share with that of a package to be part of it by design. */
const TELLING = 3;

/**
 * The first part of a name is none of the project's. It is a slip where a package of the project is called nearly the same, or where
 * everything that is installed is known; an installed package of a similar name may hold it.
 */
function isMistaken(module: string, twin: string, { stage, facts }: PythonProcess, model: Model): boolean {
  if (mayInstallProject(stage, facts)) return false;
  const [top, own] = [topOf(module), topOf(twin)];
  const dependencies = imageDependencies(stage, model, facts);
  const names = dependencies.installs.flatMap(({ set }) => [...set.packages.keys()]).map(plain);
  const part = plain(top);
  if (names.some((name) => name.includes(part) || (name.length > TELLING && part.includes(name)))) return false;
  const isSlip = plain(own) === part || nearest(top, [own]) !== undefined;
  return isSlip || absence(dependencies, top.toLowerCase().replaceAll('_', '-')) === 'certain';
}

/** Files of the context whose path ends as that of a module would. */
function namesakes(module: string, { context }: ProjectFacts): readonly string[] {
  if (!context.known) return [];
  const path = module.replaceAll('.', '/');
  const [plainFile, ofPackage] = [`${path}.py`, `${path}/__init__.py`];
  const isNamed = (file: string, end: string): boolean =>
    file.endsWith(end) && (file.length === end.length || file[file.length - end.length - 1] === '/');
  return context.value.below('.').filter((file) => isNamed(file, plainFile) || isNamed(file, ofPackage));
}

function elsewhere(module: string, process: PythonProcess): Elsewhere | undefined {
  const path = `/${module.replaceAll('.', '/')}`;
  for (const file of namesakes(module, process.facts).map((each) => workspacePath(each, process.facts))) {
    for (const imagePath of process.placesOf(file)) {
      const plainPath = imagePath.replace(/(?:\/__init__)?\.py$/, '');
      const folder = plainPath.endsWith(path) ? plainPath.slice(0, -path.length) || '/' : undefined;
      return { imagePath, path: file, folder };
    }
  }
  return undefined;
}

function ignored(module: string, facts: ProjectFacts): Missing['ignored'] {
  const sent = facts.sent();
  if (!sent.known) return undefined;
  for (const file of namesakes(module, facts)) {
    const pattern = sent.value.leavesOut(file);
    if (pattern) return { file, pattern };
  }
  return undefined;
}

/** Why it is not found, for the end of a message. */
export function reasonOf({ elsewhere: lies, ignored: kept, twin }: Missing, process: PythonProcess): string {
  const [from] = importPathOf(process).folders;
  if (lies?.folder !== undefined && from !== undefined)
    return ` from ${shortened(from, 16)}: it lies in ${shortened(lies.folder, 24)}`;
  if (lies) return `: its file lies at ${shortened(lies.imagePath)}`;
  if (kept) return ': an ignore file keeps it from the image';
  return twin ? `: the project has ${shortened(twin.name)}` : ': the image has no such module';
}

/** The places that show what is there instead. */
export function relatedTo(
  { elsewhere: lies, ignored: kept, twin }: Missing,
  { dockerignore }: ProjectFacts,
): readonly Related[] {
  if (lies) return [{ path: lies.path, span: START, message: `This file lies at ${lies.imagePath} in the image` }];
  if (kept && dockerignore.known && dockerignore.value)
    return [
      { path: dockerignore.value.path, span: kept.pattern.span, message: `This keeps ${kept.file} from the image` },
    ];
  return twin ? [{ path: twin.path, span: START, message: `This is ${twin.name}` }] : [];
}
