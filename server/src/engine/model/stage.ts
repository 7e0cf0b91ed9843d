import type { FromNode } from '../syntax/nodes.ts';
import type { Known } from '../text/known.ts';
import { lazy } from './lazy.ts';
import { stageIsPython } from './python.ts';
import type { StageState } from './state.ts';
import type { BaseImage, Instruction, Role, Stage } from './types.ts';

interface Opening {
  readonly index: number;
  readonly from: FromNode;
  readonly base: BaseImage;
  readonly parent: StageBuild | undefined;
  readonly start: StageState;
}

/** A stage while its file is read: later lines add instructions, and tell whether it ships. */
export class StageBuild implements Stage {
  readonly index: number;
  readonly from: FromNode;
  readonly base: BaseImage;
  readonly parent: StageBuild | undefined;
  readonly start: StageState;
  readonly instructions: Instruction[] = [];
  end: StageState;
  role: Role = 'builds';
  shipsLayers = false;
  leftOver = false;
  readonly #ancestry = lazy((): readonly Stage[] => {
    const ancestry: Stage[] = [];
    for (let stage: StageBuild | undefined = this; stage; stage = stage.parent) ancestry.push(stage);
    return ancestry;
  });
  readonly #isPython = lazy(() => stageIsPython(this));

  constructor({ index, from, base, parent, start }: Opening) {
    this.index = index;
    this.from = from;
    this.base = base;
    this.parent = parent;
    this.start = start;
    this.end = start;
  }

  get name(): string | undefined {
    return this.from.alias?.value;
  }

  get ancestry(): readonly Stage[] {
    return this.#ancestry();
  }

  get isPython(): Known<boolean> {
    return this.#isPython();
  }
}
