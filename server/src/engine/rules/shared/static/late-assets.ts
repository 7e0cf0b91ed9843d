import { inheritedCopies, inheritedInstructions } from '../../../model/instruction-lists.ts';
import type { CopyInstruction, Instruction, Model, Stage } from '../../../model/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { isWithin } from '../../../text/path.ts';
import { type SettingsInForce, settingsOfRun } from '../settings-in-force.ts';
import { startedIn } from '../started.ts';
import { mayCollectAtStart } from './at-start.ts';
import { type Collecting, collectings } from './collectstatic.ts';
import { imagePathOf } from './project-paths.ts';

/** A COPY of files that have to be collected, behind the command that collects. */
export interface LateAssets {
  readonly copy: CopyInstruction;
  /** Where it puts them. */
  readonly folder: string;
  readonly at: Collecting;
}

export function lateAssets(model: Model, facts: ProjectFacts): readonly LateAssets[] {
  const all = collectings(model);
  if (all.length === 0 || startedIn(model, facts).some((started) => mayCollectAtStart(started, model, facts)))
    return [];
  const found = new Map<CopyInstruction, LateAssets>();
  for (const at of all) {
    const inForce = settingsOfRun(at.step.run, at.step.command, facts);
    const folders = inForce.known ? foldersToCollect(at, inForce.value) : [];
    if (folders.length === 0) continue;
    for (const copy of copiesBehind(at, all, model)) {
      const { destination } = copy.copy;
      if (destination.known && folders.some((folder) => isWithin(destination.value, folder)))
        found.set(copy, { copy, folder: destination.value, at });
    }
  }
  return [...found.values()];
}

/** Folders of STATICFILES_DIRS in the image; none where files are served from there. */
function foldersToCollect({ step, tool }: Collecting, { settings }: SettingsInForce): readonly string[] {
  const { staticfilesDirs, staticRoot, whitenoiseFinders } = settings;
  if (
    !staticfilesDirs.known ||
    !staticRoot.known ||
    !whitenoiseFinders.known ||
    whitenoiseFinders.value?.value === true
  )
    return [];
  const root = staticRoot.value && imagePathOf(staticRoot.value.value, step, tool);
  const folders = (staticfilesDirs.value?.value ?? []).map((path) => imagePathOf(path, step, tool));
  return folders.flatMap((folder) => {
    const isRoot = folder.known && root?.known === true && isWithin(folder.value, root.value);
    return folder.known && !isRoot ? [folder.value] : [];
  });
}

/** COPYs that an image has behind a collectstatic, and behind which none runs once more. */
function copiesBehind(
  { step: { run } }: Collecting,
  all: readonly Collecting[],
  model: Model,
): readonly CopyInstruction[] {
  const collecting = new Set<Instruction>(all.map(({ step }) => step.run));
  return endsOf(run.stage, model).flatMap((stage) => {
    const instructions = inheritedInstructions(stage);
    if (instructions.findLast((each) => collecting.has(each)) !== run) return [];
    return inheritedCopies(stage).filter((copy) => instructions.indexOf(copy) > instructions.indexOf(run));
  });
}

/** Stages that are built on one, itself included, and on which none is built in turn. */
const endsOf = (stage: Stage, { stages }: Model): readonly Stage[] =>
  stages.filter(
    (each) =>
      each.role !== 'develops' && each.ancestry.includes(stage) && !stages.some(({ parent }) => parent === each),
  );
