import type { Expression, Statement } from '../python/types.ts';
import type { Frame } from './evaluate.ts';
import type { OwnEnvironment } from './own-environment.ts';
import type { ReadCollector } from './reads.ts';

/** How statements are met: in which module, and whether they run each time the settings are imported. */
export interface Running extends Frame {
  readonly module: string;
  /** The file of the module; what it includes runs as a part of it. */
  readonly owner: string;
  /** The file whose statements these are, relative to the folder that dotted names start from. */
  readonly source: string;
  /** Files that the module has included so far, and whether it surely has. */
  readonly included: Map<string, boolean>;
  readonly text: string;
  readonly unconditional: boolean;
  /** A module that is missing is caught. */
  readonly caught: boolean;
  /** It is part of the settings: modules that it takes single names of are read as well. */
  readonly isSettings: boolean;
  readonly depth: number;
}

/** Whoever follows statements, as those see it that hold further statements. */
export interface Follower {
  readonly reads: ReadCollector;
  readonly environment: OwnEnvironment;
  follow(statements: readonly Statement[], running: Running): void;
  /** Notes what an expression reads, and what it does to the environment. */
  collect(expression: Expression | undefined, running: Running, setting?: string): void;
}
