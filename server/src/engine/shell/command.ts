import type { SimpleCommand } from './bash/lists.ts';
import { innerText } from './inner.ts';
import { isOpenEnded } from './open-ended.ts';
import type { ShellText } from './text.ts';
import { readTool } from './tools/read.ts';
import type { Tool } from './tools/types.ts';
import type { Assignment, Command, Script, Word } from './types.ts';
import { baseName } from './words.ts';
import { type Unwrapped, unwrap } from './wrappers.ts';

/** A command whose meaning is worked out when somebody asks for it: most commands of a file are never asked. */
export class ShellCommand implements Command {
  readonly #syntax: SimpleCommand;
  readonly #parse: (text: ShellText) => Script;
  #unwrapped: Unwrapped | undefined;
  #tool: Tool | undefined | null = null;
  #inner: Script | undefined | null = null;

  constructor(syntax: SimpleCommand, parse: (text: ShellText) => Script) {
    this.#syntax = syntax;
    this.#parse = parse;
  }

  get span() {
    return this.#syntax.span;
  }
  get joinedBy() {
    return this.#syntax.joinedBy;
  }
  get words() {
    return this.#syntax.words;
  }
  get redirects() {
    return this.#syntax.redirects;
  }
  get conditional() {
    return this.#syntax.conditional;
  }
  get within() {
    return this.#syntax.within;
  }
  get tail() {
    return this.#syntax.tail;
  }
  get background() {
    return this.#syntax.background;
  }
  get negated() {
    return this.#syntax.negated;
  }

  get #behind(): Unwrapped {
    this.#unwrapped ??= unwrap(this.#syntax.words);
    return this.#unwrapped;
  }

  get assignments(): readonly Assignment[] {
    const { assignments } = this.#behind;
    return assignments.length === 0 ? this.#syntax.assignments : [...this.#syntax.assignments, ...assignments];
  }

  get program(): readonly Word[] {
    return this.#behind.program;
  }

  get wrappers(): readonly string[] {
    const { wrappers } = this.#behind;
    return this.#syntax.timed ? ['time', ...wrappers] : wrappers;
  }

  get name(): string | undefined {
    const [program] = this.program;
    return program && baseName(program);
  }

  get tool(): Tool | undefined {
    if (this.#tool === null) this.#tool = readTool(this.program);
    return this.#tool;
  }

  get openEnded(): boolean {
    return isOpenEnded(this.program, this.tool);
  }

  get inner(): Script | undefined {
    if (this.#inner === null) {
      const text = innerText(this.program);
      this.#inner = text && this.#parse(text);
    }
    return this.#inner;
  }
}
