import { type ConfigEntry, type ConfigNode, entryOf, type TableNode } from '../../nodes/nodes.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import type { Place } from '../types.ts';
import { interpolate } from './interpolate.ts';
import type { ComposeText } from './types.ts';

const NOWHERE = { start: 0, end: 0 };

/** Reads the values of one compose file, each with its place. */
export class Fields {
  readonly path: string;
  /** The whole file. */
  readonly source: string;

  constructor(path: string, source: string) {
    this.path = path;
    this.source = source;
  }

  placeOf(node: ConfigNode): Place {
    return { path: this.path, span: node.span ?? NOWHERE };
  }

  placeOfName({ nameSpan }: ConfigEntry): Place {
    return { path: this.path, span: nameSpan ?? NOWHERE };
  }

  /** A scalar as text; undefined for nothing and for what is none. */
  text(node: ConfigNode | undefined): ComposeText | undefined {
    if (node?.kind !== 'value' || node.value === undefined) return undefined;
    return this.piece(String(node.value), node);
  }

  /** A piece of a scalar: its place is the scalar's. */
  piece(text: string, node: ConfigNode): ComposeText {
    return { ...interpolate(text), from: this.placeOf(node) };
  }

  /** One text or a list of them. */
  texts(node: ConfigNode | undefined): ComposeText[] {
    const nodes = node?.kind === 'list' ? node.items : [node];
    return nodes.flatMap((each) => this.text(each) ?? []);
  }

  truth(node: ConfigNode | undefined): Known<boolean> | undefined {
    const text = this.text(node)?.value;
    if (!text) return undefined;
    if (!text.known) return text;
    if (/^(?:true|yes|on|y)$/i.test(text.value)) return known(true);
    return /^(?:false|no|off|n)$/i.test(text.value) ? known(false) : unknown('it is neither true nor false');
  }
}

export const nodeAt = (table: TableNode, name: string): ConfigNode | undefined => entryOf(table, name)?.value;

/** A port number; unknown for ranges. */
export function portNumber(text: Known<string>): Known<number> {
  if (!text.known) return text;
  return /^\d{1,5}$/.test(text.value) ? known(Number(text.value)) : unknown('it is no single port');
}
