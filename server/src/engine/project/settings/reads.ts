import type { CallExpression, Expression } from '../python/types.ts';
import { childrenOf, dottedName } from '../python/walk.ts';
import { fullName } from './names.ts';
import { defaultOf, osNameIn, type ReadHere, readIn } from './readers.ts';
import type { Scope } from './scope.ts';
import type { Cast, Default, EnvironmentRead, OwnRead } from './types.ts';
import { unknownValue } from './value.ts';

/** What stands around an expression. */
interface Around {
  readonly unconditional: boolean;
  /** What is made of its value. */
  readonly cast: Cast | undefined;
  /** What `or` puts in its place. */
  readonly fallback: Default | undefined;
  readonly setting: string | undefined;
  /** Nothing can be made of None: `int(None)`, `None.split(",")`. */
  readonly needsText?: boolean;
}

export interface Collecting {
  readonly path: string;
  readonly scope: Scope;
  readonly unconditional: boolean;
  readonly setting?: string | undefined;
}

/** Functions that turn a text into something else. */
const CASTING: ReadonlyMap<string, Cast> = new Map([
  ['bool', 'bool-of-string'],
  ['int', 'int'],
  ['float', 'float'],
  ['str', 'text'],
  ['list', 'list'],
  ['json.loads', 'json'],
  ['distutils.util.strtobool', 'bool'],
  ['strtobool', 'bool'],
  ['dj_database_url.parse', 'url'],
  ['pathlib.Path', 'path'],
]);
/** Those of them that fail on None. */
const NEED_TEXT = new Set(['int', 'float', 'list', 'json.loads', 'pathlib.Path']);
const KEEPS_TEXT = new Set(['lower', 'upper', 'strip', 'casefold', 'title', 'capitalize', 'replace']);

const GIVEN: Partial<EnvironmentRead> = { default: { kind: 'dynamic' }, required: false };

/** All variables that settings read, each at its expression. */
export class ReadCollector {
  readonly #found = new Map<Expression, EnvironmentRead>();
  readonly #required = new Set<EnvironmentRead>();
  readonly #given = new Set<string>();
  readonly #byOwn: OwnRead[] = [];
  #workedOut = new Set<string>();
  incomplete: string | undefined;

  /** What is read by functions that the settings define themselves. */
  get byOwn(): readonly OwnRead[] {
    return this.#byOwn;
  }

  /** Which names stand for the names of variables in what is walked meanwhile. */
  namesWorkedOut(walk: () => void): ReadonlySet<string> {
    const before = this.#workedOut;
    const names = new Set<string>();
    this.#workedOut = names;
    walk();
    this.#workedOut = before;
    return names;
  }

  /** Settings themselves set the variable, or see to it that it is there. */
  isGiven(name: string): boolean {
    return this.#given.has(name);
  }

  /** In the order of the statements; one that a later check makes required is required. */
  get reads(): readonly EnvironmentRead[] {
    return [...this.#found.values()].map((read) => {
      if (this.#given.has(read.name)) return { ...read, ...GIVEN };
      return this.#required.has(read) ? { ...read, required: true } : read;
    });
  }

  /** The read that an expression is, if it has been collected. */
  at(expression: Expression): EnvironmentRead | undefined {
    return this.#found.get(expression);
  }

  add(expression: Expression, read: EnvironmentRead): void {
    this.#found.set(expression, read);
  }

  /** Settings raise when this one is missing. */
  require(read: EnvironmentRead): void {
    this.#required.add(read);
  }

  /** Settings themselves see to it that a variable is there. */
  give(name: string): void {
    this.#given.add(name);
  }

  collect(expression: Expression, { path, scope, unconditional, setting }: Collecting): void {
    this.#walk(expression, { unconditional, cast: undefined, fallback: undefined, setting }, path, scope);
  }

  #walk(expression: Expression, around: Around, path: string, scope: Scope): void {
    const read = readIn(expression, scope);
    if (expression.kind === 'named') {
      scope.set(expression.name, unknownValue({ path, span: expression.span }, 'it is set inside of an expression'));
    }
    if (read === 'dynamic') {
      this.incomplete ??= 'the name of a variable is worked out';
      const name = osNameIn(expression, scope);
      if (name?.kind === 'name') this.#workedOut.add(name.name);
    } else if (read) this.#note(expression, read, around, path);
    if (expression.kind === 'call') this.#noteOwn(expression, around, path, scope);
    for (const [child, inside] of parts(expression, around, scope)) this.#walk(child, inside, path, scope);
  }

  #noteOwn({ callee, args: [first], span }: CallExpression, { setting }: Around, path: string, scope: Scope): void {
    const called = callee.kind === 'name' ? scope.get(callee.name) : undefined;
    if (called?.kind === 'defined' && called.reads && first?.kind === 'text')
      this.#byOwn.push({ name: first.value, setting, place: { path, span } });
  }

  #note(expression: Expression, { named, fallback, ...read }: ReadHere, around: Around, path: string): void {
    const { unconditional, setting, needsText } = around;
    const own = read.default.kind === 'none' ? (around.fallback ?? read.default) : read.default;
    this.#found.set(expression, {
      ...read,
      default: own,
      required: read.required || (needsText === true && read.reader === 'os' && own.kind === 'none'),
      cast: read.cast ?? around.cast,
      place: { path, span: expression.span },
      unconditional,
      setting,
      written: writtenIn(expression, named, fallback),
    });
  }
}

const writtenIn = (
  expression: Expression,
  named: Expression | undefined,
  fallback: Expression | undefined,
): EnvironmentRead['written'] => ({
  callee: expression.kind === 'call' ? expression.callee.span : undefined,
  name: named?.span,
  fallback: fallback?.span,
});

/** The parts of an expression, each with what stands around it. */
function parts(expression: Expression, around: Around, scope: Scope): readonly (readonly [Expression, Around])[] {
  const plain: Around = { ...around, cast: undefined, fallback: undefined, needsText: false };
  const maybe: Around = { ...plain, unconditional: false };
  switch (expression.kind) {
    case 'logical': {
      const left = expression.operator === 'or' ? { ...around, fallback: defaultOf(expression.right, false) } : around;
      return [
        [expression.left, left],
        [expression.right, { ...around, unconditional: false }],
      ];
    }
    case 'conditional':
      return [
        [expression.test, plain],
        [expression.then, { ...around, unconditional: false }],
        [expression.otherwise, { ...around, unconditional: false }],
      ];
    case 'opaque':
      return expression.children.map((child) => [child, maybe]);
    case 'binary': {
      const inside = COMPARING.has(expression.operator) ? { ...plain, cast: 'compared' as const } : plain;
      return [
        [expression.left, inside],
        [expression.right, inside],
      ];
    }
    case 'call':
      return callParts(expression, around, scope);
    case 'named':
      return [[expression.value, { ...around, setting: expression.name }]];
    default:
      return childrenOf(expression).map((child) => [child, plain]);
  }
}

const COMPARING = new Set(['==', '!=', 'in', 'not in', 'is', 'is not', '<', '>', '<=', '>=']);

function callParts(call: CallExpression, around: Around, scope: Scope): readonly (readonly [Expression, Around])[] {
  const plain: Around = { ...around, cast: undefined, fallback: undefined, needsText: false };
  const { callee } = call;
  const name = fullName(callee, scope) ?? dottedName(callee) ?? '';
  const cast = CASTING.get(name);
  const rest = [...call.args.slice(1), ...call.keywords.map(({ value }) => value)];
  const [first] = call.args;
  const own: (readonly [Expression, Around])[] = [];
  if (callee.kind === 'attribute')
    own.push([callee.of, { ...plain, cast: castByMethod(callee.name, around), needsText: true }]);
  if (first) own.push([first, cast ? { ...plain, cast, needsText: NEED_TEXT.has(name) } : plain]);
  return [...own, ...rest.map((child) => [child, plain] as const)];
}

function castByMethod(name: string, around: Around): Cast | undefined {
  if (name === 'split' || name === 'splitlines') return 'list';
  return KEEPS_TEXT.has(name) ? around.cast : undefined;
}
