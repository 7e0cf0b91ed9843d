import type { TextEdit as ProtocolEdit, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../engine/text/edits.ts';
import type { Span } from '../engine/text/span.ts';

/** The engine counts offsets, the protocol lines and characters; both count UTF-16 units. */
export const toRange = (document: TextDocument, { start, end }: Span): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

export const toSpan = (document: TextDocument, { start, end }: Range): Span => ({
  start: document.offsetAt(start),
  end: document.offsetAt(end),
});

export const toProtocolEdits = (document: TextDocument, edits: readonly TextEdit[]): ProtocolEdit[] =>
  edits.map(({ span, newText }) => ({ range: toRange(document, span), newText }));
