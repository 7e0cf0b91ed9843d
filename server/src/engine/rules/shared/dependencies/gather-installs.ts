import type { Model, Stage } from '../../../model/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { remembered } from '../../../text/remembered.ts';
import { type Step, stepsOf } from '../steps.ts';
import type { Asked } from './asked.ts';
import { hasHiddenSources } from './hidden-sources.ts';
import { installOf } from './install-of.ts';
import type { ImageDependencies, ImageInstall } from './types.ts';

/** Whether they are complete takes long to tell, and few rules ask. */
export class Gathered implements ImageDependencies {
  readonly installs: readonly ImageInstall[];
  readonly removed: ReadonlySet<string>;
  readonly #isComplete: () => boolean;
  #complete: boolean | undefined;

  constructor(installs: readonly ImageInstall[], removed: ReadonlySet<string>, isComplete: () => boolean) {
    this.installs = installs;
    this.removed = removed;
    this.#isComplete = isComplete;
  }

  get complete(): boolean {
    this.#complete ??= this.#isComplete();
    return this.#complete;
  }
}

/** What the commands of some stages bring, by what `ask` reads of each; nothing is said of anything else that may bring more. */
export function gatherInstalls(
  stages: ReadonlySet<Stage> | readonly Stage[],
  ask: (step: Step) => Asked | undefined,
  facts: ProjectFacts,
): ImageDependencies {
  const installs: ImageInstall[] = [];
  const removed = new Set<string>();
  let hidden = false;
  for (const each of stages) {
    for (const run of each.instructions) {
      if (run.kind !== 'run') continue;
      for (const step of stepsOf(run)) {
        const asked = ask(step);
        if (!asked) continue;
        if (asked.hidden) hidden = true;
        for (const name of asked.removed) removed.add(name);
        installs.push(...asked.asks.map((each) => installOf(each, step, facts)));
      }
    }
  }
  return new Gathered(installs, removed, () => !hidden && ![...stages].some(hasHiddenSources));
}

type Read = (stage: Stage, model: Model, facts: ProjectFacts) => ImageDependencies;

/** Keeps what was worked out last for a stage, and with which facts: a model is judged by one set of them at a time. */
export function keptByStage(read: Read): Read {
  const lastRead = remembered((_: Stage): { facts?: ProjectFacts; found?: ImageDependencies } => ({}));
  return (stage, model, facts) => {
    const last = lastRead(stage);
    if (last.facts !== facts || !last.found) {
      last.found = read(stage, model, facts);
      last.facts = facts;
    }
    return last.found;
  };
}
