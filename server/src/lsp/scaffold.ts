import { rootOf } from '../engine/project/survey/root.ts';
import type { Survey } from '../engine/project/survey/types.ts';
import { detect } from '../engine/scaffold/detect.ts';
import { withoutKept } from '../engine/scaffold/kept.ts';
import { namesBeside, usualNames } from '../engine/scaffold/names.ts';
import { scaffold } from '../engine/scaffold/scaffold.ts';
import { lastPart } from '../engine/text/path.ts';
import { addressBelow, joinPath, parentPath, relativeTo } from '../host/paths.ts';
import { decoded, type Folders, nameOf, type Place } from './folders.ts';
import type { ScaffoldParams, ScaffoldPlan, ScaffoldPlanParams, ScaffoldProject, StatedProject } from './messages.ts';
import type { Projects } from './projects.ts';
import { answersOf, choicesOf, noteOf, rolesOf } from './scaffold-wire.ts';

export interface ScaffolderHost {
  readonly folders: Folders;
  readonly projects: Projects;
  readonly today: () => string;
}

interface Found {
  /** The workspace folder. */
  readonly root: string;
  /** The project's folder in it. */
  readonly path: string;
  readonly survey: Survey;
}

/** Answers a client that writes a Dockerfile and what belongs to it; the engine works it out. */
export class Scaffolder {
  readonly #host: ScaffolderHost;

  constructor(host: ScaffolderHost) {
    this.#host = host;
  }

  /** The projects in a folder; without any there, the one that it belongs to. */
  async projects({ uri, stated }: ScaffoldParams): Promise<readonly ScaffoldProject[]> {
    const { folders, today } = this.#host;
    const places = uri === null ? folders.roots.map((root) => ({ root, path: '' })) : placesOf(uri, folders);
    // Somebody may point at what has just come to be, and news of files come late, or one after the other.
    for (const place of places) this.#host.projects.at({ ...place, loose: false })?.forget();
    const found = await Promise.all(places.map((place) => this.#in(place, stated)));
    return found.flat().map(({ root, path, survey }) => ({
      name: path === '' ? nameOf(root) : joinPath(nameOf(root), path),
      uri: addressBelow(root, path) ?? root,
      home: addressBelow(root, survey.home) ?? root,
      stated,
      answers: answersOf(detect(survey, today()), root, survey),
    }));
  }

  async plan({ uri, stated, choices, beside, kept }: ScaffoldPlanParams): Promise<ScaffoldPlan | null> {
    const { folders, today } = this.#host;
    const chosen = choicesOf(choices);
    const [place] = placesOf(uri, folders);
    const found = place && (await this.#in(place, stated)).find(({ path }) => path === place.path);
    if (!chosen || !found) return null;
    const { root, survey } = found;
    const names = namesBeside(usualNames(survey), rolesOf(beside));
    const { files, notes } = scaffold({ survey, choices: chosen, names }, today());
    const address = (path: string): string => addressBelow(root, joinPath(survey.home, path)) ?? root;
    return {
      files: withoutKept(files, rolesOf(kept)).map(({ role, path, text }) => ({
        role,
        uri: address(path),
        path,
        text,
      })),
      notes: notes.map((note) => noteOf(note, root, survey)),
    };
  }

  async #in({ root, path }: Pick<Place, 'root' | 'path'>, stated: StatedProject | null): Promise<readonly Found[]> {
    const project = this.#host.projects.at({ root, path, loose: false });
    if (!project) return [];
    const surveys = await project.surveys(stated ? { root: path, ...stated } : undefined);
    const all = surveys.map((survey) => ({ root, path: rootOf(survey), survey }));
    if (stated) return all;
    const inside = insideOf(path, all);
    return inside.length > 0 ? inside : around(path, all);
  }
}

/** Where an address lies in the folders that are open: nowhere else is anything written. */
function placesOf(uri: string, folders: Folders): readonly Pick<Place, 'root' | 'path'>[] {
  const address = uri.replace(/\/+$/, '');
  const root = folders.roots.find((each) => decoded(each) === decoded(address));
  if (root !== undefined) return [{ root, path: '' }];
  const place = folders.placeOf(address);
  return place && !place.loose ? [place] : [];
}

const holds = (folder: string, path: string): boolean => folder === path || relativeTo(folder, path) !== undefined;

/** Whoever points at a manage.py means that very project. */
const isManagePy = (path: string): boolean => lastPart(path) === 'manage.py';

const insideOf = (path: string, all: readonly Found[]): readonly Found[] =>
  all.filter((each) => (isManagePy(path) ? each.path === parentPath(path) : holds(path, each.path)));

/** The project that a folder belongs to. */
function around(path: string, all: readonly Found[]): readonly Found[] {
  const holding = isManagePy(path) ? [] : all.filter((each) => holds(each.path, path));
  return holding.sort((a, b) => b.path.length - a.path.length).slice(0, 1);
}
