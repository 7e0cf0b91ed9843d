import type { ConfigNode, ListNode, ValueNode } from '../../nodes/nodes.ts';
import { scriptOfWords } from '../../shell/parse.ts';
import { Decoding, PlacedText, type ShellText } from '../../shell/text.ts';
import type { Script, Word } from '../../shell/types.ts';
import { literalWord } from '../../shell/words.ts';
import type { Span } from '../../text/span.ts';
import type { Place } from '../types.ts';
import { commandWords } from './command-words.ts';
import type { Fields } from './fields.ts';
import { interpolate } from './interpolate.ts';
import { scalarText } from './scalar-text.ts';
import type { ComposeCommand, ComposeText } from './types.ts';

/** What a service starts, or asks to see whether it works: a text or a list of words. */
export function commandOf(node: ConfigNode | undefined, fields: Fields): ComposeCommand | undefined {
  if (!node || node.kind === 'table' || (node.kind === 'value' && node.value === undefined)) return undefined;
  return new WrittenCommand(node, fields);
}

/** The words are looked for in the text of the file only where somebody wants to know what they do. */
class WrittenCommand implements ComposeCommand {
  readonly words: readonly ComposeText[];
  readonly form: ComposeCommand['form'];
  readonly from: Place;
  readonly #node: ListNode | ValueNode;
  readonly #source: string;
  #script: Script | undefined;

  constructor(node: ListNode | ValueNode, fields: Fields) {
    this.#node = node;
    this.#source = fields.source;
    this.from = fields.placeOf(node);
    this.form = node.kind === 'list' ? 'list' : 'text';
    this.words =
      node.kind === 'list'
        ? fields.texts(node)
        : commandWords(new PlacedText(String(node.value), 0)).map(({ text }) => fields.piece(text, node));
  }

  get script(): Script {
    this.#script ??= scriptOfWords(this.#placedWords(), this.from.span);
    return this.#script;
  }

  #placedWords(): Word[] {
    if (this.#node.kind === 'value') {
      const { value } = this.#node;
      return commandWords(scalarText(this.#source, this.from.span, String(value))).map((word) => wordOf(word));
    }
    return this.#node.items.flatMap((item) => {
      if (item.kind !== 'value' || item.value === undefined || !item.span) return [];
      return wordOf(scalarText(this.#source, item.span, String(item.value)), item.span);
    });
  }
}

/** Marks that somebody fills in before compose reads the file. */
const TEMPLATE = /\{[{%]/;

/** @param span Where the word stands as a whole, when its quotes belong to it. */
function wordOf(written: ShellText, span: Span = written.span): Word {
  const { varies } = interpolate(written.text);
  const text = withoutDoubledDollars(written);
  if (!varies && !TEMPLATE.test(text.text)) return { ...literalWord(text, text.text, true), span };
  const parts = [{ kind: 'dynamic', why: 'expansion', span }] as const;
  return { text: text.text, literal: undefined, quoted: true, parts, span, source: text };
}

/** `$$` is a dollar sign. */
function withoutDoubledDollars(written: ShellText): ShellText {
  const { text } = written;
  if (!text.includes('$$')) return written;
  const decoding = new Decoding();
  for (let at = 0; at < text.length; at++) {
    const start = at;
    if (text.startsWith('$$', at)) at++;
    decoding.add(text.charAt(at), start, at + 1);
  }
  return decoding.of(written);
}
