import type { ShellText } from '../text.ts';
import type { Assignment, Redirect, Word, WordPart } from '../types.ts';
import type {
  Assignment as AssignmentNode,
  DoubleQuotedChild,
  ParameterExpansionPart,
  Redirection,
  SimpleExpansionPart,
  WordPart as UnbashPart,
  Word as WordNode,
} from '../unbash.ts';
import { literalOf } from '../words.ts';

const VARIABLE = /^[A-Za-z_]\w*$/;

/** `--bind [::]:8000`: a glob by the letter, but no file has such a name and the program gets it as written. */
const IPV6_ADDRESS = /^\[[\da-f]*:[\da-f:.]*\]$/i;

interface PartList {
  readonly parts: readonly WordPart[];
  readonly quoted: boolean;
}

interface Variable {
  readonly name: string;
  readonly fallback: string | undefined;
}

function simpleVariable(part: SimpleExpansionPart): Variable | undefined {
  const name = part.text.slice(1);
  return VARIABLE.test(name) ? { name, fallback: undefined } : undefined;
}

class Parts {
  readonly #list: WordPart[] = [];
  readonly #place: ShellText;
  quoted = false;

  constructor(place: ShellText) {
    this.#place = place;
  }

  literal(text: string): void {
    const last = this.#list.at(-1);
    if (last?.kind === 'literal') this.#list[this.#list.length - 1] = { kind: 'literal', text: last.text + text };
    else this.#list.push({ kind: 'literal', text });
  }

  dynamic(why: 'substitution' | 'arithmetic' | 'glob' | 'expansion', start: number, end: number): void {
    this.#list.push({ kind: 'dynamic', why, span: this.#place.spanOf(start, end) });
  }

  /** Unquoted text at the start of a word, where `~` stands for a home directory. */
  leading(text: string, position: number): void {
    const slash = text.indexOf('/');
    const home = !text.startsWith('~') ? 0 : slash === -1 ? text.length : slash;
    if (home > 0) this.dynamic('expansion', position, position + home);
    if (home < text.length || home === 0) this.literal(text.slice(home));
  }

  expansion(part: SimpleExpansionPart | ParameterExpansionPart): void {
    const variable = part.type === 'SimpleExpansion' ? simpleVariable(part) : this.#parameter(part);
    if (variable) this.#list.push({ kind: 'variable', ...variable, span: this.#place.spanOf(part.pos, part.end) });
    else this.dynamic('expansion', part.pos, part.end);
  }

  #parameter({ parameter, prefix, index, operation }: ParameterExpansionPart): Variable | undefined {
    if (!VARIABLE.test(parameter) || prefix !== undefined || index !== undefined) return undefined;
    const plain = { name: parameter, fallback: undefined };
    if (operation === undefined) return plain;
    if (operation.type !== 'Default' || operation.operator.includes('+')) return undefined;
    if (operation.operator.includes('?')) return plain;
    const fallback = literalOf(partsOf(operation.operand, this.#place).parts);
    return fallback === undefined ? undefined : { name: parameter, fallback };
  }

  inQuotes(children: readonly DoubleQuotedChild[]): void {
    this.quoted = true;
    if (children.length === 0) this.literal('');
    for (const child of children) {
      switch (child.type) {
        case 'Literal':
          this.literal(child.value);
          break;
        case 'CommandExpansion':
          this.dynamic('substitution', child.pos, child.end);
          break;
        case 'ArithmeticExpansion':
          this.dynamic('arithmetic', child.pos, child.end);
          break;
        default:
          this.expansion(child);
      }
    }
  }

  add(part: UnbashPart): void {
    switch (part.type) {
      case 'Literal':
        if (this.#list.length === 0 && !this.quoted) this.leading(part.value, part.pos);
        else this.literal(part.value);
        break;
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        this.quoted = true;
        this.literal(part.value);
        break;
      case 'DoubleQuoted':
      case 'LocaleString':
        this.inQuotes(part.parts);
        break;
      case 'SimpleExpansion':
      case 'ParameterExpansion':
        this.expansion(part);
        break;
      case 'CommandExpansion':
      case 'ProcessSubstitution':
        this.dynamic('substitution', part.pos, part.end);
        break;
      case 'ArithmeticExpansion':
        this.dynamic('arithmetic', part.pos, part.end);
        break;
      case 'BraceExpansion':
        this.dynamic('expansion', part.pos, part.end);
        break;
      case 'Glob':
        if (IPV6_ADDRESS.test(part.text)) this.literal(part.value);
        else this.dynamic('glob', part.pos, part.end);
        break;
      default:
        this.dynamic('glob', part.pos, part.end);
    }
  }

  done(): PartList {
    return { parts: this.#list, quoted: this.quoted };
  }
}

function partsOf(node: WordNode, place: ShellText): PartList {
  const list = new Parts(place);
  if (node.parts === undefined) list.leading(node.value, node.pos);
  else for (const part of node.parts) list.add(part);
  return list.done();
}

/** Words are looked at far less often than they are written: their inside is read on demand. */
export class ParsedWord implements Word {
  readonly text: string;
  readonly span: Word['span'];
  readonly #node: WordNode;
  readonly #place: ShellText;
  #parts: PartList | undefined;
  #literal: string | undefined | null = null;

  constructor(node: WordNode, place: ShellText) {
    this.text = node.text;
    this.span = place.spanOf(node.pos, node.end);
    this.#node = node;
    this.#place = place;
  }

  /** Most words are nothing but letters. */
  get #isPlain(): boolean {
    return this.#node.parts === undefined && !this.#node.value.startsWith('~');
  }

  get #list(): PartList {
    this.#parts ??= partsOf(this.#node, this.#place);
    return this.#parts;
  }

  get parts(): readonly WordPart[] {
    return this.#list.parts;
  }

  get quoted(): boolean {
    return this.#list.quoted;
  }

  get literal(): string | undefined {
    if (this.#literal === null) this.#literal = this.#isPlain ? this.#node.value : literalOf(this.parts);
    return this.#literal;
  }

  get source(): ShellText {
    return this.#place.slice(this.#node.pos, this.#node.end);
  }
}

/** A word we only know to be something: an array, the value of `A+=x`. */
function unreadable(place: ShellText, start: number, end: number): Word {
  const source = place.slice(start, end);
  const span = place.spanOf(start, end);
  return {
    text: source.text,
    literal: undefined,
    quoted: false,
    parts: [{ kind: 'dynamic', why: 'expansion', span }],
    span,
    source,
  };
}

export function assignment(node: AssignmentNode, place: ShellText): Assignment {
  const { value } = node;
  const plain = value.type === 'Word' && !node.append && node.index === undefined;
  return {
    name: node.name,
    value: plain ? new ParsedWord(value, place) : unreadable(place, value.pos, value.end),
    span: place.spanOf(node.pos, node.end),
  };
}

/** `export A=b`: the argument is a word like any other. */
export function assignmentWord(node: AssignmentNode, place: ShellText): Word {
  const source = place.slice(node.pos, node.end);
  const { name, value } = assignment(node, place);
  const inner: readonly WordPart[] = value?.parts ?? [];
  const [first, ...rest] = inner;
  const parts: readonly WordPart[] =
    first?.kind === 'literal'
      ? [{ kind: 'literal', text: `${name}=${first.text}` }, ...rest]
      : [{ kind: 'literal', text: `${name}=` }, ...inner];
  return {
    text: source.text,
    literal: literalOf(parts),
    quoted: value?.quoted ?? false,
    parts,
    span: source.span,
    source,
  };
}

export function redirect(node: Redirection, place: ShellText): Redirect {
  const target = node.type === 'HereDoc' ? undefined : node.target;
  return {
    operator: node.operator,
    descriptor: node.descriptor?.type === 'FileDescriptor' ? node.descriptor.value : undefined,
    target: target && new ParsedWord(target, place),
    span: place.spanOf(node.pos, node.end),
  };
}
