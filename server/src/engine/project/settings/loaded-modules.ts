import type { OwnEnvironment } from './own-environment.ts';
import type { Running } from './running.ts';
import { Scope } from './scope.ts';
import type { ModuleFile, ResolveModule } from './types.ts';

/** No settings have more modules, or import through more. */
const MAX_MODULES = 40;
const MAX_DEPTH = 12;

/** How a module is entered. */
export type Entry = Pick<Running, 'scope' | 'depth' | 'isSettings' | 'unconditional'>;

/** Follows the statements of a module. */
type Enter = (module: string, file: ModuleFile, entry: Entry) => void;

/** The modules that settings are made of: each is followed once. */
export class LoadedModules {
  /** In the order of reading. */
  readonly files: string[] = [];
  readonly #resolve: ResolveModule;
  readonly #enter: Enter;
  readonly #scopes = new Map<string, Scope>();

  constructor(resolve: ResolveModule, enter: Enter) {
    this.#resolve = resolve;
    this.#enter = enter;
  }

  /** The names of a module; undefined when the project has no such module, or it is not read. */
  load(module: string, from?: Running, isSettings = true): Scope | undefined {
    const known = this.#scopes.get(module);
    if (known) return known;
    const depth = from ? from.depth + 1 : 0;
    if (depth > MAX_DEPTH || this.#scopes.size >= MAX_MODULES) return undefined;
    const file = this.#resolve(module);
    if (!file || file === 'unread') return undefined;
    const scope = new Scope();
    this.#scopes.set(module, scope);
    this.files.push(file.path);
    this.#enter(module, file, { scope, depth, isSettings, unconditional: from?.unconditional ?? true });
    return scope;
  }

  /** Packages around a module are imported before it: they may read and set variables, too. */
  loadPackages(module: string, environment: OwnEnvironment): void {
    const parts = module.split('.');
    for (let count = 1; count < parts.length; count++) {
      const name = parts.slice(0, count).join('.');
      const file = this.#resolve(name);
      if (file === 'unread') environment.hide(`${name} is not read`);
      else if (file && file.module.statements.length > 0) this.load(name);
    }
  }

  /** Whether a file that is run as a part of a module may be read as well. */
  takeIncluded(path: string, depth: number): boolean {
    if (depth >= MAX_DEPTH || this.files.length >= MAX_MODULES) return false;
    if (!this.files.includes(path)) this.files.push(path);
    return true;
  }

  has(module: string): boolean {
    return this.#scopes.has(module);
  }

  /** Of the project, whether it was followed or not. */
  isInProject(module: string): boolean {
    return this.#scopes.has(module) || this.#resolve(module) !== undefined;
  }
}
