import type { CallExpression, Expression } from '../python/types.ts';
import type { Scope } from './scope.ts';

/** The full name of what an expression refers to: `os.environ.get`, whatever the imports call it. Names nobody binds are built in. */
export function fullName(expression: Expression, scope: Scope): string | undefined {
  if (expression.kind === 'attribute') {
    const of = fullName(expression.of, scope);
    return of === undefined ? undefined : `${of}.${expression.name}`;
  }
  if (expression.kind !== 'name') return undefined;
  const value = scope.get(expression.name);
  if (!value) return expression.name;
  return value.kind === 'import' ? value.name : undefined;
}

/** An argument by its place or its name. */
export function argument(call: CallExpression, index: number, name: string): Expression | undefined {
  const byPlace = index >= 0 ? call.args[index] : undefined;
  return byPlace ?? call.keywords.find((each) => each.name === name)?.value;
}

/** Arguments that nobody can count: `*args`, `**options`. */
export const spreads = (call: CallExpression): boolean =>
  call.args.some((arg) => arg.kind === 'unary' && arg.operator === '*') ||
  call.keywords.some(({ name }) => name === undefined);
