import type { KeyValue } from '../syntax/nodes.ts';
import type { Span } from '../text/span.ts';
import type { Model, Stage } from './types.ts';

/** Where a character of an image's name stands in the file. */
interface Place {
  readonly offset: number;
  /** Behind the character in FROM itself: behind the variable that brings it, if one does. */
  readonly behind: number;
  /** The ARG that holds it. */
  readonly argument: KeyValue | undefined;
  /** The whole value of the ARG, or the default inside a variable, that it is part of. */
  readonly holder: string | undefined;
}

/** The image that a FROM names, with the way back to what is written: in FROM, or in the default of an ARG. */
export class WrittenImage {
  readonly text: string;
  /** Every variable on the way. */
  readonly variables: ReadonlySet<string>;
  readonly #places: readonly Place[];

  constructor(text: string, places: readonly Place[], variables: ReadonlySet<string>) {
    this.text = text;
    this.#places = places;
    this.variables = variables;
  }

  /** Where a part of the name is written; undefined when it comes from several places. */
  spanOf(start: number, end: number): Span | undefined {
    const places = this.#places.slice(start, end);
    const [first] = places;
    if (!first || places.some(({ offset }, index) => offset !== first.offset + index)) return undefined;
    return { start: first.offset, end: first.offset + places.length };
  }

  /** The ARG that holds the character at an index. */
  argumentAt(index: number): KeyValue | undefined {
    return this.#places[index]?.argument;
  }

  /**
   * Where text goes that shall follow the character at an index. An ARG that holds nothing but a version keeps to that: what follows
   * goes behind the variable.
   */
  placeBehind(index: number): number | undefined {
    const place = this.#places[index];
    if (!place) return undefined;
    return /^\d+(?:\.\d+)*$/.test(place.holder ?? '') ? place.behind : place.offset + 1;
  }
}

/** `$NAME`, `${NAME}`, `${NAME:-default}`. */
const VARIABLE = /\$(?:(\w+)|\{(\w+)(?::?-([^{}$"'\\`]*))?\})/y;

/** What the characters of a text are part of. */
interface Holder {
  readonly argument: KeyValue | undefined;
  readonly text: string;
  /** The end of the variable in FROM that brings the text. */
  readonly behind: number;
}

class Writer {
  readonly #model: Model;
  readonly variables = new Set<string>();
  readonly places: Place[] = [];
  text = '';

  constructor(model: Model) {
    this.#model = model;
  }

  /** False where something is written in a way that has no plain way back. */
  read(text: string, start: number, holder: Holder | undefined): boolean {
    for (let at = 0; at < text.length; at++) {
      const char = text[at] ?? '';
      if (char === '\\' || char === '`' || char === "'") return false;
      if (char === '"') continue;
      if (char === '$') {
        VARIABLE.lastIndex = at;
        const match = VARIABLE.exec(text);
        if (!match || !this.#variable(match, start + at, holder)) return false;
        at += match[0].length - 1;
      } else {
        const offset = start + at;
        this.text += char;
        this.places.push({
          offset,
          behind: holder?.behind ?? offset + 1,
          argument: holder?.argument,
          holder: holder?.text,
        });
      }
    }
    return true;
  }

  #variable(match: RegExpExecArray, start: number, holder: Holder | undefined): boolean {
    const name = match[1] ?? match[2] ?? '';
    const end = start + match[0].length;
    const behind = holder?.behind ?? end;
    this.variables.add(name);
    const argument = this.#argument(name, holder?.argument);
    if (argument?.value) {
      const { text, value, span } = argument.value;
      return text.length === span.end - span.start && this.read(text, span.start, { argument, text: value, behind });
    }
    const text = match[3];
    return text !== undefined && this.read(text, end - 1 - text.length, { argument: undefined, text, behind });
  }

  /** The last ARG of that name; inside of an ARG's value the last one in front of it. */
  #argument(name: string, inside: KeyValue | undefined): KeyValue | undefined {
    return this.#model.globalArgs
      .flatMap((node) => node.pairs)
      .filter((pair) => pair.name === name && (!inside || pair.span.end <= inside.span.start))
      .at(-1);
  }
}

/** How a stage's image is written; undefined where nothing tells which image it is, or where no plain way leads back. */
export function writtenImage(model: Model, { from, base }: Stage): WrittenImage | undefined {
  const { image } = from;
  if (!image || !base.reference.known || image.text.length !== image.span.end - image.span.start) return undefined;
  const writer = new Writer(model);
  if (!writer.read(image.text, image.span.start, undefined)) return undefined;
  const { text } = base.reference.value;
  return writer.text === text ? new WrittenImage(text, writer.places, writer.variables) : undefined;
}
