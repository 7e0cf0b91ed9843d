import { decode, encode } from './decode.ts';
import { type FileStat, type FolderEntry, type HostRead, MAX_BYTES, ok, type Reader, tooManyBytes } from './reader.ts';

/** Reads a file that is open in an editor as it stands there, saved or not, and everything else through another reader. */
export class OpenFirstReader implements Reader {
  readonly #reader: Reader;
  readonly #openText: (path: string) => string | undefined;

  constructor(reader: Reader, openText: (path: string) => string | undefined) {
    this.#reader = reader;
    this.#openText = openText;
  }

  async bytes(path: string, limit = MAX_BYTES): Promise<HostRead<Uint8Array>> {
    const text = this.#openText(path);
    if (text !== undefined && text.length > limit) return tooManyBytes();
    const saved = await this.#reader.bytes(path, limit);
    return text === undefined ? saved : ok(encode(text, { encoding: 'utf-8', bom: hasMark(saved) }));
  }

  folder(path: string): Promise<HostRead<readonly FolderEntry[]>> {
    return this.#reader.folder(path);
  }

  stat(path: string): Promise<HostRead<FileStat>> {
    return this.#reader.stat(path);
  }
}

/** Editors show no byte order mark, and write it back when they save. */
function hasMark(saved: HostRead<Uint8Array>): boolean {
  const decoded = saved.state === 'ok' ? decode(saved.value) : saved;
  return decoded.state === 'ok' && decoded.value.bom;
}
