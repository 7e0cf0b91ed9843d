import { textAt } from '../../text/span.ts';
import type { BlockStatement, Expression } from '../python/types.ts';
import { isSuppressing, prefixedReader, raises, testedForAbsence } from './blocks.ts';
import { evaluate } from './evaluate.ts';
import { pydanticReads } from './pydantic.ts';
import type { Follower, Running } from './running.ts';
import { Scope } from './scope.ts';
import { truthOf, unknownValue } from './value.ts';

/** Follows a block with its `elif`, `else`, `except` …, and goes on where its branches meet again. */
export function followBlock(
  block: BlockStatement,
  followers: readonly BlockStatement[],
  running: Running,
  follower: Follower,
): void {
  switch (block.keyword) {
    case 'if':
      followIf([block, ...followers], running, follower);
      break;
    case 'try':
      followTry(block, followers, running, follower);
      break;
    case 'def':
    case 'class':
      define(block, running, follower);
      break;
    case 'with':
      followWith(block, running, follower);
      break;
    default:
      follower.collect(block.header, running);
      for (const each of [block, ...followers])
        merge(running, [branch(each, running, follower), new Scope(running.scope)], each);
  }
}

function branch(block: BlockStatement, running: Running, follower: Follower, change: Partial<Running> = {}): Scope {
  const scope = new Scope(running.scope);
  bind(block, scope, running.path);
  follower.follow(block.body, { ...running, unconditional: false, ...change, scope });
  return scope;
}

/** The names that a header binds may be anything. */
function bind({ parameters, span }: BlockStatement, scope: Scope, path: string): void {
  for (const name of parameters) scope.set(name, unknownValue({ path, span }, 'it differs each time'));
}

function merge({ scope, path }: Running, branches: readonly Scope[], { span }: BlockStatement): void {
  scope.merge(branches, { path, span });
}

/** Takes the branch that is known to be taken; else all that may be. */
function followIf(chain: readonly BlockStatement[], running: Running, follower: Follower): void {
  const taken: Scope[] = [];
  let around = running;
  for (const block of chain) {
    follower.collect(block.header, around);
    const truth = block.header ? truthOf(evaluate(block.header, running)) : block.keyword === 'else' || undefined;
    if (truth === false) continue;
    if (truth === true && taken.length === 0) {
      follower.follow(block.body, running);
      return;
    }
    const scope = branch(block, running, follower);
    if (scope.ended && block.header) requireTested(block.header, running);
    taken.push(scope);
    if (truth === true) {
      merge(running, taken, block);
      return;
    }
    around = { ...running, unconditional: false };
  }
  const [first] = chain;
  if (first && taken.length > 0) merge(running, [...taken, new Scope(running.scope)], first);
}

/** `if not KEY: raise …`, `if KEY is None: raise …`, `if "KEY" not in os.environ: raise …`: what is missing there is required. */
function requireTested(test: Expression, running: Running): void {
  const { reads, unconditional } = running;
  if (!unconditional) return;
  const absent = test.kind === 'binary' && test.operator === 'not in' ? reads.at(test) : undefined;
  if (absent) reads.require(absent);
  const tested = testedForAbsence(test);
  if (!tested) return;
  const value = evaluate(tested, running);
  // Of several, one that is there may be enough.
  const [read, ...others] = value.kind === 'environment' && !value.fallback ? value.reads : [];
  if (read?.default.kind === 'none' && others.length === 0) reads.require(read);
}

/** When all handlers raise, nothing is caught. */
function followTry(
  block: BlockStatement,
  followers: readonly BlockStatement[],
  running: Running,
  follower: Follower,
): void {
  const handlers = followers.filter(({ keyword }) => keyword === 'except');
  const otherwise = followers.find(({ keyword }) => keyword === 'else');
  const final = followers.find(({ keyword }) => keyword === 'finally');
  const isCaught = block.keyword === 'with' || handlers.some((handler) => !raises(handler));
  const change = { caught: isCaught || running.caught, unconditional: running.unconditional && !isCaught };
  const body = branch(block, running, follower, change);
  if (otherwise && !body.ended) follower.follow(otherwise.body, { ...running, ...change, scope: body });
  const branches = [body, ...handlers.map((handler) => branch(handler, running, follower))];
  if (block.keyword === 'with') branches.push(new Scope(running.scope));
  merge(running, branches, block);
  if (final) follower.follow(final.body, running);
}

function followWith(block: BlockStatement, running: Running, follower: Follower): void {
  const { scope, path, reads } = running;
  const reader = prefixedReader(block);
  const before = reader && scope.get(reader);
  follower.collect(block.header, running);
  if (reader) {
    reads.incomplete ??= 'the names of variables get a prefix';
    scope.set(reader, unknownValue({ path, span: block.span }, 'the names of variables get a prefix'));
  }
  bind(block, scope, path);
  if (isSuppressing(block)) followTry(block, [], running, follower);
  else follower.follow(block.body, running);
  if (reader) scope.set(reader, before || undefined);
}

function define(block: BlockStatement, running: Running, follower: Follower): void {
  const { scope, path, reads } = running;
  for (const read of pydanticReads(block, running)) reads.add(read.at, read.read);
  // Nobody knows when a function is called; the body of a class runs, but no settings are set there.
  const inside = new Scope(scope);
  bind(block, inside, path);
  const names = reads.namesWorkedOut(() =>
    follower.follow(block.body, { ...running, scope: inside, unconditional: false }),
  );
  const source = textAt(running.text, block.span);
  const [first = ''] = block.parameters;
  const readsIt = block.keyword === 'def' && names.has(first);
  const place = { path, span: block.span };
  if (block.name !== undefined) scope.set(block.name, { kind: 'defined', source, reads: readsIt, place });
}
