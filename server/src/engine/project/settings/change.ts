import { boundBy } from '../python/names.ts';
import type { CallExpression, Expression } from '../python/types.ts';
import type { Place } from '../types.ts';
import { entry, evaluate, type Frame } from './evaluate.ts';
import { type DictValue, dictOf, type ListValue, listOf, reasonOf, sum, unknownValue, type Value } from './value.ts';

type Change = (old: Value | undefined) => Value | undefined;

/** Puts a new value where an expression points: a name, an entry of a dict, names in a row. */
export function assign(target: Expression, value: Value, frame: Frame): void {
  if (target.kind !== 'list') {
    change(target, () => value, frame);
    return;
  }
  for (const name of boundBy(target)) {
    frame.scope.set(name, unknownValue(value.place, 'it is set together with other names'));
  }
}

/** `target += value` and the like. */
export function assignMore(target: Expression, operator: string, value: Value, frame: Frame): void {
  const { place } = value;
  change(
    target,
    (old) => (operator === '+=' ? more(old, value) : unknownValue(place, 'it is worked out when it runs')),
    frame,
  );
}

const more = (old: Value | undefined, value: Value): Value => sum(old, value, old?.place ?? value.place);

/** Changes what an expression points to. What is too twisted to follow makes its name unknown. */
function change(target: Expression, how: Change, frame: Frame): void {
  if (target.kind === 'name') {
    frame.scope.set(target.name, how(frame.scope.get(target.name)));
    return;
  }
  if (target.kind !== 'subscript') return;
  const key = evaluate(target.index, frame);
  const place: Place = { path: frame.path, span: target.span };
  change(target.of, (old) => withEntry(old, key, how, place), frame);
}

/** A dict with one entry changed. A database that the environment gives becomes a dict when entries of it are set. */
function withEntry(old: Value | undefined, key: Value, how: Change, place: Place): Value | undefined {
  if (!old || old.kind === 'unknown') return old;
  if (old.kind === 'environment') return withEngine(old, key, how, place);
  if (old.kind !== 'dict' || key.kind !== 'text') return unknownValue(place, 'one of its entries is set');
  const before = old.entries.has(key.value) || old.open !== undefined ? entry(old, key, place) : undefined;
  const value = how(before);
  return value ? dictOf(old.place, new Map([...old.entries, [key.value, value]]), old.open) : old;
}

/** The other entries of a database leave open what the environment says of it. */
function withEngine(old: Value, key: Value, how: Change, place: Place): Value | undefined {
  const engine = key.kind === 'text' && key.value === 'ENGINE' ? how(undefined) : undefined;
  if (engine) return dictOf(place, new Map([['ENGINE', engine]]), reasonOf(old));
  return key.kind === 'text' ? old : unknownValue(place, reasonOf(old));
}

/** Methods that leave their object as it is. */
const HARMLESS = new Set(['get', 'copy', 'keys', 'values', 'items', 'index', 'count', 'exists', 'is_file', 'mkdir']);

/** `MIDDLEWARE.insert(1, "…")`, `DATABASES["default"].update(…)`: calls that change what they are made on. */
export function callOn(call: CallExpression, frame: Frame): void {
  const { callee, args } = call;
  if (callee.kind !== 'attribute' || HARMLESS.has(callee.name)) return;
  const target = callee.of;
  const place: Place = { path: frame.path, span: call.span };
  const values = args.map((arg) => evaluate(arg, frame));
  change(target, (old) => changed(old, callee.name, values, call, place, frame), frame);
}

function changed(
  old: Value | undefined,
  method: string,
  args: readonly Value[],
  call: CallExpression,
  place: Place,
  frame: Frame,
): Value | undefined {
  if (old?.kind === 'list') return changedList(old, method, args, place);
  if (old?.kind === 'dict')
    return method === 'update' ? updated(old, args, call, place, frame) : setDefault(old, method, place);
  return old?.kind === 'environment' ? unknownValue(place, reasonOf(old)) : old;
}

const setDefault = (old: Value, method: string, place: Place): Value =>
  method === 'setdefault' ? old : unknownValue(place, `${method}() changes it`);

function changedList(old: ListValue, method: string, args: readonly Value[], place: Place): Value {
  const [first, second] = args;
  if (method === 'append' && first)
    return listOf(old.place, [...old.items, { value: first, certain: true }], old.open, old.disorder);
  if (method === 'extend' && first) return sum(old, first, old.place);
  if (method === 'insert' && first && second) return inserted(old, first, second);
  if (method === 'remove' && first?.kind === 'text') {
    const items = old.items.filter(({ value }) => value.kind !== 'text' || value.value !== first.value);
    return listOf(old.place, items, old.open, old.disorder);
  }
  return unknownValue(place, `${method}() changes it`);
}

/** Where something is put in is only known while nothing in front of it is uncertain. */
function inserted(old: ListValue, at: Value, value: Value): Value {
  const index = at.kind === 'constant' && typeof at.value === 'number' ? at.value : undefined;
  const items = [...old.items];
  items.splice(index ?? 0, 0, { value, certain: true });
  const isCertain = index !== undefined && old.open === undefined && old.items.every(({ certain }) => certain);
  const disorder = isCertain ? old.disorder : `where ${nameOf(value)} is put in is not known`;
  return listOf(old.place, items, old.open, disorder);
}

const nameOf = (value: Value): string => (value.kind === 'text' ? value.value : 'something');

function updated(old: DictValue, [first]: readonly Value[], call: CallExpression, place: Place, frame: Frame): Value {
  if (first?.kind === 'environment') return { ...first, fallback: undefined, place };
  if (first && first.kind !== 'dict') return dictOf(old.place, new Map(), reasonOf(first));
  const entries = new Map([...old.entries, ...(first?.entries ?? [])]);
  for (const { name, value } of call.keywords) if (name !== undefined) entries.set(name, evaluate(value, frame));
  return dictOf(old.place, entries, old.open ?? first?.open);
}
