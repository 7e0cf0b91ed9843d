import type { CallExpression, Expression } from '../python/types.ts';
import { argument, fullName, spreads } from './names.ts';
import type { Scope } from './scope.ts';
import type { Cast, Default, EnvironmentRead } from './types.ts';
import type { Declared, ReaderValue } from './value.ts';

/** What an expression reads of the environment, apart from what stands around it. */
export interface ReadHere extends Pick<EnvironmentRead, 'name' | 'default' | 'cast' | 'required' | 'reader'> {
  /** The expression of its name; undefined where the reader implies it. */
  readonly named: Expression | undefined;
  /** The expression of its default, which stands in the call itself. */
  readonly fallback: Expression | undefined;
}

const ABSENT: Default = { kind: 'absent' };
const NONE: Default = { kind: 'none' };

/** Reads nothing (undefined), a variable, or one whose name is worked out (`dynamic`). */
export function readIn(expression: Expression, scope: Scope): ReadHere | 'dynamic' | undefined {
  if (expression.kind === 'subscript') {
    if (fullName(expression.of, scope) !== 'os.environ') return undefined;
    return variable(expression.index, { ...WITHOUT, cast: undefined, required: true, reader: 'os' });
  }
  if (expression.kind === 'call') return readByCall(expression, scope);
  if (expression.kind !== 'binary' || !/^(?:not )?in$/.test(expression.operator)) return undefined;
  if (fullName(expression.right, scope) !== 'os.environ') return undefined;
  return variable(expression.left, { ...WITHOUT, default: NONE, cast: 'presence', required: false, reader: 'os' });
}

/** What names the variable of a plain read. */
export function osNameIn(expression: Expression, scope: Scope): Expression | undefined {
  if (expression.kind === 'subscript')
    return fullName(expression.of, scope) === 'os.environ' ? expression.index : undefined;
  const isRead =
    expression.kind === 'call' && /^os\.(?:environ\.get|getenv)$/.test(fullName(expression.callee, scope) ?? '');
  return isRead ? argument(expression, 0, 'key') : undefined;
}

const WITHOUT = { default: ABSENT, fallback: undefined } as const;

const variable = (name: Expression | undefined, rest: Omit<ReadHere, 'name' | 'named'>): ReadHere | 'dynamic' =>
  name?.kind === 'text' ? { name: name.value, named: name, ...rest } : 'dynamic';

/** What a call gives without the variable, and where that is written. */
function defaultIn(
  call: CallExpression,
  index: number,
  none: Default = ABSENT,
): Pick<ReadHere, 'default' | 'fallback'> {
  const fallback = argument(call, index, 'default');
  const value = defaultOf(fallback, spreads(call));
  return { default: value.kind === 'absent' ? none : value, fallback };
}

function readByCall(call: CallExpression, scope: Scope): ReadHere | 'dynamic' | undefined {
  switch (fullName(call.callee, scope)) {
    case 'os.environ.get':
    case 'os.getenv':
      return readOs(call);
    case 'decouple.config':
      return readDecouple(call);
    case 'dj_database_url.config':
      return readDatabaseUrl(call);
    default:
      return readByInstance(call, scope);
  }
}

function readOs(call: CallExpression): ReadHere | 'dynamic' {
  return variable(argument(call, 0, 'key'), {
    ...defaultIn(call, 1, NONE),
    cast: undefined,
    required: false,
    reader: 'os',
  });
}

function readDecouple(call: CallExpression): ReadHere | 'dynamic' {
  const fallback = defaultIn(call, 1);
  return variable(argument(call, 0, 'option'), {
    ...fallback,
    cast: castOf(argument(call, 2, 'cast')),
    required: fallback.default.kind === 'absent',
    reader: 'decouple',
  });
}

function readDatabaseUrl(call: CallExpression): ReadHere | 'dynamic' {
  const env = argument(call, 0, 'env');
  const rest = {
    ...defaultIn(call, 1, NONE),
    cast: 'url',
    required: false,
    reader: 'dj-database-url',
  } as const;
  return env ? variable(env, rest) : { name: 'DATABASE_URL', named: undefined, ...rest };
}

/** The methods of Env, and what they make of the text. */
const METHODS: ReadonlyMap<string, Cast> = new Map([
  ['str', 'text'],
  ['unicode', 'text'],
  ['bytes', 'text'],
  ['bool', 'bool'],
  ['int', 'int'],
  ['float', 'float'],
  ['decimal', 'float'],
  ['list', 'list'],
  ['tuple', 'list'],
  ['dict', 'other'],
  ['json', 'json'],
  ['url', 'url'],
  ['db', 'url'],
  ['db_url', 'url'],
  ['dj_db_url', 'url'],
  ['cache', 'url'],
  ['cache_url', 'url'],
  ['dj_cache_url', 'url'],
  ['email', 'url'],
  ['email_url', 'url'],
  ['dj_email_url', 'url'],
  ['search_url', 'url'],
  ['channels', 'url'],
  ['channels_url', 'url'],
  ['path', 'path'],
  ['get_value', 'other'],
  ['enum', 'other'],
  ['date', 'other'],
  ['datetime', 'other'],
  ['timedelta', 'other'],
  ['log_level', 'other'],
  ['uuid', 'other'],
]);

/** The variables that URL methods of django-environ read when none is named. */
const URL_NAMES: ReadonlyMap<string, string> = new Map([
  ['db', 'DATABASE_URL'],
  ['db_url', 'DATABASE_URL'],
  ['cache', 'CACHE_URL'],
  ['cache_url', 'CACHE_URL'],
  ['email', 'EMAIL_URL'],
  ['email_url', 'EMAIL_URL'],
  ['search_url', 'SEARCH_URL'],
  ['channels', 'CHANNELS_URL'],
  ['channels_url', 'CHANNELS_URL'],
]);

function readByInstance(call: CallExpression, scope: Scope): ReadHere | 'dynamic' | undefined {
  const { callee } = call;
  const owner = callee.kind === 'attribute' ? callee.of : callee;
  const reader = owner.kind === 'name' ? scope.get(owner.name) : undefined;
  if (reader?.kind !== 'reader') return undefined;
  const method = callee.kind === 'attribute' ? callee.name : '';
  if (reader.library === 'decouple') return method === '' || method === 'get' ? readDecouple(call) : undefined;
  return method === '' || METHODS.has(method) ? readEnv(call, method, reader) : undefined;
}

function readEnv(call: CallExpression, method: string, reader: ReaderValue): ReadHere | 'dynamic' {
  const takesCast = reader.library === 'environ' && (method === '' || method === 'get_value');
  const own = METHODS.get(method) ?? castOf(argument(call, takesCast ? 1 : -1, 'cast'));
  const fallback = defaultIn(call, takesCast ? 2 : 1);
  const first = argument(call, 0, 'var') ?? argument(call, -1, 'name');
  const implied = reader.library === 'environ' ? URL_NAMES.get(method) : undefined;
  const name = first?.kind === 'text' ? first.value : first ? undefined : implied;
  if (name === undefined) return 'dynamic';
  const declared = reader.declared.get(name) ?? NOTHING_DECLARED;
  const value = fallback.default.kind === 'absent' ? declared.default : fallback.default;
  const cast = own ?? declared.cast;
  const required = value.kind === 'absent' && !reader.lenient;
  const { library } = reader;
  return { name, named: first, ...fallback, default: value, cast, required, reader: library };
}

const NOTHING_DECLARED: Declared = { cast: undefined, default: ABSENT };

/** `environ.Env(DEBUG=(bool, False), NAME=str)` */
export function declaredIn(call: CallExpression): ReadonlyMap<string, Declared> {
  const declared = new Map<string, Declared>();
  for (const { name, value } of call.keywords) {
    if (name === undefined) continue;
    const [cast, fallback] = value.kind === 'list' ? value.items : [value];
    declared.set(name, { cast: castOf(cast), default: defaultOf(fallback, false) });
  }
  return declared;
}

const CASTS: ReadonlyMap<string, Cast> = new Map([
  ['bool', 'bool'],
  ['int', 'int'],
  ['float', 'float'],
  ['str', 'text'],
  ['list', 'list'],
  ['tuple', 'list'],
  ['Csv', 'list'],
  ['json', 'json'],
]);

function castOf(expression: Expression | undefined): Cast | undefined {
  if (!expression) return undefined;
  const named = expression.kind === 'call' ? expression.callee : expression;
  if (named.kind === 'list') return 'list';
  return (named.kind === 'name' ? CASTS.get(named.name) : undefined) ?? 'other';
}

export function defaultOf(expression: Expression | undefined, mayBeHidden: boolean): Default {
  if (!expression) return mayBeHidden ? { kind: 'dynamic' } : ABSENT;
  if (expression.kind === 'text') return { kind: 'literal', value: expression.value };
  if (expression.kind !== 'constant') return { kind: 'dynamic' };
  return expression.value === null ? NONE : { kind: 'literal', value: expression.value };
}
