import { moduleNames } from '../python/names.ts';
import type { CallExpression } from '../python/types.ts';
import type { Place } from '../types.ts';
import type { LoadedModules } from './loaded-modules.ts';
import { fullName } from './names.ts';
import type { Follower, Running } from './running.ts';
import { Scope } from './scope.ts';
import { INCLUDE, includedBy } from './split-settings.ts';
import type { FindFiles, FoundFile } from './types.ts';
import type { UnseenCode } from './unseen-code.ts';
import { unknownValue } from './value.ts';

interface Parts {
  readonly find: FindFiles;
  readonly modules: LoadedModules;
  readonly unseen: UnseenCode;
  /** Gets the modules that may be there, and are not. */
  readonly optional: Set<string>;
  readonly follower: Follower;
}

/** Files that settings run as if they stood there: `include("base.py")` of django-split-settings. */
export class Inclusions {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Runs what a call includes, each of the files in the names of the module, in the order in which they are named. */
  run(call: CallExpression, running: Running): boolean {
    if (fullName(call.callee, running.scope) !== INCLUDE) return false;
    const { find, optional, unseen } = this.#parts;
    for (const told of includedBy(call, running.source, running)) {
      const files = told && find(told.pattern);
      if (!told || !files) unseen.hide(call, running, 'nobody knows which file is included');
      else if (files.length > 0) this.#runAll(files, call, running);
      else if (!told.optional) unseen.hide(call, running, `${told.pattern} is not read`);
      else optional.add(told.pattern.replace(/\.py$/, '').replaceAll('/', '.'));
    }
    return true;
  }

  /** No file is included twice. Of several that fit a pattern nobody knows the order. */
  #runAll(files: readonly FoundFile[], call: CallExpression, running: Running): void {
    const { included, scope, unconditional } = running;
    if (files.some(({ file }) => included.get(file) === false)) {
      this.#parts.unseen.hide(call, running, 'a file may have been included before');
      return;
    }
    const fresh = files.filter(({ file }) => !included.has(file));
    for (const { file } of fresh) included.set(file, unconditional);
    const [only, ...others] = fresh;
    if (only && others.length === 0) this.#runOne(only, call, running);
    if (others.length === 0) return;
    const orders = [fresh, [...fresh].reverse()].map((order) => {
      const names = new Scope(scope);
      for (const each of order) this.#runOne(each, call, { ...running, scope: names });
      return names;
    });
    const place: Place = { path: running.path, span: call.span };
    scope.merge(orders, place);
    for (const name of setOften(fresh)) scope.set(name, unknownValue(place, 'it depends on the order of files'));
  }

  #runOne({ file, module }: FoundFile, call: CallExpression, running: Running): void {
    const { modules, unseen, follower } = this.#parts;
    if (module === 'unread' || !modules.takeIncluded(module.path, running.depth)) {
      unseen.hide(call, running, `${file} is not read`);
      return;
    }
    const { path } = module;
    const { text, statements } = module.module;
    follower.follow(statements, { ...running, path, source: file, text, depth: running.depth + 1 });
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
