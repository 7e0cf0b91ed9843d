import type { CallExpression, Expression } from '../python/types.ts';
import type { Place } from '../types.ts';
import { argument } from './names.ts';
import type { ReadHere } from './readers.ts';
import { asNumber, constantValue, pythonText, truthOfWord } from './texts.ts';
import { listOf, type Value } from './value.ts';

/**
 * What a process finds in its environment, as far as somebody knows: texts by name. Undefined: surely not set. Of other names nobody
 * knows anything.
 */
export type Variables = ReadonlyMap<string, string | undefined>;

/** A read, and how its parts are worked out. */
export interface Given {
  readonly expression: Expression;
  readonly here: ReadHere;
  readonly place: Place;
  readonly evaluate: (expression: Expression) => Value;
}

/** What reading a variable gives where it is known; undefined where it is not, or the reader makes something of it that we do not follow. */
export function givenValue(given: Given, variables: Variables): Value | undefined {
  const { expression, here, place } = given;
  if (!variables.has(here.name)) return undefined;
  const text = variables.get(here.name);
  if (here.cast === 'presence') return constantValue((text !== undefined) === asksForPresence(expression), place);
  return text === undefined ? missing(given) : read(text, given);
}

/** `"X" in os.environ`, not `"X" not in os.environ`. */
const asksForPresence = (expression: Expression): boolean =>
  expression.kind === 'binary' && expression.operator === 'in';

/** What the reader gives without the variable; it raises where there is no default. */
function missing({ expression, here, place, evaluate }: Given): Value | undefined {
  const { cast: own, reader, fallback } = here;
  if (reader === 'dj-database-url' || here.default.kind === 'absent') return undefined;
  // decouple makes the same of a default as of a text.
  if (reader === 'decouple' && own !== undefined) {
    const isText = here.default.kind === 'literal' && expression.kind === 'call';
    return isText ? cast(pythonText(here.default.value), here, expression, place) : undefined;
  }
  if (fallback) return evaluate(fallback);
  if (here.default.kind === 'none') return constantValue(null, place);
  if (here.default.kind !== 'literal') return undefined;
  const { value } = here.default;
  return typeof value === 'string' ? { kind: 'text', value, place } : constantValue(value, place);
}

function read(text: string, { expression, here, place }: Given): Value | undefined {
  // django-environ takes `$NAME` for the name of another variable.
  if (here.reader === 'environ' && text.startsWith('$')) return undefined;
  if (here.reader === 'os') return { kind: 'text', value: text, place };
  return expression.kind === 'call' ? cast(text, here, expression, place) : undefined;
}

function cast(text: string, here: ReadHere, call: CallExpression, place: Place): Value | undefined {
  switch (here.cast ?? smartCast(here)) {
    case undefined:
    case 'text':
      return { kind: 'text', value: text, place };
    case 'bool': {
      const truth = truthOfText(text, here.reader);
      return truth === undefined ? undefined : constantValue(truth, place);
    }
    case 'int': {
      const number = asNumber(text);
      return number === undefined ? undefined : constantValue(number, place);
    }
    case 'list': {
      const items = itemsOf(text, here.reader, call);
      return items && listOf(place, itemsAt(items, place));
    }
    default:
      return undefined;
  }
}

const itemsAt = (items: readonly string[], place: Place) =>
  items.map((value) => ({ value: { kind: 'text', value, place } as const, certain: true }));

/** django-environ makes of a text what the default is. */
function smartCast({ reader, default: fallback }: ReadHere): 'bool' | 'int' | 'other' | undefined {
  if (reader !== 'environ') return undefined;
  if (fallback.kind === 'dynamic') return 'other';
  if (fallback.kind !== 'literal' || typeof fallback.value === 'string') return undefined;
  if (typeof fallback.value === 'boolean') return 'bool';
  return Number.isInteger(fallback.value) ? 'int' : 'other';
}

const ENVIRON_TRUE = new Set(['true', 'on', 'ok', 'y', 'yes', '1']);
const ENVIRONS_WORD =
  /^(?:[tyfn01]|[TYFN]|true|True|TRUE|on|On|ON|yes|Yes|YES|false|False|FALSE|off|Off|OFF|no|No|NO)$/;

/** Undefined where the reader refuses the text. */
function truthOfText(text: string, reader: ReadHere['reader']): boolean | undefined {
  if (reader === 'environ') {
    const number = asNumber(text);
    return number === undefined ? ENVIRON_TRUE.has(text.toLowerCase().trim()) : number !== 0;
  }
  if (reader === 'environs') return ENVIRONS_WORD.test(text) ? truthOfWord(text) : undefined;
  return text === '' ? false : truthOfWord(text);
}

/** The parts of a list as the reader divides a text; undefined where something is made of each of them, or it is divided otherwise. */
function itemsOf(text: string, reader: ReadHere['reader'], call: CallExpression): readonly string[] | undefined {
  if (reader === 'decouple') {
    const how = argument(call, 2, 'cast');
    const isPlain = how?.kind === 'call' && how.args.length === 0 && how.keywords.length === 0;
    // decouple divides as a shell does.
    if (!isPlain || /["'\\#]/.test(text)) return undefined;
    return text.split(',').flatMap((item) => item.trim() || []);
  }
  const changes = call.keywords.some(({ name }) => name !== 'default' && name !== 'var' && name !== 'name');
  if (changes || call.args.length > 2) return undefined;
  const items = text.split(',');
  if (reader === 'environs') return text === '' ? [] : items;
  return items.filter((item) => item !== '');
}
