import {
  compilesSomething,
  hasMachineCode,
  isCompiledByHand,
  isCompiledOnAlpine,
  isPurePython,
} from '../../data/compiled-packages.ts';
import { deliveryOf } from '../../data/native-packages.ts';
import { installedPackages } from '../../model/packages.ts';
import type { Model, Stage } from '../../model/types.ts';
import { tableName } from '../../project/dependencies/native.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { stageInstalls } from './dependencies/stage-installs.ts';
import type { ImageDependencies } from './dependencies/types.ts';

/** What is known of the machine code that a stage installs. */
export interface Compiled {
  /** A package with machine code, by name. */
  readonly example: string | undefined;
  /** Something is compiled in the stage itself: against its own C library. */
  readonly byHand: boolean;
  /** Every package is known, and none has machine code. */
  readonly nothing: boolean;
}

interface Names {
  /** What is installed in every build. */
  readonly certain: readonly string[];
  /** What is installed in some. */
  readonly all: readonly string[];
}

/** Packages by the names that tables of machine code have for them. */
function namesIn({ installs, removed }: ImageDependencies): Names {
  const certain: string[] = [];
  const all: string[] = [];
  for (const install of installs) {
    for (const found of install.set.packages.values()) {
      const name = tableName(found, install.set);
      all.push(name);
      if (found.certain && install.certain && !removed.has(found.name)) certain.push(name);
    }
  }
  return { certain, all };
}

/** Nothing is installed but what can be read. */
const isRead = ({ installs, complete }: ImageDependencies): boolean =>
  complete && installs.every(({ set }) => set.unread.length === 0);

export function compiledIn(stage: Stage, model: Model, facts: ProjectFacts): Compiled {
  const dependencies = stageInstalls(stage, model, facts);
  const { certain, all } = namesIn(dependencies);
  const { packages, complete } = installedPackages(stage);
  const tools = packages.some(({ manager, name }) => manager !== 'pip' && compilesSomething(name));
  return {
    example: certain.find(hasMachineCode),
    byHand: tools || certain.some(isCompiledByHand),
    nothing: complete && !tools && isRead(dependencies) && all.length > 0 && all.every(isPurePython),
  };
}

/** Every package that a stage installs comes built, so there is nothing to compile. */
export function comesBuilt(stage: Stage, model: Model, facts: ProjectFacts): boolean {
  const dependencies = stageInstalls(stage, model, facts);
  const { all } = namesIn(dependencies);
  const { release } = stage.base;
  const isMusl = !release.known || release.value === 'alpine';
  const isBuilt = (name: string): boolean =>
    /^(?:wheel|pure)$/.test(deliveryOf(name) ?? '') && !(isMusl && isCompiledOnAlpine(name));
  return isRead(dependencies) && all.length > 0 && all.every(isBuilt);
}
