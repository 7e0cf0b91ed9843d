import { readModule } from '../../../../server/src/engine/project/python/read.ts';
import type { Expression, Statement } from '../../../../server/src/engine/project/python/types.ts';
import { dottedName } from '../../../../server/src/engine/project/python/walk.ts';

/** An expression in short: what the reader made of it, without places. */
export function sketch(expression: Expression): string {
  const all = (list: readonly Expression[]): string => list.map(sketch).join(' ');
  switch (expression.kind) {
    case 'text':
      return JSON.stringify(expression.value);
    case 'constant':
      return String(expression.value);
    case 'name':
    case 'attribute':
      return dottedName(expression) ?? `(. ${all(expression.kind === 'attribute' ? [expression.of] : [])})`;
    case 'formatted':
      return `(f ${all(expression.children)})`;
    case 'opaque':
      return `(? ${all(expression.children)})`;
    case 'subscript':
      return `${sketch(expression.of)}[${sketch(expression.index)}]`;
    case 'list':
      return `(${expression.form} ${all(expression.items)})`;
    case 'dict':
      return `{${expression.entries.map(({ key, value }) => `${key ? sketch(key) : '**'}: ${sketch(value)}`).join(', ')}}`;
    case 'call': {
      const keywords = expression.keywords.map(({ name, value }) => `${name ?? '**'}=${sketch(value)}`);
      return `${sketch(expression.callee)}(${[...expression.args.map(sketch), ...keywords].join(', ')})`;
    }
    case 'binary':
    case 'logical':
      return `(${expression.operator} ${sketch(expression.left)} ${sketch(expression.right)})`;
    case 'unary':
      return `(${expression.operator} ${sketch(expression.value)})`;
    case 'named':
      return `(:= ${expression.name} ${sketch(expression.value)})`;
    case 'conditional':
      return `(if ${all([expression.test, expression.then, expression.otherwise])})`;
  }
}

/** Statements in short. */
export function outline(text: string): readonly string[] {
  const line = (statement: Statement): string => {
    switch (statement.kind) {
      case 'assign': {
        const value = statement.value ? ` ${statement.operator} ${sketch(statement.value)}` : '';
        const annotation = statement.annotation ? `: ${sketch(statement.annotation)}` : '';
        return `${statement.targets.map(sketch).join(' = ')}${annotation}${value}`;
      }
      case 'expression':
        return sketch(statement.value);
      case 'import':
        return `import ${statement.names.map(({ name, as }) => `${name} as ${as}`).join(', ')}`;
      case 'from': {
        const names = statement.names.map(({ name, as }) => `${name} as ${as}`).join(', ');
        return `from ${'.'.repeat(statement.level)}${statement.module} import ${statement.star ? '*' : names}`;
      }
      case 'keyword':
        return statement.value ? `${statement.keyword} ${sketch(statement.value)}` : statement.keyword;
      case 'broken':
        return `broken ${JSON.stringify(text.slice(statement.span.start, statement.span.end))}`;
      case 'block': {
        const words = [statement.keyword, statement.name, statement.parameters.join(',')].filter(Boolean);
        if (statement.header && statement.keyword !== 'class') words.push(sketch(statement.header));
        return `${words.join(' ')} { ${statement.body.map(line).join('; ')} }`;
      }
    }
  };
  return readModule(text).statements.map(line);
}
