import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../../engine/text/span.ts';

/** Line and column from 1, columns in UTF-16 units: what editors show. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Range {
  readonly start: Place;
  /** Exclusive. */
  readonly end: Place;
}

/** Turns spans of a text into lines and columns, by the rules of the protocol that editors speak. */
export function rangesOf(text: string): (span: Span) => Range {
  const document = TextDocument.create('', 'dockerfile', 0, text);
  const place = (offset: number): Place => {
    const { line, character } = document.positionAt(offset);
    return { line: line + 1, column: character + 1 };
  };
  return ({ start, end }) => ({ start: place(start), end: place(end) });
}
