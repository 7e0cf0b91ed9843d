import { admits, minorShare } from '../../project/dependencies/specifier.ts';
import type { DependencyFile, Specifier } from '../../project/dependencies/types.ts';
import type { Fact, ProjectFacts } from '../../project/types.ts';
import type { ImageInstall } from './image-dependencies.ts';
import { mayDownload } from './interpreters.ts';

/** What becomes of an install whose Python is none that the project takes. */
export type Consequence =
  /** The install stops. */
  | 'refused'
  /** uv brings another Python. */
  | 'downloaded'
  /** The install does not ask. */
  | 'unasked';

/** A range of Pythons that a file of the project asks for. */
export interface Demand {
  readonly file: DependencyFile;
  readonly wanted: Fact<Specifier>;
  readonly consequence: Consequence;
}

/** A Python of an image: its minor, and the release where the tag names one. */
export interface ImagePython {
  readonly minor: string;
  readonly release: string | undefined;
}

/** Whether a range leaves out a Python; a minor is left out where none of its releases will do. */
export const leavesOut = (wanted: Specifier, { minor, release }: ImagePython): boolean =>
  release === undefined ? minorShare(wanted, minor) === 'none' : admits(wanted, release) === false;

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** What the files that an install reads ask for, and what the project's own file does where pip reads none. */
export function pythonDemands(install: ImageInstall, facts: ProjectFacts): readonly Demand[] {
  const { request, step } = install;
  if (request.by === 'pip') {
    const own = request.projects.filter(({ main }) => main).flatMap(({ files }) => files);
    const refused = demandsOf(own, 'refused', facts);
    return refused.length > 0 ? refused : demandsOf(ownManifests(facts), 'unasked', facts);
  }
  const { by, folder } = request;
  const manifest = `${folder}${by === 'pipenv' ? 'Pipfile' : 'pyproject.toml'}`;
  if (by === 'pipenv') return demandsOf([manifest], 'unasked', facts);
  const downloads = by === 'uv' && mayDownload(step);
  return demandsOf([manifest], downloads ? 'downloaded' : 'refused', facts);
}

function demandsOf(paths: readonly string[], consequence: Consequence, { dependencies }: ProjectFacts): Demand[] {
  return paths.flatMap((path) => {
    const file = dependencies.get(path);
    if (!file?.known || file.value.lock || !file.value.requiresPython) return [];
    return [{ file: file.value, wanted: file.value.requiresPython, consequence }];
  });
}

/** Manifests that speak for the project itself, which a monorepo may have many of. */
const ownManifests = ({ project, dependencies }: ProjectFacts): readonly string[] =>
  project.known
    ? [...dependencies.keys()].filter(
        (path) =>
          /(?:^|\/)(?:pyproject\.toml|Pipfile|setup\.(?:cfg|py))$/.test(path) &&
          isAround(folderOf(path), project.value.root),
      )
    : [];

/** The project's folder, or one that holds it. */
const isAround = (folder: string, root: string): boolean => `${root}/`.startsWith(folder) || folder === '';

/** What `.python-version` says: the Python that the project is developed on. */
export const developedOn = ({ project, dependencies }: ProjectFacts): Fact<Specifier> | undefined => {
  if (!project.known) return undefined;
  for (const [path, file] of dependencies)
    if (file.known && file.value.kind === 'python-version' && isAround(folderOf(path), project.value.root))
      return file.value.requiresPython;
  return undefined;
};
