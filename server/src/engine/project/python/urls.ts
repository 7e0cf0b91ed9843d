import { type Known, known, unknown } from '../../text/known.ts';
import type { Span } from '../../text/span.ts';
import { setsNames } from './names.ts';
import type { CallExpression, Expression, PythonModule, Statement } from './types.ts';
import { dottedName, eachImported } from './walk.ts';

export interface UrlPath {
  /** As a request has it, without the first slash: `health/`. Undefined when it has parameters or is worked out. */
  readonly path: string | undefined;
  /** Where the route is written. */
  readonly span: Span;
  /** The module whose routes follow this one; null where that is not said in plain words. Undefined for a view. */
  readonly includes: string | null | undefined;
}

/** The routes at the top of a urls.py; unknown when some may be hidden. */
export function healthPaths(module: PythonModule): Known<readonly UrlPath[]> {
  const found: UrlPath[] = [];
  let why: string | undefined;
  eachImported(module, (statement) => {
    if (statement.kind === 'broken' || setsNames(statement)) why ??= 'a line of it cannot be read';
    if (statement.kind === 'from' && statement.star) why ??= 'it takes all names of another module';
    for (const list of routeLists(statement)) why ??= readRoutes(list, found);
  });
  return why === undefined ? known(found) : unknown(why);
}

/** What is put into `urlpatterns`. */
function routeLists(statement: Statement): readonly Expression[] {
  if (statement.kind === 'assign') {
    const isRoutes = statement.targets.some((target) => dottedName(target) === 'urlpatterns');
    return isRoutes && statement.value ? [statement.value] : [];
  }
  if (statement.kind !== 'expression' || statement.value.kind !== 'call') return [];
  const { callee, args } = statement.value;
  const method = /^urlpatterns\.(\w+)$/.exec(dottedName(callee) ?? '')?.[1];
  if (method === undefined) return [];
  return method === 'extend' ? args : args.slice(-1);
}

/** Adds the routes of a list; returns why some may be missing. */
function readRoutes(expression: Expression, found: UrlPath[]): string | undefined {
  if (expression.kind === 'list') return firstReason(expression.items, found);
  if (expression.kind === 'binary' && expression.operator === '+')
    return firstReason([expression.left, expression.right], found);
  if (dottedName(expression) === 'urlpatterns') return undefined;
  if (expression.kind === 'call') return readCall(expression, found);
  return 'some of its routes are worked out when it runs';
}

function firstReason(expressions: readonly Expression[], found: UrlPath[]): string | undefined {
  let why: string | undefined;
  for (const expression of expressions) why = readRoutes(expression, found) ?? why;
  return why;
}

/** Helpers whose routes lead to files, which nobody asks for the health of an application. */
const FILE_ROUTES = /(?:^|\.)(?:static|staticfiles_urlpatterns)$/;
const ROUTE = /(?:^|\.)(path|re_path|url)$/;

function readCall(call: CallExpression, found: UrlPath[]): string | undefined {
  const name = dottedName(call.callee) ?? '';
  if (FILE_ROUTES.test(name)) return undefined;
  if (/(?:^|\.)i18n_patterns$/.test(name)) return 'some of its routes begin with a language';
  const kind = ROUTE.exec(name)?.[1];
  const route = call.args[0] ?? call.keywords.find((each) => each.name === 'route')?.value;
  if (kind === undefined || !route) return 'some of its routes are worked out when it runs';
  const view = call.args[1] ?? call.keywords.find((each) => each.name === 'view')?.value;
  const includes = view && includedBy(view);
  found.push({ path: pathOf(kind, route, includes === undefined), span: route.span, includes });
  return undefined;
}

/** A pattern that leaves its end open leads to a view by many paths. */
function pathOf(kind: string, route: Expression, isView: boolean): string | undefined {
  if (route.kind !== 'text') return undefined;
  if (kind === 'path') return /[<>]/.test(route.value) ? undefined : route.value;
  const [, plain, end] = /^\^((?:[\w/-]|\\[./-])*)(\$?)$/.exec(route.value) ?? [];
  return isView && !end ? undefined : plain?.replaceAll('\\', '');
}

/** The module that `include("blog.urls")` or `include(("blog.urls", "blog"))` names. */
function includedBy(view: Expression): string | null | undefined {
  if (view.kind === 'attribute' && dottedName(view) === 'admin.site.urls') return null;
  if (view.kind !== 'call' || !/(?:^|\.)include$/.test(dottedName(view.callee) ?? '')) return undefined;
  const [target] = view.args;
  const module = target?.kind === 'list' ? target.items[0] : target;
  return module?.kind === 'text' ? module.value : null;
}
