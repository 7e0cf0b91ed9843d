import { normalizePath } from '../../model/state.ts';
import type { CopyInstruction, RunInstruction } from '../../model/types.ts';
import type { Known } from '../../text/known.ts';
import { isWithin } from '../../text/path.ts';
import type { PoetryConfig, Surroundings, Target } from './install-targets.ts';
import { isMounted } from './mounts.ts';
import { isProjectFolder, settingsFiles } from './project-folder.ts';
import { type Step, variableOf } from './steps.ts';

/** A place of its own for packages: a virtual environment, or what `pip install --user` fills. */
export interface Environment {
  readonly kind: 'venv' | 'user';
  /** Where it lies in the stage. */
  readonly path: string;
  /** Where it was made: what lies in its `bin` names that path. */
  readonly madeAt: string;
  /** What made it. */
  readonly maker: Step;
  /** What lays it into the stage or those it is FROM. */
  readonly bringer: RunInstruction | CopyInstruction;
  /** Packages of the application were installed into it. */
  readonly holdsApp: boolean;
  /** Its scripts look for Python beside themselves. */
  readonly relocatable: boolean;
}

/** Packages in a virtual environment with a made-up name: only the tool that made it finds it. */
export interface HiddenInstall {
  readonly tool: 'poetry' | 'pipenv';
  /** The folder of such environments. */
  readonly folder: string;
  readonly step: Step;
  /** A file of the project, where there is one, decides otherwise: its paths in the build context. */
  readonly unless: readonly string[];
}

/** What is known of the Python packages in a stage when all of its instructions have run. */
export interface Installed {
  readonly environments: readonly Environment[];
  readonly hidden: readonly HiddenInstall[];
  /** The application may be where the Python of the image finds it, or nobody can tell. */
  readonly mayBeInSystem: boolean;
  /** Folders that were copied from somewhere else and may hold anything. */
  readonly foreign: readonly string[];
  readonly poetry: PoetryConfig;
}

/** The places of a stage that hold packages, while its instructions are followed. */
export class PackagePlaces {
  /** Folders that were copied from somewhere else and may hold anything. */
  readonly foreign: string[];
  mayBeInSystem: boolean;
  readonly #environments: Map<string, Environment>;
  readonly #poetry: Map<string, Known<string>>;
  #hidden: HiddenInstall[];

  /** `base` is what the stage is FROM; undefined for an image from elsewhere, which may hold packages of its own. */
  constructor(base: Installed | undefined, mayBeInSystem: boolean) {
    this.foreign = [...(base?.foreign ?? [])];
    this.mayBeInSystem = base ? base.mayBeInSystem : mayBeInSystem;
    this.#environments = new Map((base?.environments ?? []).map((each) => [each.path, each]));
    this.#poetry = new Map(base?.poetry);
    this.#hidden = [...(base?.hidden ?? [])];
  }

  /** What has come together. */
  installed(): Installed {
    return {
      environments: [...this.#environments.values()],
      hidden: this.#hidden,
      mayBeInSystem: this.mayBeInSystem,
      foreign: this.foreign,
      poetry: this.#poetry,
    };
  }

  /** What an install finds when it begins. */
  get surroundings(): Surroundings {
    return { poetry: this.#poetry, isEnvironment: (path) => this.#environments.has(path) };
  }

  /** A virtual environment is made, or made anew. */
  make(step: Step, path: string, relocatable: boolean): void {
    if (!step.certain || isMounted(step.run, path)) return;
    const holdsApp = this.#environments.get(path)?.holdsApp ?? false;
    this.#environments.set(path, { ...madeBy(step, path), kind: 'venv', holdsApp, relocatable });
  }

  /** The application is installed. */
  fill(step: Step, target: Target): void {
    switch (target.kind) {
      case 'venv':
        this.#fillVenv(step, target.path);
        break;
      case 'user':
        if (!step.certain || isMounted(step.run, target.path)) return;
        this.#environments.set(target.path, {
          ...madeBy(step, target.path),
          kind: 'user',
          holdsApp: true,
          relocatable: true,
        });
        break;
      case 'hidden': {
        const { tool, folder } = target;
        if (step.certain) this.#hidden.push({ tool, folder, step, unless: settingsFiles(tool, step) });
        else this.mayBeInSystem = true;
        break;
      }
      default:
        this.mayBeInSystem = true;
    }
  }

  #fillVenv(step: Step, path: string): void {
    const { tool } = step.command;
    // Poetry and Pipenv use an active environment as it is, and make no other than their own.
    const makesOne = tool?.kind === 'uv' || (tool?.kind !== 'pip' && path.endsWith('/.venv'));
    if (!this.#environments.has(path) && makesOne) {
      // Another folder may be the project's.
      if (!variableOf(step, 'UV_PROJECT_ENVIRONMENT') && !isProjectFolder(step)) this.mayBeInSystem = true;
      else this.make(step, path, false);
    }
    const there = this.#environments.get(path);
    if (there) this.#environments.set(path, { ...there, holdsApp: true });
  }

  /** `poetry config` says where later installs go. */
  configurePoetry(setting: string, value: Known<string>): void {
    this.#poetry.set(setting, value);
  }

  remove(path: string): void {
    for (const each of [...this.#environments.keys()]) if (isWithin(each, path)) this.#environments.delete(each);
    this.#hidden = this.#hidden.filter(({ folder }) => !isWithin(folder, path));
  }

  /** What lies at a folder of another stage lies at one of this stage afterwards. */
  bring({ environments, hidden }: Installed, from: string, to: string, bringer: CopyInstruction): void {
    for (const each of environments) {
      if (!isWithin(each.path, from)) continue;
      const path = normalizePath(`${to}/${each.path.slice(from === '/' ? 0 : from.length)}`);
      this.#environments.set(path, { ...each, path, bringer });
    }
    if (hidden.some(({ folder }) => isWithin(folder, from) || isWithin(from, folder))) this.mayBeInSystem = true;
  }
}

const madeBy = (step: Step, path: string): Pick<Environment, 'path' | 'madeAt' | 'maker' | 'bringer'> => ({
  path,
  madeAt: path,
  maker: step,
  bringer: step.run,
});
