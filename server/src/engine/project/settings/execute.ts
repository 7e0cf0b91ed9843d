import { textAt } from '../../text/span.ts';
import { moduleNames, setsNames } from '../python/names.ts';
import type {
  AssignStatement,
  BlockStatement,
  CallExpression,
  Expression,
  FromStatement,
  Statement,
} from '../python/types.ts';
import type { Place } from '../types.ts';
import { followersOf, handsOverNames, isSuppressing, prefixedReader, raises, testedForAbsence } from './blocks.ts';
import { assign, assignMore, callOn } from './change.ts';
import { evaluate, type Frame } from './evaluate.ts';
import type { Variables } from './given.ts';
import { absoluteModule, fileBelowRoot, isPackageFile } from './modules.ts';
import { fullName } from './names.ts';
import { OwnEnvironment } from './own-environment.ts';
import { pydanticReads } from './pydantic.ts';
import { ReadCollector } from './reads.ts';
import { Scope } from './scope.ts';
import { INCLUDE, includedBy } from './split-settings.ts';
import type { FindFiles, FoundFile, ModuleFile, ResolveModule } from './types.ts';
import { truthOf, unknownValue, type Value } from './value.ts';

/** No settings have more modules, or import through more. */
const MAX_MODULES = 40;
const MAX_DEPTH = 12;
/** How many modules of its own package are followed that the settings do not import themselves. */
const MAX_BEHIND = 10;
/** How many letters of functions are looked through, call by call. */
const MAX_LOOKED = 1_000_000;

const SETS_NAMES = 'dynaconf.DjangoDynaconf';

/** How statements are met: in which module, and whether they run each time the settings are imported. */
interface Running extends Frame {
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

/** Follows settings through their modules, statement by statement, without running anything. */
export class Execution {
  readonly reads = new ReadCollector();
  readonly environment = new OwnEnvironment((name) => this.reads.give(name));
  readonly files: string[] = [];
  readonly variables: Variables;
  /** Modules that may be there, and are not. */
  readonly optional = new Set<string>();
  /** Where django-configurations comes in: the settings are those of a class. */
  inClasses: Place | undefined;
  readonly #resolve: ResolveModule;
  readonly #find: FindFiles;
  readonly #scopes = new Map<string, Scope>();
  readonly #root: string;
  #looked = 0;
  #behind = 0;

  constructor(module: string, resolve: ResolveModule, variables: Variables, find: FindFiles = () => undefined) {
    this.#find = find;
    this.#resolve = resolve;
    this.variables = variables;
    this.#root = module.split('.', 1)[0] ?? module;
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
    this.#run(module, file, { scope, depth, isSettings, unconditional: from?.unconditional ?? true });
    return scope;
  }

  /** Packages around a module are imported before it: they may read and set variables, too. */
  loadPackages(module: string): void {
    const parts = module.split('.');
    for (let count = 1; count < parts.length; count++) {
      const name = parts.slice(0, count).join('.');
      const file = this.#resolve(name);
      if (file === 'unread') this.environment.hide(`${name} is not read`);
      else if (file && file.module.statements.length > 0) this.load(name);
    }
  }

  #run(
    module: string,
    { path, module: { text, statements } }: ModuleFile,
    how: Pick<Running, 'scope' | 'depth' | 'isSettings' | 'unconditional'>,
  ): void {
    this.files.push(path);
    const file = fileBelowRoot(module, path) ?? path;
    const { reads, variables } = this;
    const own = { module, owner: path, source: file, included: new Map<string, boolean>() };
    const running: Running = { ...how, ...own, path, file, text, reads, variables, caught: false };
    this.#statements(statements, running);
  }

  #statements(statements: readonly Statement[], running: Running): void {
    for (let index = 0; index < statements.length && !running.scope.ended; index++) {
      const statement = statements[index];
      if (statement?.kind !== 'block') {
        if (statement) this.#simple(statement, running);
        continue;
      }
      const followers = followersOf(statements, index);
      index += followers.length;
      this.#block(statement, followers, running);
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
        for (const { name, as } of statement.names) {
          this.#imported(name, running, place);
          scope.set(as, { kind: 'import', name: name.startsWith(`${as}.`) ? as : name, place });
        }
        break;
      case 'from':
        this.#from(statement, running, place);
        break;
      case 'keyword':
        this.#collect(statement.value, running);
        if (statement.keyword === 'raise') scope.ended = true;
        if (statement.keyword === 'del' && statement.value)
          assign(statement.value, unknownValue(place, 'it is deleted'), running);
        break;
      case 'broken':
        this.#broken(running, place);
    }
  }

  /** What cannot be read may set any name that stands in it; behind a last line that is only half there, anything may be missing. */
  #broken({ scope, text }: Running, place: Place): void {
    const lines = textAt(text, place.span);
    this.reads.incomplete ??= 'a line of the settings cannot be read';
    if (/environ|putenv|dotenv|read_env|\bimport\b/.test(lines))
      this.environment.hide('a line of the settings cannot be read');
    const mayHideAll = /\b(?:import|exec|globals|locals)\b/.test(lines) || text.trimEnd().length <= place.span.end;
    if (mayHideAll) scope.hide(place, 'a line of the settings cannot be read');
    for (const name of new Set(lines.match(/[A-Za-z_]\w*/g))) {
      scope.set(name, unknownValue(place, 'a line that names it cannot be read'));
    }
  }

  #collect(expression: Expression | undefined, running: Running, setting?: string): void {
    if (!expression) return;
    const { path, scope, unconditional } = running;
    this.environment.note(expression, running);
    this.reads.collect(expression, { path, scope, unconditional, setting });
  }

  #assign(statement: AssignStatement, running: Running): void {
    const { targets, operator, value } = statement;
    if (!value) return;
    const [first] = targets;
    this.#collect(value, running, first?.kind === 'name' ? first.name : undefined);
    const result = evaluate(value, running);
    if (value.kind === 'call') this.#handsOver(value, running);
    for (const target of targets) {
      this.environment.assigned(target, running);
      if (operator === '=') assign(target, result, running);
      else assignMore(target, operator, result, running);
    }
  }

  #expression(value: Expression, running: Running, place: Place): void {
    this.#collect(value, running);
    if (value.kind !== 'call') return;
    if (this.#handsOver(value, running)) return;
    callOn(value, running);
    this.#sideEffects(value, running, place);
  }

  /** Code that is not seen sets any names it likes. */
  #handsOver(call: CallExpression, running: Running): boolean {
    const name = fullName(call.callee, running.scope);
    if (name === INCLUDE) this.#include(call, running);
    else if (name === SETS_NAMES || call.args.some(handsOverNames)) this.#hide(call, running, 'other code sets names');
    else return false;
    return true;
  }

  /** From here on, code that is not seen may have set anything. */
  #hide({ span }: CallExpression, { scope, path }: Running, why: string): void {
    scope.hide({ path, span }, why);
    this.reads.incomplete ??= why;
    this.environment.hide(why);
  }

  /** Each of the files runs in the names of the module, in the order in which they are named. */
  #include(call: CallExpression, running: Running): void {
    for (const told of includedBy(call, running.source, running)) {
      const files = told && this.#find(told.pattern);
      if (!told || !files) this.#hide(call, running, 'nobody knows which file is included');
      else if (files.length > 0) this.#includeAll(files, call, running);
      else if (!told.optional) this.#hide(call, running, `${told.pattern} is not read`);
      else this.optional.add(told.pattern.replace(/\.py$/, '').replaceAll('/', '.'));
    }
  }

  /** No file is included twice. Of several that fit a pattern nobody knows the order. */
  #includeAll(files: readonly FoundFile[], call: CallExpression, running: Running): void {
    const { included, scope, unconditional } = running;
    if (files.some(({ file }) => included.get(file) === false)) {
      this.#hide(call, running, 'a file may have been included before');
      return;
    }
    const fresh = files.filter(({ file }) => !included.has(file));
    for (const { file } of fresh) included.set(file, unconditional);
    const [only, ...others] = fresh;
    if (only && others.length === 0) this.#runIncluded(only, call, running);
    if (others.length === 0) return;
    const orders = [fresh, [...fresh].reverse()].map((order) => {
      const names = new Scope(scope);
      for (const each of order) this.#runIncluded(each, call, { ...running, scope: names });
      return names;
    });
    const place: Place = { path: running.path, span: call.span };
    scope.merge(orders, place);
    for (const name of setOften(fresh)) scope.set(name, unknownValue(place, 'it depends on the order of files'));
  }

  #runIncluded({ file, module }: FoundFile, call: CallExpression, running: Running): void {
    const isTooMuch = running.depth >= MAX_DEPTH || this.files.length >= MAX_MODULES;
    if (module === 'unread' || isTooMuch) {
      this.#hide(call, running, `${file} is not read`);
      return;
    }
    const { path } = module;
    const { text, statements } = module.module;
    if (!this.files.includes(path)) this.files.push(path);
    this.#statements(statements, { ...running, path, source: file, text, depth: running.depth + 1 });
  }

  /** A function may change the lists and dicts that it is given, and those that it names; with `global`, all that it names. */
  #sideEffects({ callee, args }: CallExpression, { scope }: Running, place: Place): void {
    const called = callee.kind === 'name' ? scope.get(callee.name) : undefined;
    const source = called?.kind === 'defined' ? called.source : '';
    this.#looked += source.length;
    if (this.#looked > MAX_LOOKED || /\b(?:globals|exec|setattr|include)\b/.test(source)) {
      scope.hide(place, 'names are set while it runs');
      return;
    }
    const rebinds = /\bglobal\b/.test(source);
    const given = args.flatMap((arg) => (arg.kind === 'name' ? [arg.name] : []));
    for (const name of new Set([...given, ...(source.match(/[^\W\d]\w*/g) ?? [])])) {
      const kind = scope.get(name)?.kind;
      const mayChange = kind === 'list' || kind === 'dict' || (rebinds && kind !== undefined && kind !== 'defined');
      if (mayChange) scope.set(name, unknownValue(place, 'a function may change it'));
    }
  }

  #from(statement: FromStatement, running: Running, place: Place): void {
    const { scope, isSettings } = running;
    const isPackage = isPackageFile(running.owner);
    const module = absoluteModule(running.module, isPackage, statement.level, statement.module);
    const isFollowed = module !== undefined && (statement.star || isSettings || this.#isNear(module));
    const loaded = isFollowed ? this.load(module, running, statement.star && isSettings) : undefined;
    if (!loaded && module !== undefined) this.#passedBy(module, place);
    if (statement.star) {
      if (loaded) scope.takeAll(loaded);
      else if (module !== undefined && this.#isSkipped(module, running)) {
        this.optional.add(module);
        scope.ended = true;
      } else {
        scope.hide(place, `${module ?? 'a module'} is not read`);
        this.reads.incomplete ??= `${module ?? 'a module'} is not read`;
      }
      return;
    }
    for (const { name, as } of statement.names) {
      const value: Value = { kind: 'import', name: `${module ?? ''}.${name}`, place };
      const own = loaded?.get(name);
      // It may be a module of a package.
      if (!own && isFollowed) this.load(`${module}.${name}`, running, false);
      scope.set(as, own ?? value);
    }
  }

  /** A module of the package of the settings, and not too many of them. */
  #isNear(module: string): boolean {
    return module.split('.', 1)[0] === this.#root && this.#behind++ < MAX_BEHIND;
  }

  /** `import a.b` */
  #imported(module: string, running: Running, place: Place): void {
    const loaded = running.isSettings || this.#isNear(module) ? this.load(module, running, false) : undefined;
    if (!loaded) this.#passedBy(module, place);
  }

  /** A module that is not followed: one of the project may set variables. */
  #passedBy(module: string, place: Place): void {
    const root = module.split('.', 1)[0];
    if (root === 'configurations') this.inClasses ??= place;
    if (root !== this.#root || this.#scopes.has(module)) return;
    if (this.#resolve(module) !== undefined) this.environment.hide(`${module} is not read`);
  }

  /** Certainly no module of the project, nor one of a package that is installed: whoever asks for it does so in case it is there. */
  #isSkipped(module: string, { caught, unconditional }: Running): boolean {
    if (unconditional && !caught) return false;
    const isOwn = !module.includes('.') || module.split('.', 1)[0] === this.#root;
    return isOwn && !this.#scopes.has(module) && this.#resolve(module) === undefined;
  }

  #block(block: BlockStatement, followers: readonly BlockStatement[], running: Running): void {
    switch (block.keyword) {
      case 'if':
        this.#if([block, ...followers], running);
        break;
      case 'try':
        this.#try(block, followers, running);
        break;
      case 'def':
      case 'class':
        this.#define(block, running);
        break;
      case 'with':
        this.#with(block, running);
        break;
      default:
        this.#collect(block.header, running);
        this.#merge(running, [this.#branch(block, running), new Scope(running.scope)], block);
        for (const follower of followers)
          this.#merge(running, [this.#branch(follower, running), new Scope(running.scope)], follower);
    }
  }

  #with(block: BlockStatement, running: Running): void {
    const { scope, path } = running;
    const reader = prefixedReader(block);
    const before = reader && scope.get(reader);
    this.#collect(block.header, running);
    if (reader) {
      this.reads.incomplete ??= 'the names of variables get a prefix';
      scope.set(reader, unknownValue({ path, span: block.span }, 'the names of variables get a prefix'));
    }
    this.#bind(block, scope, path);
    if (isSuppressing(block)) this.#try(block, [], running);
    else this.#statements(block.body, running);
    if (reader) scope.set(reader, before || undefined);
  }

  #branch(block: BlockStatement, running: Running, change: Partial<Running> = {}): Scope {
    const scope = new Scope(running.scope);
    this.#bind(block, scope, running.path);
    this.#statements(block.body, { ...running, unconditional: false, ...change, scope });
    return scope;
  }

  /** The names that a header binds may be anything. */
  #bind({ parameters, span }: BlockStatement, scope: Scope, path: string): void {
    for (const name of parameters) scope.set(name, unknownValue({ path, span }, 'it differs each time'));
  }

  #merge({ scope, path }: Running, branches: readonly Scope[], { span }: BlockStatement): void {
    scope.merge(branches, { path, span });
  }

  /** Takes the branch that is known to be taken; else all that may be. */
  #if(chain: readonly BlockStatement[], running: Running): void {
    const taken: Scope[] = [];
    let around = running;
    for (const block of chain) {
      this.#collect(block.header, around);
      const truth = block.header ? truthOf(evaluate(block.header, running)) : block.keyword === 'else' || undefined;
      if (truth === false) continue;
      if (truth === true && taken.length === 0) {
        this.#statements(block.body, running);
        return;
      }
      const branch = this.#branch(block, running);
      if (branch.ended && block.header) this.#require(block.header, running);
      taken.push(branch);
      if (truth === true) {
        this.#merge(running, taken, block);
        return;
      }
      around = { ...running, unconditional: false };
    }
    const [first] = chain;
    if (first && taken.length > 0) this.#merge(running, [...taken, new Scope(running.scope)], first);
  }

  /** `if not KEY: raise …`, `if KEY is None: raise …`, `if "KEY" not in os.environ: raise …`: what is missing there is required. */
  #require(test: Expression, running: Running): void {
    if (!running.unconditional) return;
    const absent = test.kind === 'binary' && test.operator === 'not in' ? this.reads.at(test) : undefined;
    if (absent) this.reads.require(absent);
    const tested = testedForAbsence(test);
    if (!tested) return;
    const value = evaluate(tested, running);
    // Of several, one that is there may be enough.
    const [read, ...others] = value.kind === 'environment' && !value.fallback ? value.reads : [];
    if (read?.default.kind === 'none' && others.length === 0) this.reads.require(read);
  }

  /** When all handlers raise, nothing is caught. */
  #try(block: BlockStatement, followers: readonly BlockStatement[], running: Running): void {
    const handlers = followers.filter(({ keyword }) => keyword === 'except');
    const otherwise = followers.find(({ keyword }) => keyword === 'else');
    const final = followers.find(({ keyword }) => keyword === 'finally');
    const isCaught = block.keyword === 'with' || handlers.some((handler) => !raises(handler));
    const change = { caught: isCaught || running.caught, unconditional: running.unconditional && !isCaught };
    const body = this.#branch(block, running, change);
    if (otherwise && !body.ended) this.#statements(otherwise.body, { ...running, ...change, scope: body });
    const branches = [body, ...handlers.map((handler) => this.#branch(handler, running))];
    if (block.keyword === 'with') branches.push(new Scope(running.scope));
    this.#merge(running, branches, block);
    if (final) this.#statements(final.body, running);
  }

  #define(block: BlockStatement, running: Running): void {
    const { scope, path } = running;
    for (const read of pydanticReads(block, running)) this.reads.add(read.at, read.read);
    // Nobody knows when a function is called; the body of a class runs, but no settings are set there.
    const inside = new Scope(scope);
    this.#bind(block, inside, path);
    this.#statements(block.body, { ...running, scope: inside, unconditional: false });
    const source = textAt(running.text, block.span);
    if (block.name !== undefined) scope.set(block.name, { kind: 'defined', source, place: { path, span: block.span } });
  }
}

/** Names that more than two of several files set: whichever runs last has the last word, and two orders do not show them all. */
function setOften(files: readonly FoundFile[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { module } of files) {
    const names = module === 'unread' ? undefined : moduleNames(module.module);
    for (const name of names?.known ? names.value : []) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].flatMap(([name, count]) => (count > 2 ? [name] : []));
}
