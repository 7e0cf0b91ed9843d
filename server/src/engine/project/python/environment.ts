import { type Known, known, unknown } from '../../text/known.ts';
import { textAt } from '../../text/span.ts';
import type { CallExpression, Expression, PythonModule, Statement } from './types.ts';
import { childrenOf, dottedName, eachStatement } from './walk.ts';

/** Packages that set no variables when they are imported, as manage.py, wsgi.py and their like import them. */
const HARMLESS = new Set(
  `__future__ abc argparse asyncio atexit base64 collections concurrent contextlib copy dataclasses datetime enum functools gc glob hashlib
   importlib inspect io itertools json logging math multiprocessing operator os pathlib platform pprint random re secrets shutil signal
   site socket ssl string struct subprocess sys tempfile textwrap threading time traceback types typing unittest urllib uuid warnings
   environ environs decouple django celery kombu channels whitenoise configurations sentry_sdk newrelic ddtrace opentelemetry pymysql
   MySQLdb gevent psycogreen eventlet debugpy coverage uvicorn`.split(/\s+/),
);

/** Functions that read files of variables, or run what nobody sees here. */
const HIDES = /^(?:load_dotenv|read_dotenv|read_env|putenv|exec|eval|import_module|run_path|run_module)$/;

/** Methods of `os.environ` that leave it as it is, and classes of django-environ, which has the same name. */
const READS = /^(?:get|keys|items|values|copy|Env|FileAwareEnv|Path)$/;

/**
 * The variables that a module sets for the process, wherever in it, as far as it stands in front of an offset. Unknown where it may
 * set others.
 */
export function environmentSetBy(module: PythonModule, until: number): Known<ReadonlySet<string>> {
  const names = new Set<string>();
  let why: string | undefined;
  eachStatement(module, (statement) => {
    if (statement.span.start >= until) return;
    why ??= hiddenIn(statement, module.text);
    for (const expression of expressionsOf(statement)) why ??= noteSet(expression, names);
    if (statement.kind === 'assign') for (const target of statement.targets) why ??= noteTarget(target, names);
  });
  return why === undefined ? known(names) : unknown(why);
}

function hiddenIn(statement: Statement, text: string): string | undefined {
  switch (statement.kind) {
    case 'import':
      return statement.names.map(({ name }) => foreign(name)).find((each) => each !== undefined);
    case 'from':
      return statement.level > 0 ? 'it imports from its own package' : foreign(statement.module);
    case 'broken':
      return /environ|env\b|import/.test(textAt(text, statement.span)) ? 'a line of it cannot be read' : undefined;
    default:
      return undefined;
  }
}

const foreign = (module: string): string | undefined =>
  HARMLESS.has(module.split('.', 1)[0] ?? '') ? undefined : `${module} may set variables`;

function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'assign':
    case 'expression':
    case 'keyword':
      return statement.value ? [statement.value] : [];
    case 'block':
      return statement.header ? [statement.header] : [];
    default:
      return [];
  }
}

/** Notes what an expression sets, and says why it may set more. */
function noteSet(expression: Expression, names: Set<string>): string | undefined {
  let why = expression.kind === 'call' ? noteCall(expression, names) : undefined;
  for (const child of childrenOf(expression)) why ??= noteSet(child, names);
  return why;
}

function noteCall({ callee, args }: CallExpression, names: Set<string>): string | undefined {
  const name = callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : '';
  if (HIDES.test(name)) return `${name} may set variables`;
  if (args.some(isEnviron)) return 'it hands the environment on';
  if (callee.kind !== 'attribute' || !isEnviron(callee.of) || READS.test(name)) return undefined;
  const [first] = args;
  if ((name !== 'setdefault' && name !== 'pop') || first?.kind !== 'text') return 'it sets variables while it runs';
  names.add(first.value);
  return undefined;
}

function noteTarget(target: Expression, names: Set<string>): string | undefined {
  if (target.kind !== 'subscript' || !isEnviron(target.of)) return undefined;
  if (target.index.kind !== 'text') return 'it sets variables while it runs';
  names.add(target.index.value);
  return undefined;
}

const isEnviron = (expression: Expression): boolean => /(?:^|\.)environb?$/.test(dottedName(expression) ?? '');
