import { type Decoded, decode } from '../host/decode.ts';
import type { HostRead } from '../host/reader.ts';
import type { Document, Session } from './session.ts';

export type DocumentText = { readonly decoded: Decoded } | { readonly skipped: string };

/**
 * A document's text, or why there is nothing to analyse in it. Undefined when it could not be read, which has been said:
 * that makes the run fail, while a file that is merely too large or binary is passed over.
 */
export function documentText(
  session: Session,
  document: Document,
  bytes: HostRead<Uint8Array>,
): DocumentText | undefined {
  const decoded = bytes.state === 'ok' ? decode(bytes.value) : bytes;
  if (decoded.state === 'ok') return { decoded: decoded.value };
  if (decoded.state === 'refused' && decoded.cause === 'content') {
    session.terminal.complain(`${document.shown}: not analysed: ${decoded.why}`);
    return { skipped: decoded.why };
  }
  session.fail(`${document.shown}: ${decoded.state === 'missing' ? 'no such file' : decoded.why}`);
  return undefined;
}
