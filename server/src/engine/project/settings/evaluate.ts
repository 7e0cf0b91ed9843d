import type { BinaryExpression, CallExpression, DictExpression, Expression, ListExpression } from '../python/types.ts';
import type { Place } from '../types.ts';
import { evaluateCall } from './calls.ts';
import { givenValue, type Variables } from './given.ts';
import { joinValues, parentOf } from './paths.ts';
import { readIn } from './readers.ts';
import type { ReadCollector } from './reads.ts';
import type { Scope } from './scope.ts';
import { compared, constantValue } from './texts.ts';
import {
  dictOf,
  environmentOf,
  type Item,
  join,
  listOf,
  mostHidden,
  reasonOf,
  sum,
  truthOf,
  unknownValue,
  type Value,
} from './value.ts';

/** A module while it is read. */
export interface Frame {
  /** Its file, relative to the workspace folder. */
  readonly path: string;
  /** Its file, relative to the folder that dotted names start from. */
  readonly file: string;
  readonly scope: Scope;
  readonly reads: ReadCollector;
  readonly variables: Variables;
}

/** What an expression is worth, as far as that is known without running anything. */
export function evaluate(expression: Expression, frame: Frame): Value {
  const place: Place = { path: frame.path, span: expression.span };
  const read = frame.reads.at(expression);
  if (read) return valueHere(expression, frame, place) ?? environmentOf([read], place);
  switch (expression.kind) {
    case 'text':
    case 'constant':
      return { kind: expression.kind, value: expression.value, place } as Value;
    case 'name':
      return nameValue(expression.name, frame, place);
    case 'attribute':
      return attribute(evaluate(expression.of, frame), expression.name, place);
    case 'subscript':
      return entry(evaluate(expression.of, frame), evaluate(expression.index, frame), place);
    case 'list':
      return list(expression, frame, place);
    case 'dict':
      return dict(expression, frame, place);
    case 'call':
      return call(expression, frame, place);
    case 'binary':
      return binary(expression, frame, place);
    case 'logical':
      return logical(expression.operator, evaluate(expression.left, frame), evaluate(expression.right, frame), place);
    case 'conditional':
      return conditional(expression.test, expression.then, expression.otherwise, frame);
    case 'unary':
      return unary(expression.operator, evaluate(expression.value, frame), place);
    case 'named':
      return evaluate(expression.value, frame);
    default:
      return unknownValue(place, 'it is worked out when it runs');
  }
}

/** What a read gives, where the variable is known and settings do not set it themselves. */
function valueHere(expression: Expression, frame: Frame, place: Place): Value | undefined {
  const here = readIn(expression, frame.scope);
  if (here === undefined || here === 'dynamic' || frame.reads.isGiven(here.name)) return undefined;
  return givenValue({ expression, here, place, evaluate: (part) => evaluate(part, frame) }, frame.variables);
}

function nameValue(name: string, { scope, file }: Frame, place: Place): Value {
  if (name === '__file__') return { kind: 'path', base: 'project', path: file, place };
  return scope.get(name) ?? unknownValue(place, `${name} is not read`);
}

/** What follows a name with a dot: parts of modules, folders above a path. */
function attribute(of: Value, name: string, place: Place): Value {
  if (of.kind === 'import') return { kind: 'import', name: `${of.name}.${name}`, place };
  if (of.kind !== 'path') return unknownValue(place, reasonOf(of));
  if (name === 'parent') return { kind: 'path', ...parentOf(of), place };
  // `root` of django-environ's Path is its text; `parents` is asked for an entry.
  if (name === 'root' || name === 'parents') return { ...of, place };
  return unknownValue(place, 'a part of a path is asked for');
}

/** `value[key]`; of a path it is one of its parents. */
export function entry(of: Value, key: Value, place: Place): Value {
  if (of.kind === 'path' && key.kind === 'constant' && typeof key.value === 'number')
    return ancestor(of, key.value + 1, place);
  if (of.kind !== 'dict' || key.kind !== 'text') return unknownValue(place, reasonOf(of));
  return of.entries.get(key.value) ?? unknownValue(place, of.open ?? `it has no ${key.value}`);
}

const MAX_FOLDERS = 50;

function ancestor(path: Value & { kind: 'path' }, steps: number, place: Place): Value {
  if (steps < 0 || steps > MAX_FOLDERS) return unknownValue(place, 'it leaves every folder');
  let at = path;
  for (let step = 0; step < steps; step++) at = { ...at, ...parentOf(at) };
  return { ...at, place };
}

function list({ items }: ListExpression, frame: Frame, place: Place): Value {
  const found: Item[] = [];
  let open: string | undefined;
  let disorder: string | undefined;
  for (const item of items) {
    if (item.kind !== 'unary' || item.operator !== '*') {
      found.push({ value: evaluate(item, frame), certain: true });
      continue;
    }
    const spread = evaluate(item.value, frame);
    if (spread.kind === 'list') found.push(...spread.items.slice(0, MAX_SPREAD));
    open ??= spread.kind === 'list' ? spread.open : reasonOf(spread);
    disorder ??= spread.kind === 'list' ? spread.disorder : undefined;
  }
  return listOf(place, found, open, disorder);
}

/** Enough for a list to count as too long. */
const MAX_SPREAD = 1001;

function dict({ entries }: DictExpression, frame: Frame, place: Place): Value {
  const found = new Map<string, Value>();
  let open: string | undefined;
  for (const { key, value } of entries) {
    const what = evaluate(value, frame);
    const name = key && evaluate(key, frame);
    if (name?.kind === 'text') found.set(name.value, what);
    else if (name) open ??= 'one of its keys is worked out';
    else if (what.kind === 'dict') {
      for (const [each, inner] of what.entries) found.set(each, inner);
      open ??= what.open;
    } else {
      // Whatever stands before may be replaced.
      found.clear();
      open ??= reasonOf(what);
    }
  }
  return dictOf(place, found, open);
}

function call(expression: CallExpression, frame: Frame, place: Place): Value {
  const args = expression.args.map((arg) => evaluate(arg, frame));
  const own = expression.callee.kind === 'attribute' ? evaluate(expression.callee.of, frame) : undefined;
  const value = evaluateCall({ expression, args, own, scope: frame.scope, place });
  if (value) return value;
  // `str(env("X")).lower()` still comes from the environment.
  const reads = [...args, ...(own ? [own] : [])].flatMap((each) => (each.kind === 'environment' ? each.reads : []));
  if (reads.length > 0) return environmentOf(reads, place);
  return unknownValue(place, 'it is worked out when it runs');
}

function binary({ operator, left, right }: BinaryExpression, frame: Frame, place: Place): Value {
  const [a, b] = [evaluate(left, frame), evaluate(right, frame)];
  if (operator === '/') return joinValues([a, b], place);
  if (operator === '-' && a.kind === 'path' && b.kind === 'constant' && typeof b.value === 'number') {
    return ancestor(a, b.value, place);
  }
  const truth = compared(operator, a, b);
  if (truth !== undefined) return constantValue(truth, place);
  if (operator !== '+') return unknownValue(place, reasonOf(mostHidden(a, b)));
  if (a.kind === 'path' && b.kind === 'text')
    return joinValues([a, { ...b, value: b.value.replace(/^\/+/, '') }], place);
  return sum(a, b, place);
}

function logical(operator: 'and' | 'or', left: Value, right: Value, place: Place): Value {
  const truth = truthOf(left);
  if (truth !== undefined) return truth === (operator === 'or') ? left : right;
  if (left.kind === 'environment' && operator === 'or') {
    if (right.kind !== 'environment') return { ...left, fallback: right };
    return environmentOf([...left.reads, ...right.reads], place, right.fallback);
  }
  return unknownValue(place, reasonOf(left));
}

function conditional(test: Expression, then: Expression, otherwise: Expression, frame: Frame): Value {
  const truth = truthOf(evaluate(test, frame));
  if (truth !== undefined) return evaluate(truth ? then : otherwise, frame);
  const [a, b] = [evaluate(then, frame), evaluate(otherwise, frame)];
  return join(a, b) ?? a;
}

function unary(operator: string, value: Value, place: Place): Value {
  const truth = truthOf(value);
  if (operator === 'not' && truth !== undefined) return { kind: 'constant', value: !truth, place };
  if (operator === '-' && value.kind === 'constant' && typeof value.value === 'number') {
    return { kind: 'constant', value: -value.value, place };
  }
  return unknownValue(place, reasonOf(value));
}
