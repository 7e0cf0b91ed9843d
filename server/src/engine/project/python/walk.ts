import type { BlockStatement, Expression, PythonModule, Statement } from './types.ts';

/** Every statement with the blocks it stands in, outermost first. */
export function eachStatement(
  { statements }: PythonModule,
  visit: (statement: Statement, blocks: readonly BlockStatement[]) => void,
): void {
  const go = (list: readonly Statement[], blocks: readonly BlockStatement[]): void => {
    for (const statement of list) {
      visit(statement, blocks);
      if (statement.kind === 'block') go(statement.body, [...blocks, statement]);
    }
  };
  go(statements, []);
}

/** Statements that run when the module is imported, whatever they stand in; bodies of functions do not. */
export function eachImported(module: PythonModule, visit: (statement: Statement) => void): void {
  eachStatement(module, (statement, blocks) => {
    if (!blocks.some(({ keyword }) => keyword === 'def' || keyword === 'class')) visit(statement);
  });
}

/** The expressions that an expression is made of. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'text':
    case 'constant':
    case 'name':
      return [];
    case 'formatted':
    case 'opaque':
      return expression.children;
    case 'attribute':
      return [expression.of];
    case 'subscript':
      return [expression.of, expression.index];
    case 'list':
      return expression.items;
    case 'dict':
      return expression.entries.flatMap(({ key, value }) => (key ? [key, value] : [value]));
    case 'call':
      return [expression.callee, ...expression.args, ...expression.keywords.map(({ value }) => value)];
    case 'binary':
    case 'logical':
      return [expression.left, expression.right];
    case 'unary':
    case 'named':
      return [expression.value];
    case 'conditional':
      return [expression.test, expression.then, expression.otherwise];
  }
}

/** `os.environ.get` of an expression that is nothing but names and dots. */
export function dottedName(expression: Expression): string | undefined {
  const parts: string[] = [];
  let at = expression;
  for (; at.kind === 'attribute'; at = at.of) parts.push(at.name);
  if (at.kind !== 'name') return undefined;
  parts.push(at.name);
  return parts.reverse().join('.');
}
