import { type HostRead, ok, refused } from './reader.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** A file's text as an editor shows it: without its BOM, and with what is needed to write it back as it was. */
export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
  readonly bom: boolean;
  /** Some bytes were no text in this encoding: it can be read, but not be written without loss. */
  readonly lossy: boolean;
}

function encodingOf(bytes: Uint8Array): { encoding: Encoding; bomLength: number } {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', bomLength: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', bomLength: 2 };
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', bomLength: 3 };
  return { encoding: 'utf-8', bomLength: 0 };
}

/** UTF-8, or UTF-16 where a BOM says so. A NUL byte in anything else means that it is no text. */
export function decode(bytes: Uint8Array): HostRead<Decoded> {
  const { encoding, bomLength } = encodingOf(bytes);
  const body = bytes.subarray(bomLength);
  if (encoding === 'utf-8' && body.includes(0)) return refused('content', 'it is a binary file');
  const text = decoderOf(encoding, false).decode(body);
  return ok({ text, encoding, bom: bomLength > 0, lossy: text.includes('\uFFFD') && !isExact(encoding, body) });
}

const decoderOf = (encoding: Encoding, fatal: boolean) => new TextDecoder(encoding, { fatal, ignoreBOM: true });

function isExact(encoding: Encoding, body: Uint8Array): boolean {
  try {
    decoderOf(encoding, true).decode(body);
    return true;
  } catch {
    return false;
  }
}

/** The bytes of a changed text, in the encoding it came in. */
export function encode(text: string, { encoding, bom }: Pick<Decoded, 'encoding' | 'bom'>): Uint8Array {
  const full = bom ? `\uFEFF${text}` : text;
  if (encoding === 'utf-8') return new TextEncoder().encode(full);
  const bytes = new Uint8Array(full.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < full.length; at++) view.setUint16(at * 2, full.charCodeAt(at), encoding === 'utf-16le');
  return bytes;
}
