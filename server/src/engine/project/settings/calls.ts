import type { CallExpression } from '../python/types.ts';
import type { Place } from '../types.ts';
import { fullName, spreads } from './names.ts';
import { asPath, joinValues, parentOf } from './paths.ts';
import { declaredIn } from './readers.ts';
import type { Scope } from './scope.ts';
import { converted, textMethod } from './texts.ts';
import { CPUS, dictOf, listOf, type ReaderValue, unknownValue, type Value } from './value.ts';

export interface Called {
  readonly expression: CallExpression;
  readonly args: readonly Value[];
  /** What the method belongs to. */
  readonly own: Value | undefined;
  readonly scope: Scope;
  readonly place: Place;
}

const PATH_CLASSES = new Set(['pathlib.Path', 'environ.Path', 'pathlib.PosixPath', 'pathlib.PurePath', 'path.Path']);
/** Functions that give back the path they get, as far as we tell paths apart. */
const SAME_PATH = new Set([
  'os.path.abspath',
  'os.path.realpath',
  'os.path.normpath',
  'os.fspath',
  'os.path.expanduser',
]);
const SAME_PATH_METHODS = new Set(['resolve', 'absolute', 'as_posix', '__str__', '__fspath__']);
const COPIES = new Set(['copy.copy', 'copy.deepcopy', 'list', 'tuple', 'dict']);
const COUNTS_CPUS = new Set(['multiprocessing.cpu_count', 'os.cpu_count']);
const READERS: ReadonlyMap<string, ReaderValue['library']> = new Map([
  ['environ.Env', 'environ'],
  ['environ.FileAwareEnv', 'environ'],
  ['environs.Env', 'environs'],
  ['environs.FileAwareEnv', 'environs'],
  ['decouple.Config', 'decouple'],
  ['decouple.AutoConfig', 'decouple'],
]);

/** What a call gives, when it is one of those that settings are made of. */
export function evaluateCall(called: Called): Value | undefined {
  const { expression, args, own, scope, place } = called;
  if (spreads(expression)) return undefined;
  const { callee } = expression;
  const name = fullName(callee, scope);
  if (name !== undefined) return callByName(name, called);
  if (callee.kind === 'attribute') {
    if (own?.kind === 'text' && expression.keywords.length > 0) return undefined;
    return own && callMethod(own, callee.name, args, place);
  }
  // django-environ's paths are called: `root("static")`.
  const value = callee.kind === 'name' ? scope.get(callee.name) : undefined;
  return value?.kind === 'path' ? joinValues([value, ...args], place) : undefined;
}

function callByName(name: string, { expression, args, place }: Called): Value | undefined {
  const [first] = args;
  const library = READERS.get(name);
  if (library) {
    const declared = library === 'environ' ? declaredIn(expression) : NOTHING;
    const lenient = name.endsWith('FileAwareEnv') || expression.keywords.some((each) => each.name === 'eager');
    return { kind: 'reader', library, declared, lenient, place };
  }
  if (COUNTS_CPUS.has(name)) return unknownValue(place, CPUS);
  if (name === 'split_settings.tools.optional') return asOptional(first, place);
  if (COPIES.has(name)) return copied(name, first, expression, place);
  if (name === 'str' && (first?.kind === 'path' || first?.kind === 'text')) return { ...first, place };
  if (name === 'os.getcwd' || name === 'pathlib.Path.cwd') return { kind: 'path', base: 'workdir', path: '', place };
  if (name === 'os.path.join' || PATH_CLASSES.has(name)) return args.length > 0 ? joinValues(args, place) : undefined;
  const plain = args.length === 1 ? converted(name, first, place) : undefined;
  if (plain) return plain;
  const path = asPath(first);
  if (!path) return undefined;
  if (name === 'os.path.dirname') return { kind: 'path', ...parentOf(path), place };
  return SAME_PATH.has(name) ? { kind: 'path', ...path, place } : undefined;
}

/** A text that is no different but for the mark; without a file it is empty. */
function asOptional(file: Value | undefined, place: Place): Value | undefined {
  const value = file?.kind === 'constant' && file.value === null ? '' : file?.kind === 'text' ? file.value : undefined;
  return value === undefined ? undefined : { kind: 'text', value, optional: true, place };
}

const NOTHING: ReaderValue['declared'] = new Map();

function copied(name: string, first: Value | undefined, expression: CallExpression, place: Place): Value | undefined {
  if (name === 'dict' && !first && expression.keywords.length > 0) return undefined;
  if (!first) return name === 'dict' ? dictOf(place, new Map()) : listOf(place, []);
  const fits =
    name === 'dict' ? first.kind === 'dict' : first.kind === 'list' || (first.kind === 'dict' && name.includes('.'));
  return fits ? first : undefined;
}

function callMethod(own: Value, method: string, args: readonly Value[], place: Place): Value | undefined {
  if (own.kind === 'path') {
    if (SAME_PATH_METHODS.has(method)) return { ...own, place };
    return method === 'joinpath' || method === 'path' ? joinValues([own, ...args], place) : undefined;
  }
  if (own.kind === 'text') return textMethod(own.value, method, args, place);
  const isCopy = method === 'copy' && (own.kind === 'list' || own.kind === 'dict');
  return isCopy ? own : undefined;
}
