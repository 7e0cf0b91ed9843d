import { isBuildTool } from '../../../data/python-tools.ts';
import type { CopyInstruction, Model } from '../../../model/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { lastPart } from '../../../text/path.ts';
import { type ImageInstall, imageDependencies } from '../image-dependencies.ts';
import { contextFileAt, contextFileBefore } from '../image-layout.ts';
import type { SettingsInForce } from '../settings-in-force.ts';
import { pathOf } from '../steps.ts';
import type { Collecting } from './collectstatic.ts';
import { imagePathOf } from './project-paths.ts';

/** A file that collectstatic cannot do without, and that is surely not in the image when it runs. */
export interface Absent {
  /** As a message calls it. */
  readonly name: string;
  /** The instruction that brings it later, in the same stage. */
  readonly broughtBy: CopyInstruction | undefined;
}

/** manage.py, else the module of the settings. */
export function absentFile(
  at: Collecting,
  inForce: SettingsInForce | undefined,
  facts: ProjectFacts,
): Absent | undefined {
  const { step, tool } = at;
  const script = tool.script && pathOf(tool.script, step);
  if (script?.known && isAbsent(script.value, at, facts))
    return { name: lastPart(script.value), broughtBy: laterBringer(script.value, at, facts) };
  const [module] = inForce?.settings.files ?? [];
  const place = module === undefined ? undefined : placeOf(module, at, facts);
  if (!place || !isAbsent(place.path, at, facts)) return undefined;
  return { name: place.name, broughtBy: laterBringer(place.path, at, facts) };
}

/** Settings that an image has only a part of say something else there: what is missing may be what somebody keeps for himself. */
export const isPartial = (at: Collecting, { settings }: SettingsInForce, facts: ProjectFacts): boolean =>
  settings.files.some((file) => {
    const place = placeOf(file, at, facts);
    return place !== undefined && isAbsent(place.path, at, facts);
  });

/** Where a file of the project would lie in the image, and its path in the project. */
function placeOf(
  file: string,
  { step, tool }: Collecting,
  { project }: ProjectFacts,
): { readonly name: string; readonly path: string } | undefined {
  const root = project.known ? project.value.pathOf('') : undefined;
  if (root === undefined || !file.startsWith(root)) return undefined;
  const name = file.slice(root.length);
  const path = imagePathOf({ base: 'project', path: name }, step, tool);
  return path.known ? { name, path: path.value } : undefined;
}

function isAbsent(path: string, { step }: Collecting, facts: ProjectFacts): boolean {
  const found = contextFileBefore(step.run, path, facts);
  return found.known && found.value === undefined;
}

/** The first COPY behind the command that leaves a file there. */
function laterBringer(path: string, { step: { run } }: Collecting, facts: ProjectFacts): CopyInstruction | undefined {
  const { stage, index } = run;
  for (const each of stage.instructions.slice(index + 1)) {
    if (each.kind !== 'copy' && each.kind !== 'add') continue;
    const next = stage.instructions[each.index + 1];
    const found = next ? contextFileBefore(next, path, facts) : contextFileAt(stage, path, facts);
    if (found.known && found.value !== undefined) return each;
  }
  return undefined;
}

const DJANGO = 'django';

/** An install may bring Django: it names it, or nobody can tell what comes with what it names. */
const mayBringDjango = ({ set }: ImageInstall): boolean =>
  set.packages.has(DJANGO) || set.unread.length > 0 || !(set.closed || [...set.packages.keys()].every(isBuildTool));

/** The install that brings Django, where all that may do so run only after collectstatic. */
export function laterInstall(
  { step: { run } }: Collecting,
  model: Model,
  facts: ProjectFacts,
): ImageInstall | undefined {
  const dependencies = imageDependencies(run.stage, model, facts);
  const brings = dependencies.installs.filter(mayBringDjango);
  const certain = brings.find((each) => each.certain && each.set.packages.get(DJANGO)?.certain === true);
  const isLater = brings.every((each) => each.run.stage === run.stage && each.run.index > run.index);
  return certain && isLater && dependencies.complete ? certain : undefined;
}
