import type { Span } from '../../text/span.ts';
import { SimpleReader } from './simple.ts';
import { LineReader, type LogicalLine, type Token } from './tokens.ts';
import type { BlockKeyword, BlockStatement, Expression, PythonModule, Statement } from './types.ts';

/** Python itself refuses to indent deeper than this. */
const MAX_BLOCKS = 100;

const BLOCKS: ReadonlySet<string> = new Set<BlockKeyword>([
  'if',
  'elif',
  'else',
  'try',
  'except',
  'finally',
  'for',
  'while',
  'with',
  'def',
  'class',
]);

/** Reads a Python file. Whatever it holds, what can be read of it is read. */
export function readModule(text: string): PythonModule {
  return { text, statements: new ModuleReader(text).block(0, 0) };
}

interface Header {
  readonly keyword: BlockKeyword;
  readonly name?: string;
  readonly header?: Expression | undefined;
  readonly parameters?: readonly string[];
}

class ModuleReader {
  readonly #text: string;
  readonly #lines: LineReader;
  #line: LogicalLine | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new LineReader(text);
    this.#line = this.#lines.next();
  }

  /** Reads lines of one column, and what is below them, up to a line that stands further left. */
  block(column: number, depth: number): Statement[] {
    const statements: Statement[] = [];
    for (let line = this.#line; line && line.column >= column; line = this.#line) {
      this.#line = this.#lines.next();
      if (line.column > column || line.unclosed) statements.push(this.#broken(line, column));
      else this.#statement(line, depth, statements);
    }
    return statements;
  }

  #statement(line: LogicalLine, depth: number, statements: Statement[]): void {
    if (isHeader(line.tokens)) {
      statements.push(this.#block(line, depth));
      return;
    }
    const reader = new SimpleReader(this.#text, line.tokens);
    const read = reader.statements();
    for (const statement of read) statements.push(statement);
    if (reader.failed) statements.push(this.#broken(line, line.column, read.at(-1)?.span.end));
  }

  /** What cannot be read takes with it what is indented below. */
  #broken(line: LogicalLine, column: number, from?: number): Statement {
    const start = line.tokens.find((token) => token.start >= (from ?? 0))?.start ?? from ?? 0;
    let end = endOf(line);
    for (let next = this.#line; next && next.column > column; next = this.#line) {
      end = endOf(next);
      this.#line = this.#lines.next();
    }
    return { kind: 'broken', span: { start, end: Math.max(start, end) } };
  }

  #block(line: LogicalLine, depth: number): Statement {
    const reader = new HeaderReader(this.#text, line.tokens);
    const header = reader.header();
    if (!header || depth >= MAX_BLOCKS) return this.#broken(line, line.column);
    const inline = reader.done ? [] : reader.statements();
    if (reader.failed) return this.#broken(line, line.column);
    const body = inline.length > 0 ? inline : this.#body(line.column, depth);
    const start = line.tokens[0]?.start ?? 0;
    return block(header, { start, end: Math.max(endOf(line), body.at(-1)?.span.end ?? 0) }, body);
  }

  #body(column: number, depth: number): readonly Statement[] {
    const next = this.#line;
    return next && next.column > column ? this.block(next.column, depth + 1) : [];
  }
}

const endOf = ({ tokens }: LogicalLine): number => tokens.at(-1)?.end ?? 0;

const block = (header: Header, span: Span, body: readonly Statement[]): BlockStatement => ({
  kind: 'block',
  keyword: header.keyword,
  name: header.name,
  header: header.header,
  parameters: header.parameters ?? [],
  body,
  span,
});

const OPERATOR_WORDS = new Set(['and', 'or', 'in', 'is', 'if', 'not']);

function isHeader(tokens: readonly Token[]): boolean {
  const [first, second] = tokens;
  const word = first?.text ?? '';
  if (word === 'async') return second !== undefined && BLOCKS.has(second.text);
  if (BLOCKS.has(word)) return true;
  if ((word !== 'match' && word !== 'case') || tokens.length < 3) return false;
  // Both are names, too, but no name has a word behind it.
  return tokens.at(-1)?.text === ':' || (second?.kind !== 'operator' && !OPERATOR_WORDS.has(second?.text ?? ''));
}

/** Reads the line that opens a block, up to its colon. */
class HeaderReader extends SimpleReader {
  header(): Header | undefined {
    this.take('async');
    const keyword = this.name() as BlockKeyword;
    const header = this.#read(keyword);
    this.expect(':');
    return this.failed ? undefined : header;
  }

  #read(keyword: BlockKeyword): Header {
    switch (keyword) {
      case 'if':
      case 'elif':
      case 'while':
        return { keyword, header: this.expression() };
      case 'def':
        return { keyword, name: this.name(), parameters: this.#parameters() };
      case 'class':
        return this.#class();
      case 'for':
        return this.#for();
      case 'with':
        return this.#with();
      case 'try':
      case 'else':
      case 'finally':
        return { keyword };
      default:
        this.#skipToColon();
        return { keyword };
    }
  }

  /** `class A(B, c=d)` is read as if it called A: its header are the bases. */
  #class(): Header {
    const { start } = this;
    const name = this.name();
    this.#skipTypeParameters();
    if (!this.is('(')) return { keyword: 'class', name };
    return { keyword: 'class', name, header: this.call({ kind: 'name', name, span: this.since(start) }) };
  }

  #for(): Header {
    const { start } = this;
    this.targets();
    const parameters = this.#namesSince(start);
    this.expect('in');
    return { keyword: 'for', header: this.expressions(), parameters };
  }

  /** Only a plain `with a() as b` has its header read. */
  #with(): Header {
    const { start } = this;
    if (this.is('(')) {
      this.#skipToColon();
      return { keyword: 'with', header: { kind: 'opaque', children: [], span: this.since(start) } };
    }
    const items: Expression[] = [];
    const parameters: string[] = [];
    do {
      items.push(this.expression());
      const behind = this.start;
      if (!this.take('as')) continue;
      this.target();
      parameters.push(...this.#namesSince(behind + 'as'.length));
    } while (this.take(','));
    return { keyword: 'with', header: { kind: 'list', form: 'tuple', items, span: this.since(start) }, parameters };
  }

  /** All words of what was read last. */
  #namesSince(start: number): readonly string[] {
    return this.source.slice(start, this.end).match(/[^\W\d]\w*/g) ?? [];
  }

  /** The names between the brackets behind `def f`; annotations and defaults are passed over. */
  #parameters(): readonly string[] {
    const names: string[] = [];
    this.#skipTypeParameters();
    if (!this.is('(')) this.fail();
    let before = '';
    let open = true;
    for (let depth = 0; !this.done && !(depth === 0 && this.is(':')); ) {
      const text = this.token?.text ?? '';
      if (open && depth === 1 && this.token?.kind === 'name' && /^(?:[(,*]|\*\*)$/.test(before)) names.push(text);
      depth += depthChange(text);
      open &&= depth > 0 || before === '';
      before = text;
      this.advance();
    }
    return names;
  }

  #skipTypeParameters(): void {
    if (!this.is('[')) return;
    let depth = 0;
    do {
      depth += depthChange(this.token?.text ?? '');
      this.advance();
    } while (!this.done && depth > 0);
  }

  #skipToColon(): void {
    for (let depth = 0; !this.done && !(depth === 0 && this.is(':')); this.advance()) {
      depth += depthChange(this.token?.text ?? '');
    }
  }
}

const depthChange = (text: string): number => {
  if (text === '(' || text === '[' || text === '{') return 1;
  return text === ')' || text === ']' || text === '}' ? -1 : 0;
};
