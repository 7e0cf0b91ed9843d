import { setsNames } from '../python/names.ts';
import type { AssignStatement, BlockStatement, CallExpression, Expression, Statement } from '../python/types.ts';
import type { Place } from '../types.ts';
import { followersOf } from './blocks.ts';
import { followBlock } from './branches.ts';
import { assign, assignMore, callOn } from './change.ts';
import { evaluate } from './evaluate.ts';
import type { Variables } from './given.ts';
import { Imports } from './imports.ts';
import { Inclusions } from './inclusions.ts';
import { type Entry, LoadedModules } from './loaded-modules.ts';
import { fileBelowRoot } from './modules.ts';
import { OwnEnvironment } from './own-environment.ts';
import { ReadCollector } from './reads.ts';
import type { Follower, Running } from './running.ts';
import type { Scope } from './scope.ts';
import type { FindFiles, ModuleFile, ResolveModule } from './types.ts';
import { UnseenCode } from './unseen-code.ts';
import { unknownValue } from './value.ts';

/** Follows settings through their modules, statement by statement, without running anything. */
export class Execution implements Follower {
  readonly reads = new ReadCollector();
  readonly environment = new OwnEnvironment((name) => this.reads.give(name));
  readonly variables: Variables;
  readonly #unseen = new UnseenCode(this.environment);
  readonly #modules: LoadedModules;
  readonly #imports: Imports;
  readonly #inclusions: Inclusions;

  constructor(module: string, resolve: ResolveModule, variables: Variables, find: FindFiles = () => undefined) {
    this.variables = variables;
    this.#modules = new LoadedModules(resolve, (name, file, entry) => this.#enter(name, file, entry));
    this.#imports = new Imports(module, this.#modules, this.environment);
    const { optional } = this.#imports;
    this.#inclusions = new Inclusions({
      find,
      modules: this.#modules,
      unseen: this.#unseen,
      optional,
      follower: this,
    });
  }

  get files(): readonly string[] {
    return this.#modules.files;
  }

  /** Modules that may be there, and are not. */
  get optional(): ReadonlySet<string> {
    return this.#imports.optional;
  }

  /** Where django-configurations comes in: the settings are those of a class. */
  get inClasses(): Place | undefined {
    return this.#imports.inClasses;
  }

  /** The names of a module; undefined when the project has no such module, or it is not read. */
  load(module: string): Scope | undefined {
    return this.#modules.load(module);
  }

  /** Packages around a module are imported before it. */
  loadPackages(module: string): void {
    this.#modules.loadPackages(module, this.environment);
  }

  #enter(module: string, { path, module: { text, statements } }: ModuleFile, entry: Entry): void {
    const file = fileBelowRoot(module, path) ?? path;
    const { reads, variables } = this;
    const own = { module, owner: path, source: file, included: new Map<string, boolean>() };
    this.follow(statements, { ...entry, ...own, path, file, text, reads, variables, caught: false });
  }

  follow(statements: readonly Statement[], running: Running): void {
    for (let index = 0; index < statements.length && !running.scope.ended; index++) {
      const statement = statements[index];
      if (statement?.kind !== 'block') {
        if (statement) this.#simple(statement, running);
        continue;
      }
      const followers = followersOf(statements, index);
      index += followers.length;
      followBlock(statement, followers, running, this);
    }
  }

  #simple(statement: Exclude<Statement, BlockStatement>, running: Running): void {
    const { scope, path } = running;
    const place: Place = { path, span: statement.span };
    if (setsNames(statement)) scope.hide(place, 'names are set while it runs');
    switch (statement.kind) {
      case 'assign':
        this.#assign(statement, running);
        break;
      case 'expression':
        this.#expression(statement.value, running, place);
        break;
      case 'import':
        for (const { name, as } of statement.names) this.#imports.plain(name, as, running, place);
        break;
      case 'from':
        this.#imports.from(statement, running, place);
        break;
      case 'keyword':
        this.collect(statement.value, running);
        if (statement.keyword === 'raise') scope.ended = true;
        if (statement.keyword === 'del' && statement.value)
          assign(statement.value, unknownValue(place, 'it is deleted'), running);
        break;
      case 'broken':
        this.#unseen.broken(running, place);
    }
  }

  collect(expression: Expression | undefined, running: Running, setting?: string): void {
    if (!expression) return;
    const { path, scope, unconditional } = running;
    this.environment.note(expression, running);
    this.reads.collect(expression, { path, scope, unconditional, setting });
  }

  #assign(statement: AssignStatement, running: Running): void {
    const { targets, operator, value } = statement;
    if (!value) return;
    const [first] = targets;
    this.collect(value, running, first?.kind === 'name' ? first.name : undefined);
    const result = evaluate(value, running);
    if (value.kind === 'call') this.#handsOver(value, running);
    for (const target of targets) {
      this.environment.assigned(target, running);
      if (operator === '=') assign(target, result, running);
      else assignMore(target, operator, result, running);
    }
  }

  #expression(value: Expression, running: Running, place: Place): void {
    this.collect(value, running);
    if (value.kind !== 'call') return;
    if (this.#handsOver(value, running)) return;
    callOn(value, running);
    this.#unseen.called(value, running, place);
  }

  /** Other code takes the names of the module: files that are followed, or code that is not seen. */
  #handsOver(call: CallExpression, running: Running): boolean {
    return this.#inclusions.run(call, running) || this.#unseen.takesOver(call, running);
  }
}
