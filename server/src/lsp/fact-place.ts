import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Place } from '../engine/project/types.ts';
import { addressBelow } from '../host/paths.ts';
import type { FactPlace } from './messages.ts';

/** A place below a folder for people: its address, and the line in the text that the facts were read from. */
export function factPlace(root: string, { path, span }: Place, text = ''): FactPlace {
  const uri = addressBelow(root, path) ?? root;
  const line = TextDocument.create(uri, 'plaintext', 0, text).positionAt(span.start).line + 1;
  return { uri, path, line };
}
