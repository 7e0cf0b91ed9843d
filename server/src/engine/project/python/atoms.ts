import type { Span } from '../../text/span.ts';
import { Cursor } from './cursor.ts';
import { decodeString } from './strings.ts';
import { LineReader, type Token } from './tokens.ts';
import type { CallExpression, DictEntry, Expression, KeywordArgument } from './types.ts';

const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['True', true],
  ['False', false],
  ['None', null],
]);

/** Words that are no names. */
const RESERVED = new Set(
  (
    'and as assert async await break class continue def del elif else except finally for from global if import in is lambda ' +
    'nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** Reads what stands between operators: literals, names, displays, calls. */
export abstract class AtomReader extends Cursor {
  /** An expression without commas around it. */
  abstract expression(): Expression;
  /** The same, or with `*` in front. */
  abstract starred(): Expression;
  /** `for x in y if z` behind an element: the rest of a comprehension. */
  protected abstract comprehension(start: number, first: readonly Expression[]): Expression;
  /** Reads the fields of an f-string. */
  protected abstract field(source: string, tokens: readonly Token[]): Expression;

  protected atom(): Expression {
    const { token, start } = this;
    this.height = 1;
    if (!token) this.fail();
    else if (token.kind === 'string') return this.#strings();
    else if (token.kind === 'number') return this.#number(token);
    else if (token.kind === 'name') return this.#name(token);
    else if (token.text === '(') return this.#parenthesised(start);
    else if (token.text === '[') return this.#list(start);
    else if (token.text === '{') return this.#braces(start);
    else if (token.text === '...') this.advance();
    else this.fail();
    return this.opaque(start);
  }

  #number({ text, start }: Token): Expression {
    this.advance();
    const value = Number(text.replaceAll('_', ''));
    return Number.isNaN(value) ? this.opaque(start) : { kind: 'constant', value, span: this.since(start) };
  }

  #name({ text, start }: Token): Expression {
    const constant = CONSTANTS.get(text);
    if (constant === undefined && RESERVED.has(text)) {
      this.fail();
      return this.opaque(start);
    }
    this.advance();
    const span = this.since(start);
    return constant === undefined ? { kind: 'name', name: text, span } : { kind: 'constant', value: constant, span };
  }

  /** Literals in a row are one text. */
  #strings(): Expression {
    const { start } = this;
    const pieces: (string | undefined)[] = [];
    const children: Expression[] = [];
    let formatted = false;
    let height = 0;
    for (let { token } = this; token?.kind === 'string'; token = this.token) {
      this.advance();
      pieces.push(decodeString(this.source.slice(token.start, token.end)));
      if (token.fields.length > 0) formatted = true;
      for (const range of token.fields) {
        children.push(this.#fieldAt(range));
        height = Math.max(height, this.height);
      }
    }
    const span = this.since(start);
    this.grow(height);
    if (formatted) return { kind: 'formatted', children, span };
    if (pieces.includes(undefined)) return this.opaque(start);
    return { kind: 'text', value: pieces.join(''), span };
  }

  #fieldAt(range: Span): Expression {
    if (!this.enter()) return this.opaque(range.start);
    const value = this.field(this.source, new LineReader(this.source, range).all());
    this.leave();
    return value;
  }

  #parenthesised(start: number): Expression {
    const { items, comma, special } = this.#items(')');
    if (special) return special;
    const [only] = items;
    if (only && items.length === 1 && !comma && !(only.kind === 'unary' && only.operator === '*')) {
      return { ...only, span: this.since(start) };
    }
    return { kind: 'list', form: 'tuple', items, span: this.since(start) };
  }

  #list(start: number): Expression {
    const { items, special } = this.#items(']');
    return special ?? { kind: 'list', form: 'list', items, span: this.since(start) };
  }

  /** Reads `(a, b)` or `[a, b]`; a comprehension in their place is `special`. */
  #items(closing: string): { items: readonly Expression[]; comma: boolean; special: Expression | undefined } {
    const { start } = this;
    const items: Expression[] = [];
    let comma = false;
    let height = 0;
    this.advance();
    while (!this.done && !this.is(closing)) {
      const item = this.starred();
      height = Math.max(height, this.height);
      if (this.#atComprehension()) return { items, comma, special: this.#closeComprehension(start, [item], closing) };
      items.push(item);
      if (!this.take(',')) break;
      comma = true;
    }
    this.expect(closing);
    this.grow(height);
    return { items, comma, special: undefined };
  }

  #atComprehension(): boolean {
    return this.is('for') || (this.is('async') && this.next?.text === 'for');
  }

  #closeComprehension(start: number, first: readonly Expression[], closing: string): Expression {
    const whole = this.comprehension(start, first);
    this.expect(closing);
    return { ...whole, span: this.since(start) };
  }

  #braces(start: number): Expression {
    const entries: DictEntry[] = [];
    const items: Expression[] = [];
    let height = 0;
    this.advance();
    while (!this.done && !this.is('}')) {
      const spread = this.take('**');
      const first = this.starred();
      height = Math.max(height, this.height);
      const isEntry = spread || this.take(':');
      const value = isEntry && !spread ? this.expression() : first;
      height = Math.max(height, this.height);
      const parts = value === first ? [first] : [first, value];
      if (this.#atComprehension()) return this.#closeComprehension(start, parts, '}');
      if (isEntry) entries.push({ key: spread ? undefined : first, value });
      else items.push(first);
      if (!this.take(',')) break;
    }
    this.expect('}');
    if (entries.length > 0 && items.length > 0) this.fail();
    this.grow(height);
    const span = this.since(start);
    return items.length > 0 ? { kind: 'list', form: 'set', items, span } : { kind: 'dict', entries, span };
  }

  /** The arguments of a call, from its `(`. */
  protected call(callee: Expression): CallExpression {
    const { start } = callee.span;
    const args: Expression[] = [];
    const keywords: KeywordArgument[] = [];
    let { height } = this;
    this.advance();
    while (!this.done && !this.is(')')) {
      if (this.token?.kind === 'name' && this.next?.text === '=') {
        const name = this.name();
        this.advance();
        keywords.push({ name, value: this.expression() });
      } else if (this.take('**')) {
        keywords.push({ name: undefined, value: this.expression() });
      } else {
        const argument = this.starred();
        args.push(this.#atComprehension() ? this.comprehension(argument.span.start, [argument]) : argument);
      }
      height = Math.max(height, this.height);
      if (!this.take(',')) break;
    }
    this.expect(')');
    this.grow(height);
    return { kind: 'call', callee, args, keywords, span: this.since(start) };
  }
}
