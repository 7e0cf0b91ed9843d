import { type Known, known, unknown } from '../../text/known.ts';
import type { Expression, PythonModule, Statement } from './types.ts';
import { eachImported } from './walk.ts';

/** The names that a module has at its top, defined or imported; those set under a condition count. */
export function moduleNames(module: PythonModule): Known<ReadonlySet<string>> {
  const names = new Set<string>();
  let why: string | undefined;
  eachImported(module, (statement) => {
    why ??= hides(statement);
    for (const name of namesOf(statement)) names.add(name);
  });
  return why === undefined ? known(names) : unknown(why);
}

function hides(statement: Statement): string | undefined {
  if (statement.kind === 'from' && statement.star)
    return `it takes all names of ${statement.module || 'another module'}`;
  if (statement.kind === 'broken') return 'a line of it cannot be read';
  return setsNames(statement) ? 'it makes names while it runs' : undefined;
}

/** `globals()[…] = …`, `globals().update(…)`, `exec(…)`, `Settings.load(__name__)`. */
export function setsNames(statement: Statement): boolean {
  if (statement.kind === 'expression') return callsNameMaker(statement.value) || handsOverItself(statement.value);
  return statement.kind === 'assign' && statement.targets.some(callsNameMaker);
}

const NAME_MAKERS = new Set(['globals', 'locals', 'vars', 'exec', 'execfile', 'setattr']);

function callsNameMaker(expression: Expression): boolean {
  for (let at = expression; ; ) {
    if (at.kind === 'call') {
      if (at.callee.kind === 'name' && NAME_MAKERS.has(at.callee.name)) return true;
      at = at.callee;
    } else if (at.kind === 'attribute' || at.kind === 'subscript') at = at.of;
    else return false;
  }
}

/** Whoever is given the name of the module can reach all of its names. */
const handsOverItself = (expression: Expression): boolean =>
  expression.kind === 'call' && expression.args.some((arg) => arg.kind === 'name' && arg.name === '__name__');

function namesOf(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case 'assign':
      return statement.value ? statement.targets.flatMap(boundBy) : [];
    case 'import':
    case 'from':
      return statement.names.map((each) => each.as);
    case 'block':
      if (statement.name !== undefined) return [statement.name];
      return statement.parameters;
    default:
      return [];
  }
}

/** The names that an assignment to an expression binds. */
export function boundBy(target: Expression): readonly string[] {
  if (target.kind === 'name') return [target.name];
  if (target.kind === 'list') return target.items.flatMap(boundBy);
  return target.kind === 'unary' ? boundBy(target.value) : [];
}

const DOTTED = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

/** Whether a text can be the name of a module; what a template leaves to be filled in cannot: `{{ name }}.settings`. */
export const isDottedName = (text: string): boolean => DOTTED.test(text);
