import type { FileMode } from '../engine/project/types.ts';

const SIGNATURE = 0x44495243;
const HEADER = 12;
/** Times, device, owner and size in front of an entry's hash. */
const STAT = 40;
const MODE_AT = 24;
/** SHA-1, which nearly every repository has, then SHA-256. The file does not say which it is. */
const HASHES = [20, 32];

const EXTENDED = 0x4000;
const STAGE = 0x3000;
/** Longer names carry this in place of their length. */
const LONG_NAME = 0xfff;

/**
 * The mode of a file in git's index, by its path from the repository's root. Undefined where it is not tracked, is a link, is in
 * conflict, or where the index is none that we read.
 */
export function modeInIndex(bytes: Uint8Array, path: string): FileMode | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || view.getUint32(0) !== SIGNATURE) return undefined;
  const version = view.getUint32(4);
  if (version < 2 || version > 4) return undefined;
  const name = new TextEncoder().encode(path);
  for (const hash of HASHES) {
    const entries = new Entries(view, version, hash);
    const mode = entries.find(name);
    if (!entries.broken) return mode;
  }
  return undefined;
}

/** What the upper bits of a mode say: a file, a link, a submodule, a folder of a sparse checkout. */
const KINDS = new Set([0o10, 0o12, 0o16, 0o4]);

/** Goes through the entries one by one. Names are compared as bytes: decoding all of them takes longer than reading them. */
class Entries {
  broken = false;
  readonly #view: DataView;
  readonly #version: number;
  readonly #hash: number;
  #at = HEADER;
  /** How much of the last name is also at the beginning of the wanted one; version 4 writes only what differs. */
  #matched = 0;
  #length = 0;

  constructor(view: DataView, version: number, hash: number) {
    this.#view = view;
    this.#version = version;
    this.#hash = hash;
  }

  find(wanted: Uint8Array): FileMode | undefined {
    const count = this.#view.getUint32(8);
    for (let entry = 0; entry < count; entry++) {
      const start = this.#at;
      const flagsAt = start + STAT + this.#hash;
      if (flagsAt + 2 >= this.#view.byteLength) return this.#stop();
      const mode = this.#view.getUint32(start + MODE_AT);
      const flags = this.#view.getUint16(flagsAt);
      this.#at = flagsAt + (flags & EXTENDED ? 4 : 2);
      if (!KINDS.has(mode >>> 12) || !this.#readName(wanted, flags & LONG_NAME)) return this.#stop();
      if (this.#version < 4) this.#at = start + ((this.#at - start + 8) & ~7);
      else this.#at++;
      if (this.#length === wanted.length && this.#matched === this.#length && (flags & STAGE) === 0)
        return modeOf(mode);
    }
    return undefined;
  }

  #stop(): undefined {
    this.broken = true;
  }

  /** Ends at the zero byte behind the name; false when the name is none of the stated length. */
  #readName(wanted: Uint8Array, stated: number): boolean {
    const isWhole = this.#version < 4 && stated < LONG_NAME;
    return isWhole ? this.#skipName(wanted, stated) : this.#compareName(wanted, stated);
  }

  /** A name that stands there as a whole is looked at only if it is as long as the wanted one. */
  #skipName(wanted: Uint8Array, length: number): boolean {
    const start = this.#at;
    this.#at += length;
    if (this.#at >= this.#view.byteLength || this.#view.getUint8(this.#at) !== 0) return false;
    const isWanted = length === wanted.length && wanted.every((byte, at) => byte === this.#view.getUint8(start + at));
    this.#length = length;
    this.#matched = isWanted ? length : 0;
    return true;
  }

  #compareName(wanted: Uint8Array, stated: number): boolean {
    const kept = this.#version < 4 ? 0 : this.#length - this.#readNumber();
    if (kept < 0) return false;
    let length = kept;
    let matched = Math.min(this.#matched, kept);
    for (; ; this.#at++) {
      if (this.#at >= this.#view.byteLength) return false;
      const byte = this.#view.getUint8(this.#at);
      if (byte === 0) break;
      if (matched === length && byte === wanted[length]) matched++;
      length++;
    }
    this.#matched = matched;
    this.#length = length;
    return length === stated || (stated === LONG_NAME && length > stated);
  }

  /** How many bytes of the last name go, in the numbers of git's packs. */
  #readNumber(): number {
    let value = -1;
    for (; this.#at < this.#view.byteLength; ) {
      const byte = this.#view.getUint8(this.#at++);
      value = (value + 1) * 128 + (byte & 0x7f);
      if (byte < 0x80 || value > this.#view.byteLength) break;
    }
    return value;
  }
}

function modeOf(mode: number): FileMode | undefined {
  if (mode >>> 12 !== 0o10) return undefined;
  return mode & 0o111 ? 'executable' : 'plain';
}
