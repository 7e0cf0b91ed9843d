import { tooLarge } from '../engine/limits.ts';
import { decode } from './decode.ts';
import { type HostRead, ok, type Reader, refused } from './reader.ts';

/** A file's text for facts and configuration; what the engine would not analyse is refused here as well. */
export async function readText(reader: Reader, path: string): Promise<HostRead<string>> {
  const bytes = await reader.bytes(path);
  if (bytes.state !== 'ok') return bytes;
  const decoded = decode(bytes.value);
  if (decoded.state !== 'ok') return decoded;
  const { text } = decoded.value;
  const reason = tooLarge(text);
  return reason === undefined ? ok(text) : refused('content', reason);
}
