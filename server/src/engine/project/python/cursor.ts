import type { Span } from '../../text/span.ts';
import type { Token } from './tokens.ts';
import type { Expression, OpaqueExpression } from './types.ts';

/** Deeper trees are refused: whoever walks them needs no care for the stack. */
const MAX_HEIGHT = 120;

/** Goes through the tokens of one logical line. Once something does not fit, the whole line counts as broken. */
export class Cursor {
  protected readonly source: string;
  readonly #tokens: readonly Token[];
  #index = 0;
  #failed = false;
  #depth = 0;
  /** How high the tree is that was read last. */
  protected height = 0;

  constructor(source: string, tokens: readonly Token[]) {
    this.source = source;
    this.#tokens = tokens;
  }

  get failed(): boolean {
    return this.#failed;
  }

  get done(): boolean {
    return this.#failed || this.#index >= this.#tokens.length;
  }

  get token(): Token | undefined {
    return this.#failed ? undefined : this.#tokens[this.#index];
  }

  get next(): Token | undefined {
    return this.#failed ? undefined : this.#tokens[this.#index + 1];
  }

  /** Where the next token begins. */
  get start(): number {
    return this.#tokens[this.#index]?.start ?? this.end;
  }

  /** Where the last token ended. */
  get end(): number {
    return this.#tokens[this.#index - 1]?.end ?? this.#tokens[0]?.start ?? 0;
  }

  advance(): Token | undefined {
    const { token } = this;
    if (token) this.#index++;
    return token;
  }

  fail(): void {
    this.#failed = true;
  }

  is(text: string): boolean {
    return this.token?.text === text;
  }

  /** Steps over a word or sign when it stands here. */
  take(text: string): boolean {
    if (!this.is(text)) return false;
    this.#index++;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) this.fail();
  }

  name(): string {
    const { token } = this;
    if (token?.kind === 'name') this.#index++;
    else this.fail();
    return token?.text ?? '';
  }

  since(start: number): Span {
    return { start, end: Math.max(start, this.end) };
  }

  /** Goes one level deeper, unless that is too deep. */
  protected enter(): boolean {
    if (this.#depth >= MAX_HEIGHT) this.fail();
    else this.#depth++;
    return !this.#failed;
  }

  protected leave(): void {
    this.#depth--;
  }

  /** Notes that the tree read last has become part of another. */
  protected grow(height: number): void {
    this.height = height + 1;
    if (this.height > MAX_HEIGHT) this.fail();
  }

  protected opaque(start: number, children: readonly Expression[] = []): OpaqueExpression {
    return { kind: 'opaque', span: this.since(start), children };
  }
}
