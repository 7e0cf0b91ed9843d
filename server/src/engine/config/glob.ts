/**
 * Globs of `exclude`: `*` and `?` stay inside a name, `**` crosses folders, `[a-z]` and `[!a-z]` are one character, `\` quotes.
 * A glob without a slash means a name at any depth. What matches a folder matches everything in it.
 * Matching never backtracks further than the last star: a glob that somebody else wrote cannot make the editor hang.
 */
export function matchesGlob(glob: string, path: string): boolean {
  const parts = glob
    .replace(/^\.?\//, '')
    .split('/')
    .filter((part) => part !== '');
  if (parts.length === 0) return false;
  const anchored = /\/./.test(glob.replace(/^\.\//, '/'));
  const names = path.split('/');
  return wildcard(anchored ? parts : ['**', ...parts], names, isDoubleStar, matchesName, true);
}

export const matchesAnyGlob = (globs: readonly string[], path: string): boolean =>
  globs.some((glob) => matchesGlob(glob, path));

type NamePart = '*' | { readonly test: (character: string) => boolean };

const isDoubleStar = (part: string): boolean => part === '**';
const isStar = (part: NamePart): boolean => part === '*';

const matchesName = (glob: string, name: string): boolean =>
  wildcard(nameParts(glob), [...name], isStar, (part, character) => part !== '*' && part.test(character), false);

/**
 * Matches items against parts of which some stand for any number of items. Only the last such part is ever retried.
 * `prefix`: the parts may match the beginning of the items only (a folder, and so what lies in it).
 */
function wildcard<Part, Item>(
  parts: readonly Part[],
  items: readonly Item[],
  isAny: (part: Part) => boolean,
  matches: (part: Part, item: Item) => boolean,
  prefix: boolean,
): boolean {
  let part = 0;
  let item = 0;
  let retryPart = -1;
  let retryItem = -1;
  for (;;) {
    const current = parts[part];
    const next = items[item];
    if (current === undefined && (prefix || next === undefined)) return true;
    if (current !== undefined && isAny(current)) {
      retryPart = ++part;
      retryItem = item;
      continue;
    }
    if (current !== undefined && next !== undefined && matches(current, next)) {
      part++;
      item++;
      continue;
    }
    if (retryPart === -1 || retryItem >= items.length) return false;
    part = retryPart;
    item = ++retryItem;
  }
}

function nameParts(glob: string): NamePart[] {
  const characters = [...glob];
  const parts: NamePart[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    if (character === '*') {
      parts.push('*');
    } else if (character === '?') {
      parts.push({ test: () => true });
    } else if (character === '[') {
      const end = classEnd(characters, at);
      if (end === -1) parts.push(literal('['));
      else parts.push(characterClass(characters.slice(at + 1, end)));
      if (end !== -1) at = end;
    } else if (character === '\\' && at + 1 < characters.length) {
      at++;
      parts.push(literal(characters[at] ?? ''));
    } else {
      parts.push(literal(character));
    }
  }
  return parts;
}

const literal = (wanted: string): NamePart => ({ test: (character) => character === wanted });

/** The bracket that closes a class; one that comes first belongs to it. */
function classEnd(characters: readonly string[], start: number): number {
  const first = isNegation(characters[start + 1]) ? start + 2 : start + 1;
  return characters.indexOf(']', first + 1);
}

const isNegation = (character: string | undefined): boolean => character === '!' || character === '^';

function characterClass(body: readonly string[]): NamePart {
  const negated = isNegation(body[0]);
  const members = negated ? body.slice(1) : body;
  const ranges: { from: string; to: string }[] = [];
  for (let at = 0; at < members.length; at++) {
    const from = members[at] ?? '';
    const to = members[at + 2];
    if (members[at + 1] === '-' && to !== undefined) {
      ranges.push({ from, to });
      at += 2;
    } else {
      ranges.push({ from, to: from });
    }
  }
  return { test: (character) => ranges.some(({ from, to }) => from <= character && character <= to) !== negated };
}
