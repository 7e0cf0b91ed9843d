/**
 * What a tag of the images that bring Python is made of: `3.12.4-slim-bookworm`, `0.9.1-python3.13-trixie-slim`.
 * Source: tag lists of docker-library's python and of uv's image; read on 2026-11-21.
 */

/** A part of a tag; offsets into the tag. */
export interface TagPart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface PythonTag {
  readonly text: string;
  /** The version of Python as far as it is given: `3`, `3.12`, `3.12.4`. */
  readonly version: TagPart | undefined;
  /** `3.12`; `2` means 2.7, the last there was. */
  readonly minor: string | undefined;
  readonly patch: string | undefined;
  /** A release candidate, a beta or an alpha. */
  readonly prerelease: TagPart | undefined;
  readonly slim: TagPart | undefined;
  /** A Debian release by its name. */
  readonly suite: TagPart | undefined;
  /** `alpine` and its version, if any: `alpine3.22`. */
  readonly alpine: TagPart | undefined;
}

/** Every part of the tag is one of these: anything else is no tag that we know. */
const VERSION = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?/;
const SUITES = /^(?:trixie|bookworm|bullseye|buster|stretch|jessie|wheezy|forky|sid)$/;
const ALPINE = /^alpine(?:\d+\.\d+)?$/;

function partsOf(text: string, from: number): TagPart[] {
  const parts: TagPart[] = [];
  let start = from;
  for (const part of text.slice(from).split('-')) {
    parts.push({ text: part, start, end: start + part.length });
    start += part.length + 1;
  }
  return parts;
}

function read(text: string, from: number): PythonTag | undefined {
  let tag: PythonTag = {
    text,
    version: undefined,
    minor: undefined,
    patch: undefined,
    prerelease: undefined,
    slim: undefined,
    suite: undefined,
    alpine: undefined,
  };
  for (const [index, part] of partsOf(text, from).entries()) {
    const [digits, major, minor, patch] = index === 0 ? (VERSION.exec(part.text) ?? []) : [];
    const rest =
      digits === undefined
        ? part
        : { ...part, text: part.text.slice(digits.length), start: part.start + digits.length };
    if (digits !== undefined) {
      const version = { text: digits, start: part.start, end: rest.start };
      tag = { ...tag, version, minor: minor === undefined ? oldMajor(major) : `${major}.${minor}`, patch };
    }
    if (rest.text === '' && digits !== undefined) continue;
    if (/^(?:rc\d*|[ab]\d+)$/.test(rest.text)) tag = { ...tag, prerelease: rest };
    else if (rest !== part) return undefined;
    else if (part.text === 'slim') tag = { ...tag, slim: part };
    else if (SUITES.test(part.text)) tag = { ...tag, suite: part };
    else if (ALPINE.test(part.text)) tag = { ...tag, alpine: part };
    else if (part.text !== 'latest') return undefined;
  }
  return tag;
}

const oldMajor = (major: string | undefined): string | undefined => (major === '2' ? '2.7' : undefined);

/** A tag of `python`; the missing tag is `latest`. */
export const readPythonTag = (tag: string | undefined): PythonTag | undefined => read(tag ?? 'latest', 0);

/** A tag of uv's image that says which Python is in it; a version of uv may stand in front. */
export function readUvTag(tag: string | undefined): (PythonTag & { readonly uv: string | undefined }) | undefined {
  const found = /^(?:(\d+(?:\.\d+)*)-)?python(?=\d)/.exec(tag ?? '');
  const parts = found && read(tag ?? '', found[0].length);
  return parts ? { ...parts, uv: found[1] } : undefined;
}
