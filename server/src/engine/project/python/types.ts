import type { Span } from '../../text/span.ts';

/** A Python file as far as we read it: statements in order, blocks with what stands in them. */
export interface PythonModule {
  readonly text: string;
  readonly statements: readonly Statement[];
}

export type Statement =
  | AssignStatement
  | ExpressionStatement
  | ImportStatement
  | FromStatement
  | BlockStatement
  | KeywordStatement
  | BrokenStatement;

interface StatementBase {
  readonly span: Span;
}

/** `A = b = 1`, `A += 1`, `A: int = 1`; an annotation alone has no value. */
export interface AssignStatement extends StatementBase {
  readonly kind: 'assign';
  readonly targets: readonly Expression[];
  /** `=`, `+=` and so on. */
  readonly operator: string;
  readonly annotation: Expression | undefined;
  readonly value: Expression | undefined;
}

export interface ExpressionStatement extends StatementBase {
  readonly kind: 'expression';
  readonly value: Expression;
}

export interface ImportedName {
  readonly name: string;
  /** The name it has in this module. */
  readonly as: string;
}

/** `import os`, `import a.b as c`. Without `as`, `import a.b` binds `a`. */
export interface ImportStatement extends StatementBase {
  readonly kind: 'import';
  readonly names: readonly ImportedName[];
}

/** `from ..a import b as c`; `*` has no names. */
export interface FromStatement extends StatementBase {
  readonly kind: 'from';
  /** How many dots stand in front of the module. */
  readonly level: number;
  readonly module: string;
  readonly star: boolean;
  readonly names: readonly ImportedName[];
}

export type BlockKeyword =
  | 'if'
  | 'elif'
  | 'else'
  | 'try'
  | 'except'
  | 'finally'
  | 'for'
  | 'while'
  | 'with'
  | 'def'
  | 'class'
  | 'match'
  | 'case';

/** A header and what is indented below it; `elif`, `else`, `except` … are blocks of their own that follow. */
export interface BlockStatement extends StatementBase {
  readonly kind: 'block';
  readonly keyword: BlockKeyword;
  /** What `def` and `class` define. */
  readonly name: string | undefined;
  /** The test of `if`, the call after `class` or `with`; undefined where it is not read. */
  readonly header: Expression | undefined;
  /** The names that the header binds: the parameters of `def`, the variables of `for` and `with`. */
  readonly parameters: readonly string[];
  readonly body: readonly Statement[];
}

/** `raise X`, `return x`, `del X`, `pass` …; `@` is a decorator. */
export interface KeywordStatement extends StatementBase {
  readonly kind: 'keyword';
  readonly keyword: string;
  readonly value: Expression | undefined;
}

/** Lines that we cannot read. The span covers what is indented below them, too. */
export interface BrokenStatement extends StatementBase {
  readonly kind: 'broken';
}

interface ExpressionBase {
  readonly span: Span;
}

export interface TextExpression extends ExpressionBase {
  readonly kind: 'text';
  readonly value: string;
}

/** An f-string with fields: what it says is known when it runs. */
export interface FormattedExpression extends ExpressionBase {
  readonly kind: 'formatted';
  readonly children: readonly Expression[];
}

/** A number, True, False or None (null). */
export interface ConstantExpression extends ExpressionBase {
  readonly kind: 'constant';
  readonly value: number | boolean | null;
}

export interface NameExpression extends ExpressionBase {
  readonly kind: 'name';
  readonly name: string;
}

export interface AttributeExpression extends ExpressionBase {
  readonly kind: 'attribute';
  readonly of: Expression;
  readonly name: string;
}

export interface SubscriptExpression extends ExpressionBase {
  readonly kind: 'subscript';
  readonly of: Expression;
  readonly index: Expression;
}

export interface ListExpression extends ExpressionBase {
  readonly kind: 'list';
  readonly form: 'list' | 'tuple' | 'set';
  readonly items: readonly Expression[];
}

export interface DictEntry {
  /** Undefined for `**other`. */
  readonly key: Expression | undefined;
  readonly value: Expression;
}

export interface DictExpression extends ExpressionBase {
  readonly kind: 'dict';
  readonly entries: readonly DictEntry[];
}

export interface KeywordArgument {
  /** Undefined for `**other`. */
  readonly name: string | undefined;
  readonly value: Expression;
}

export interface CallExpression extends ExpressionBase {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Expression[];
  readonly keywords: readonly KeywordArgument[];
}

/** `+`, `/`, `%` …, and comparisons: `==`, `in`, `not in`, `is` … */
export interface BinaryExpression extends ExpressionBase {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

export interface LogicalExpression extends ExpressionBase {
  readonly kind: 'logical';
  readonly operator: 'and' | 'or';
  readonly left: Expression;
  readonly right: Expression;
}

/** `not x`, `-x`, `*x` … */
export interface UnaryExpression extends ExpressionBase {
  readonly kind: 'unary';
  readonly operator: string;
  readonly value: Expression;
}

export interface ConditionalExpression extends ExpressionBase {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

/** `name := value` */
export interface NamedExpression extends ExpressionBase {
  readonly kind: 'named';
  readonly name: string;
  readonly value: Expression;
}

/** What we do not work out: comprehensions, lambdas, slices … `children` may run never, once or often. */
export interface OpaqueExpression extends ExpressionBase {
  readonly kind: 'opaque';
  readonly children: readonly Expression[];
}

export type Expression =
  | TextExpression
  | FormattedExpression
  | ConstantExpression
  | NameExpression
  | AttributeExpression
  | SubscriptExpression
  | ListExpression
  | DictExpression
  | CallExpression
  | BinaryExpression
  | LogicalExpression
  | UnaryExpression
  | ConditionalExpression
  | NamedExpression
  | OpaqueExpression;
