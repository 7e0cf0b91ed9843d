import { covering, type Span } from '../../text/span.ts';
import { ExpressionReader } from './expressions.ts';
import type { Expression, FromStatement, ImportedName, Statement } from './types.ts';

/** Statements that are a word and perhaps a value. */
const KEYWORDS = new Set(['raise', 'return', 'pass', 'break', 'continue', 'del', 'global', 'nonlocal', 'assert', '@']);

const ASSIGNING = /^(?:[-+*/%&|^@]|\*\*|\/\/|<<|>>)?=$/;

/** Reads statements that are no blocks. */
export class SimpleReader extends ExpressionReader {
  /** All statements up to the end of the line; those before a broken one count. */
  statements(): Statement[] {
    const found: Statement[] = [];
    while (!this.done) {
      const { start } = this;
      const statement = this.#statement();
      if (!this.done && !this.is(';')) this.fail();
      if (this.failed) break;
      found.push({ ...statement, span: this.since(start) });
      this.take(';');
    }
    return found;
  }

  #statement(): Statement {
    const { token, start } = this;
    const word = token?.text ?? '';
    if (word === 'import') return this.#import();
    if (word === 'from') return this.#from();
    if (!KEYWORDS.has(word)) return this.#assignOrCall(start);
    this.advance();
    const value = this.done || this.is(';') ? undefined : this.#keywordValue();
    return { kind: 'keyword', keyword: word, value, span: this.since(start) };
  }

  #keywordValue(): Expression {
    const value = this.expressions();
    if (!this.take('from')) return value;
    const cause = this.expression();
    return { kind: 'opaque', span: covering(value.span, cause.span), children: [value, cause] };
  }

  #import(): Statement {
    const { start } = this;
    const names: ImportedName[] = [];
    this.advance();
    do {
      const name = this.#dotted();
      names.push({ name, as: this.take('as') ? this.name() : (name.split('.', 1)[0] ?? name) });
    } while (this.take(','));
    return { kind: 'import', names, span: this.since(start) };
  }

  #dotted(): string {
    let name = this.name();
    while (this.take('.')) name += `.${this.name()}`;
    return name;
  }

  #from(): FromStatement {
    const { start } = this;
    let level = 0;
    this.advance();
    while (this.is('.') || this.is('...')) level += this.advance()?.text.length ?? 0;
    const module = level > 0 && this.is('import') ? '' : this.#dotted();
    this.expect('import');
    const star = this.take('*');
    const names = star ? [] : this.#importedNames();
    return { kind: 'from', level, module, star, names, span: this.since(start) };
  }

  #importedNames(): readonly ImportedName[] {
    const names: ImportedName[] = [];
    const inBrackets = this.take('(');
    do {
      if (inBrackets && this.is(')')) break;
      const name = this.name();
      names.push({ name, as: this.take('as') ? this.name() : name });
    } while (this.take(','));
    if (inBrackets) this.expect(')');
    return names;
  }

  #assignOrCall(start: number): Statement {
    const first = this.expressions();
    const annotation = this.take(':') ? this.expression() : undefined;
    const operator = this.token?.kind === 'operator' ? this.token.text : '';
    const span: Span = first.span;
    if (!ASSIGNING.test(operator)) {
      if (!annotation) return { kind: 'expression', value: first, span };
      return { kind: 'assign', targets: [first], operator: '=', annotation, value: undefined, span };
    }
    const targets = [first];
    this.advance();
    let value = this.expressions();
    while (operator === '=' && this.take('=')) {
      targets.push(value);
      value = this.expressions();
    }
    return { kind: 'assign', targets, operator, annotation, value, span: this.since(start) };
  }
}
