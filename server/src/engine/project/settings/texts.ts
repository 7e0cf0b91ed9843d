import type { Place } from '../types.ts';
import { type ListValue, listOf, MAX_TEXT, truthOf, type Value } from './value.ts';

type Constant = number | boolean | null;

export const constantValue = (value: Constant, place: Place): Value => ({ kind: 'constant', value, place });

const textValue = (value: string, place: Place): Value | undefined =>
  value.length > MAX_TEXT ? undefined : { kind: 'text', value, place };

const CHANGES: Readonly<Record<string, (text: string) => string>> = {
  lower: (text) => text.toLowerCase(),
  casefold: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  capitalize: (text) => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase(),
  title: (text) => text.toLowerCase().replace(/[a-z]+/g, (word) => word.slice(0, 1).toUpperCase() + word.slice(1)),
  strip: (text) => text.trim(),
};

/** What a method of a text gives; undefined for one that we do not follow. */
export function textMethod(text: string, method: string, args: readonly Value[], place: Place): Value | undefined {
  const words = args.map((arg) => (arg.kind === 'text' ? arg.value : undefined));
  const [first, second] = words;
  if (args.length === 0) {
    if (method === 'split') return listOfTexts(text.split(/\s+/).filter(Boolean), place);
    const change = Object.hasOwn(CHANGES, method) ? CHANGES[method] : undefined;
    return change && textValue(change(text), place);
  }
  if (method === 'format') return formatted(text, words, place);
  if (first === undefined || first === '') return undefined;
  if (method === 'replace' && second !== undefined && args.length === 2)
    return textValue(text.replaceAll(first, second), place);
  if (args.length > 1) return undefined;
  if (method === 'split') return listOfTexts(text.split(first), place);
  if (method === 'startswith') return constantValue(text.startsWith(first), place);
  return method === 'endswith' ? constantValue(text.endsWith(first), place) : undefined;
}

const listOfTexts = (texts: readonly string[], place: Place): Value =>
  listOf(
    place,
    texts.map((value) => ({ value: { kind: 'text', value, place }, certain: true })),
  );

/** `"django.db.backends.{}".format("mysql")`; other fields than `{}` are rare in settings. */
function formatted(text: string, words: readonly (string | undefined)[], place: Place): Value | undefined {
  const parts = text.split('{}');
  if (parts.length !== words.length + 1 || words.includes(undefined) || parts.some((part) => /[{}]/.test(part)))
    return undefined;
  return textValue(parts.map((part, index) => part + (words[index] ?? '')).join(''), place);
}

/** What Python's own conversions make of a value. */
export function converted(name: string, value: Value | undefined, place: Place): Value | undefined {
  switch (name) {
    case 'bool': {
      const truth = truthOf(value);
      return truth === undefined ? undefined : constantValue(truth, place);
    }
    case 'int': {
      const number = value?.kind === 'text' ? asNumber(value.value) : numberOf(value);
      return number === undefined ? undefined : constantValue(number, place);
    }
    case 'str':
      return value?.kind === 'constant' ? textValue(pythonText(value.value), place) : undefined;
    case 'strtobool':
    case 'distutils.util.strtobool': {
      const truth = value?.kind === 'text' ? truthOfWord(value.value) : undefined;
      return truth === undefined ? undefined : constantValue(truth, place);
    }
    default:
      return undefined;
  }
}

/** A whole number as `int()` reads it. */
export const asNumber = (text: string): number | undefined =>
  /^\s*[-+]?\d{1,15}\s*$/.test(text) ? Number(text) : undefined;

const numberOf = (value: Value | undefined): number | undefined =>
  value?.kind === 'constant' && value.value !== null ? Math.trunc(Number(value.value)) : undefined;

/** How Python writes a constant. */
export const pythonText = (value: Constant | string): string =>
  value === null ? 'None' : value === true ? 'True' : value === false ? 'False' : String(value);

const TRUE = new Set(['y', 'yes', 't', 'true', 'on', '1']);
const FALSE = new Set(['n', 'no', 'f', 'false', 'off', '0']);

/** Undefined for what `strtobool` refuses. */
export function truthOfWord(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (TRUE.has(word)) return true;
  return FALSE.has(word) ? false : undefined;
}

/** Whether a comparison holds; undefined where that is not known. */
export function compared(operator: string, left: Value, right: Value): boolean | undefined {
  switch (operator) {
    case '==':
    case 'is':
      return isEqual(left, right);
    case '!=':
    case 'is not':
      return not(isEqual(left, right));
    case 'in':
      return isIn(left, right);
    case 'not in':
      return not(isIn(left, right));
    default:
      return undefined;
  }
}

const not = (truth: boolean | undefined): boolean | undefined => (truth === undefined ? undefined : !truth);

/** Of texts, numbers, True, False and None: `1 == True`, as in Python. */
function isEqual(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'text' && right.kind === 'text') return left.value === right.value;
  if (left.kind === 'constant' && right.kind === 'constant') {
    if (left.value === null || right.value === null) return left.value === right.value;
    return Number(left.value) === Number(right.value);
  }
  const areSimple = [left, right].every(({ kind }) => kind === 'text' || kind === 'constant');
  return areSimple ? false : undefined;
}

function isIn(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'text' && right.kind === 'text') return right.value.includes(left.value);
  if (right.kind === 'list') return isAmong(left, right);
  if (right.kind !== 'dict' || left.kind !== 'text') return undefined;
  return right.entries.has(left.value) || (right.open === undefined ? false : undefined);
}

function isAmong(left: Value, { items, open }: ListValue): boolean | undefined {
  const answers = items.map(({ value, certain }) => {
    const same = isEqual(left, value);
    return certain || same === false ? same : undefined;
  });
  if (answers.includes(true)) return true;
  return open === undefined && !answers.includes(undefined) ? false : undefined;
}
