import type { Place } from '../../../project/types.ts';
import type { Word } from '../../../shell/types.ts';
import type { Token } from '../../../syntax/nodes.ts';
import type { Span } from '../../../text/span.ts';
import type { Related } from '../../define.ts';

/** What mends a start that loads what is not there. */
export type Mend =
  /** Another text for a part of a word of the command. */
  | { readonly kind: 'word'; readonly title: string; readonly word: Word; readonly from: string; readonly to: string }
  /** One more option behind a word. */
  | { readonly kind: 'option'; readonly title: string; readonly word: Word; readonly option: string }
  /** Another value of ENV. */
  | { readonly kind: 'value'; readonly title: string; readonly value: Token; readonly to: string }
  /** Another text in a place of another file. */
  | {
      readonly kind: 'elsewhere';
      readonly title: string;
      readonly place: Place;
      readonly from: string;
      readonly to: string;
    };

/** Something that a start is told to load, and that is not there. */
export interface Wrong {
  readonly span: Span;
  readonly message: string;
  readonly related: readonly Related[];
  readonly mend: Mend | undefined;
}
