import { isPackageName, normalName } from './names.ts';
import { ANY, pep440 } from './specifier.ts';
import type { Source, Specifier } from './types.ts';

/** What a requirement of PEP 508 says: `psycopg[binary]>=3.1; python_version < "3.13"`. */
export interface Requirement {
  readonly name: string;
  readonly extras: readonly string[];
  /** May be unreadable: its reader tells. */
  readonly specifier: Specifier;
  readonly marker: string | undefined;
  readonly source: Source;
}

const HEAD = /^\s*([a-z\d][\w.-]*)\s*(?:\[([^\]]*)\])?\s*/i;
const LONGEST = 20_000;

/** Reads a requirement; undefined when it is none. Its specifier may still be unreadable. */
export function parseRequirement(text: string): Requirement | undefined {
  if (text.length > LONGEST) return undefined;
  const head = HEAD.exec(text);
  const [whole = '', name = '', bracket = ''] = head ?? [];
  const extras = extrasOf(bracket);
  if (!head || !isPackageName(name) || !extras) return undefined;
  const rest = text.slice(whole.length);
  const common = { name: normalName(name), extras };
  if (rest.startsWith('@')) return direct(common, rest.slice(1).trim());
  const semicolon = rest.indexOf(';');
  const written = (semicolon === -1 ? rest : rest.slice(0, semicolon)).trim();
  const specifier = /^\((.*)\)$/.exec(written)?.[1] ?? written;
  if (specifier !== '' && !/^[<>=!~]/.test(specifier.trim())) return undefined;
  return { ...common, specifier: pep440(specifier), marker: markerOf(rest, semicolon), source: INDEX };
}

const INDEX: Source = { kind: 'index' };

/** The names between brackets; undefined when something is none. */
export function extrasOf(bracket: string): readonly string[] | undefined {
  const names = bracket
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return names.every(isPackageName) ? names.map(normalName) : undefined;
}

function markerOf(text: string, semicolon: number): string | undefined {
  const marker = semicolon === -1 ? '' : text.slice(semicolon + 1).trim();
  return marker === '' ? undefined : marker;
}

/** In an address a semicolon is a condition's only behind a space. */
function direct(common: Pick<Requirement, 'name' | 'extras'>, text: string): Requirement | undefined {
  const semicolon = /\s;/.exec(text)?.index;
  const address = (semicolon === undefined ? text : text.slice(0, semicolon)).trim();
  if (address === '' || /\s/.test(address)) return undefined;
  const marker = semicolon === undefined ? undefined : markerOf(text, semicolon + 1);
  return { ...common, specifier: ANY, marker, source: sourceOf(address) };
}

/** What an address or a path is; its fragment (`#egg=…`) is left out. */
export function sourceOf(address: string): Source {
  const hash = address.indexOf('#');
  const target = hash === -1 ? address : address.slice(0, hash);
  if (/^(?:git|hg|bzr|svn)(?:\+|@|:\/\/)/i.test(target)) return { kind: 'vcs', target };
  if (/^file:/i.test(target) || !/^[a-z][a-z\d+.-]*:\/\//i.test(target)) return { kind: 'path', target };
  return { kind: 'url', target };
}

const WHEEL = /(?:^|\/)([^/]+?)-([^/-]+)(?:-\d[^/-]*)?-[^/-]+-[^/-]+-[^/-]+\.whl$/i;
const ARCHIVE = /(?:^|\/)([a-z\d][\w.-]*?)-(\d[\w.+!]*?)\.(?:tar\.gz|tgz|tar\.bz2|zip)$/i;

/** The package and the version that an address tells: in `#egg=`, or in the name of a wheel or of an archive. */
export function toldByAddress(address: string): { name?: string; extras?: readonly string[]; version?: string } {
  const [, egg, bracket = ''] = /#(?:.*&)?egg=([\w.-]+)(?:\[([^\]]*)\])?/.exec(address) ?? [];
  if (egg !== undefined && isPackageName(egg)) return { name: normalName(egg), extras: extrasOf(bracket) ?? [] };
  const path = address.replace(/[#?].*$/, '');
  const [, name = '', version] = WHEEL.exec(path) ?? (isRelease(path) ? ARCHIVE.exec(path) : undefined) ?? [];
  if (version === undefined || !isPackageName(name)) return {};
  return { name: normalName(name), version: decoded(version) };
}

/** What GitHub and its like pack is named after a branch or a tag. */
const isRelease = (path: string): boolean => !/\/(?:archive|zipball|tarball)\//.test(path);

const decoded = (version: string): string => version.replace(/%2b/gi, '+');
