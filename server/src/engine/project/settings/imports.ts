import type { FromStatement } from '../python/types.ts';
import type { Place } from '../types.ts';
import type { LoadedModules } from './loaded-modules.ts';
import { absoluteModule, isPackageFile } from './modules.ts';
import type { OwnEnvironment } from './own-environment.ts';
import type { Running } from './running.ts';
import type { Value } from './value.ts';

/** How many modules of its own package are followed that the settings do not import themselves. */
const MAX_BEHIND = 10;

/** What imports bring into settings, and which of the modules they name are followed. */
export class Imports {
  /** Modules that may be there, and are not. */
  readonly optional = new Set<string>();
  /** Where django-configurations comes in: the settings are those of a class. */
  inClasses: Place | undefined;
  readonly #modules: LoadedModules;
  readonly #environment: OwnEnvironment;
  /** The package of the settings. */
  readonly #root: string;
  #behind = 0;

  constructor(settings: string, modules: LoadedModules, environment: OwnEnvironment) {
    this.#root = rootOf(settings);
    this.#modules = modules;
    this.#environment = environment;
  }

  /** `import a.b as c`: `as` is what is bound, `a` where nothing is said. */
  plain(module: string, as: string, running: Running, place: Place): void {
    const loaded = running.isSettings || this.#isNear(module) ? this.#modules.load(module, running, false) : undefined;
    if (!loaded) this.#passedBy(module, place);
    running.scope.set(as, { kind: 'import', name: module.startsWith(`${as}.`) ? as : module, place });
  }

  /** `from a import b`, `from a import *` */
  from(statement: FromStatement, running: Running, place: Place): void {
    const { scope, isSettings, reads } = running;
    const isPackage = isPackageFile(running.owner);
    const module = absoluteModule(running.module, isPackage, statement.level, statement.module);
    const isFollowed = module !== undefined && (statement.star || isSettings || this.#isNear(module));
    const loaded = isFollowed ? this.#modules.load(module, running, statement.star && isSettings) : undefined;
    if (!loaded && module !== undefined) this.#passedBy(module, place);
    if (statement.star) {
      if (loaded) scope.takeAll(loaded);
      else if (module !== undefined && this.#isSkipped(module, running)) {
        this.optional.add(module);
        scope.ended = true;
      } else {
        scope.hide(place, `${module ?? 'a module'} is not read`);
        reads.incomplete ??= `${module ?? 'a module'} is not read`;
      }
      return;
    }
    for (const { name, as } of statement.names) {
      const value: Value = { kind: 'import', name: `${module ?? ''}.${name}`, place };
      const own = loaded?.get(name);
      // It may be a module of a package.
      if (!own && isFollowed) this.#modules.load(`${module}.${name}`, running, false);
      scope.set(as, own ?? value);
    }
  }

  /** A module of the package of the settings, and not too many of them. */
  #isNear(module: string): boolean {
    return rootOf(module) === this.#root && this.#behind++ < MAX_BEHIND;
  }

  /** A module that is not followed: one of the project may set variables. */
  #passedBy(module: string, place: Place): void {
    if (rootOf(module) === 'configurations') this.inClasses ??= place;
    if (rootOf(module) !== this.#root || this.#modules.has(module)) return;
    if (this.#modules.isInProject(module)) this.#environment.hide(`${module} is not read`);
  }

  /** Certainly no module of the project, nor one of a package that is installed: whoever asks for it does so in case it is there. */
  #isSkipped(module: string, { caught, unconditional }: Running): boolean {
    if (unconditional && !caught) return false;
    const isOwn = !module.includes('.') || rootOf(module) === this.#root;
    return isOwn && !this.#modules.isInProject(module);
  }
}

const rootOf = (module: string): string => module.split('.', 1)[0] ?? module;
