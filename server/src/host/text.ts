import { tooLarge } from '../engine/limits.ts';
import type { ReadText } from '../engine/project/types.ts';
import { type Decoded, decode } from './decode.ts';
import { type HostRead, ok, type Reader, refused } from './reader.ts';

async function readDecoded(reader: Reader, path: string): Promise<HostRead<Decoded>> {
  const bytes = await reader.bytes(path);
  if (bytes.state !== 'ok') return bytes;
  const decoded = decode(bytes.value);
  if (decoded.state !== 'ok') return decoded;
  const reason = tooLarge(decoded.value.text);
  return reason === undefined ? decoded : refused('content', reason);
}

/** A file's text for facts and configuration; what the engine would not analyse is refused here as well. */
export async function readText(reader: Reader, path: string): Promise<HostRead<string>> {
  const decoded = await readDecoded(reader, path);
  return decoded.state === 'ok' ? ok(decoded.value.text) : decoded;
}

/** The same for facts that also need to know what stands in front of the text. */
export async function readTextAndMark(reader: Reader, path: string): Promise<ReadText> {
  const decoded = await readDecoded(reader, path);
  if (decoded.state !== 'ok') return decoded;
  const { text, bom } = decoded.value;
  return bom ? { state: 'ok', value: text, bom } : { state: 'ok', value: text };
}
