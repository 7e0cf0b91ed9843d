import { AtomReader } from './atoms.ts';
import type { Token } from './tokens.ts';
import type { Expression } from './types.ts';

/** How tightly operators bind. `or`, `and`, `not` and comparisons bind less than these. */
const STRENGTH: ReadonlyMap<string, number> = new Map([
  ['|', 6],
  ['^', 7],
  ['&', 8],
  ['<<', 9],
  ['>>', 9],
  ['+', 10],
  ['-', 10],
  ['*', 11],
  ['/', 11],
  ['//', 11],
  ['%', 11],
  ['@', 11],
]);
const OR = 2;
const AND = 3;
const COMPARISON = 5;
const UNARY = 12;
const COMPARISONS = new Set(['==', '!=', '<', '>', '<=', '>=', 'in', 'is']);

/** Reads expressions, operators first. */
export class ExpressionReader extends AtomReader {
  /** An expression, or several with commas between them: a tuple. */
  expressions(): Expression {
    const { start } = this;
    const first = this.starred();
    if (!this.is(',')) return first;
    const items = [first];
    let { height } = this;
    while (this.take(',') && !this.done && !this.#endsTuple()) {
      items.push(this.starred());
      height = Math.max(height, this.height);
    }
    this.grow(height);
    return { kind: 'list', form: 'tuple', items, span: this.since(start) };
  }

  #endsTuple(): boolean {
    const text = this.token?.text ?? '';
    return text === ')' || text === ':' || text === ';' || (text.endsWith('=') && text !== '==');
  }

  override starred(): Expression {
    const { start } = this;
    if (!this.take('*')) return this.expression();
    const value = this.expression();
    this.grow(this.height);
    return { kind: 'unary', operator: '*', value, span: this.since(start) };
  }

  override expression(): Expression {
    if (!this.enter()) return this.opaque(this.start);
    const value = this.#ternary();
    this.leave();
    return value;
  }

  #ternary(): Expression {
    const { start, token } = this;
    if (token?.text === 'lambda') return this.#lambda(start);
    if (token?.text === 'yield') return this.#yield(start);
    if (token?.kind === 'name' && this.next?.text === ':=') return this.#named(start);
    const then = this.#operation(OR);
    if (!this.is('if')) return then;
    let { height } = this;
    this.advance();
    const test = this.#operation(OR);
    height = Math.max(height, this.height);
    // Without `else` it is the condition of a comprehension.
    this.expect('else');
    const otherwise = this.expression();
    this.grow(Math.max(height, this.height));
    return { kind: 'conditional', test, then, otherwise, span: this.since(start) };
  }

  #named(start: number): Expression {
    const name = this.name();
    this.advance();
    const value = this.expression();
    this.grow(this.height);
    return { kind: 'named', name, value, span: this.since(start) };
  }

  #lambda(start: number): Expression {
    this.advance();
    // The parameters end at the first colon: defaults with colons stand in brackets.
    for (let depth = 0; !this.done && !(depth === 0 && this.is(':')); this.advance()) {
      if (this.is('(') || this.is('[') || this.is('{')) depth++;
      else if (this.is(')') || this.is(']') || this.is('}')) depth--;
      if (depth < 0) this.fail();
    }
    this.expect(':');
    const body = this.expression();
    this.grow(this.height);
    return this.opaque(start, [body]);
  }

  #yield(start: number): Expression {
    this.advance();
    this.take('from');
    const children = this.done || this.is(')') ? [] : [this.expressions()];
    this.grow(this.height);
    return this.opaque(start, children);
  }

  protected override comprehension(start: number, first: readonly Expression[]): Expression {
    const children = [...first];
    let { height } = this;
    while (!this.done && (this.is('for') || this.is('async') || this.is('if'))) {
      if (!this.is('if')) {
        this.take('async');
        this.expect('for');
        this.targets();
        this.expect('in');
      } else this.advance();
      children.push(this.#operation(OR));
      height = Math.max(height, this.height);
    }
    this.grow(height);
    return this.opaque(start, children);
  }

  /** The names that a loop binds. */
  targets(): void {
    while (!this.done && !this.is('in')) {
      this.take('*');
      this.target();
      if (!this.take(',')) return;
    }
  }

  /** What can be bound: a name, an attribute, names in brackets. */
  target(): Expression {
    return this.#postfix();
  }

  /** Operators that bind at least this strongly. */
  #operation(strength: number): Expression {
    const { start } = this;
    let left = this.#unary(strength);
    let { height } = this;
    while (!this.done) {
      const operator = this.#operator(strength);
      if (!operator) break;
      const right = this.#operation(operator.strength + 1);
      const span = this.since(start);
      left =
        operator.text === 'or' || operator.text === 'and'
          ? { kind: 'logical', operator: operator.text, left, right, span }
          : { kind: 'binary', operator: operator.text, left, right, span };
      this.grow(Math.max(height, this.height));
      height = this.height;
    }
    this.height = height;
    return left;
  }

  /** Steps over an operator that binds at least this strongly. */
  #operator(least: number): { readonly text: string; readonly strength: number } | undefined {
    const { token } = this;
    if (!token || token.kind === 'string' || token.kind === 'number') return undefined;
    const { text } = token;
    const strength = this.#strengthOf(text);
    if (strength === undefined || strength < least) return undefined;
    this.advance();
    if (text === 'not') {
      this.advance();
      return { text: 'not in', strength };
    }
    return { text: text === 'is' && this.take('not') ? 'is not' : text, strength };
  }

  #strengthOf(text: string): number | undefined {
    if (text === 'or') return OR;
    if (text === 'and') return AND;
    if (COMPARISONS.has(text) || (text === 'not' && this.next?.text === 'in')) return COMPARISON;
    return STRENGTH.get(text);
  }

  #unary(strength: number): Expression {
    const { start, token } = this;
    const text = token?.kind === 'name' || token?.kind === 'operator' ? token.text : '';
    const isNot = text === 'not' && strength < COMPARISON;
    if (!isNot && text !== '-' && text !== '+' && text !== '~') return this.#power(start);
    this.advance();
    if (!this.enter()) return this.opaque(start);
    const value = this.#operation(isNot ? COMPARISON - 1 : UNARY);
    this.leave();
    this.grow(this.height);
    return { kind: 'unary', operator: text, value, span: this.since(start) };
  }

  #power(start: number): Expression {
    this.take('await');
    const left = this.#postfix();
    if (!this.is('**')) return left;
    const { height } = this;
    this.advance();
    if (!this.enter()) return left;
    const right = this.#unary(UNARY);
    this.leave();
    this.grow(Math.max(height, this.height));
    return { kind: 'binary', operator: '**', left, right, span: this.since(start) };
  }

  /** An atom with its attributes, subscripts and calls. */
  #postfix(): Expression {
    const { start } = this;
    let value = this.atom();
    while (!this.done) {
      if (this.is('(')) value = this.call(value);
      else if (this.take('.')) {
        const name = this.name();
        this.grow(this.height);
        value = { kind: 'attribute', of: value, name, span: this.since(start) };
      } else if (this.is('[')) value = this.#subscript(start, value);
      else break;
    }
    return value;
  }

  #subscript(start: number, of: Expression): Expression {
    let { height } = this;
    this.advance();
    const first = this.start;
    const parts: Expression[] = [];
    let plain = true;
    while (!this.done && !this.is(']')) {
      if (this.take(':') || this.take(',')) plain = false;
      else {
        parts.push(this.starred());
        height = Math.max(height, this.height);
        if (!this.is(':') && !this.is(',') && !this.is(']')) this.fail();
      }
    }
    const [only] = parts;
    const index = plain && only && parts.length === 1 ? only : this.opaque(first, parts);
    this.expect(']');
    this.grow(height + 1);
    return { kind: 'subscript', of, index, span: this.since(start) };
  }

  protected override field(source: string, tokens: readonly Token[]): Expression {
    const reader = new ExpressionReader(source, tokens);
    const value = reader.expressions();
    // `{value=}` shows the expression as well.
    reader.take('=');
    this.height = reader.height;
    if (reader.failed || !reader.done) return { kind: 'opaque', span: value.span, children: [] };
    return value;
  }
}
