import { documentKind } from '../engine/documents.ts';
import type { DocumentKind } from '../engine/rules/define.ts';
import { IgnoreRules } from './ignore.ts';
import { joinPath, parentPath, upward } from './paths.ts';
import type { HostRead, Reader } from './reader.ts';
import { readText } from './text.ts';
import { walk } from './walk.ts';

const GITIGNORE = '.gitignore';

export interface Discovered {
  /** Sorted. */
  readonly files: readonly string[];
  readonly unreadable: readonly { readonly path: string; readonly why: string }[];
}

/** Searches a folder for documents of these kinds, leaving out what .gitignore files exclude. */
export async function discover(reader: Reader, start: string, kinds: readonly DocumentKind[]): Promise<Discovered> {
  const files: string[] = [];
  const unreadable: { path: string; why: string }[] = [];
  const rules = new Map<string, IgnoreRules>();
  const above = await rulesAbove(reader, start);
  const rulesIn = (folder: string): IgnoreRules => rules.get(folder) ?? above;
  await walk(reader, start, {
    enter: async ({ path, entries }) => {
      const inherited = path === start ? above : rulesIn(parentPath(path));
      const own = entries.some(({ name, kind }) => name === GITIGNORE && kind === 'file');
      rules.set(path, own ? await withGitignore(reader, path, inherited) : inherited);
    },
    descends: (path) => !rulesIn(parentPath(path)).folder(path),
    file: (path) => {
      const kind = documentKind(path);
      if (kind && kinds.includes(kind) && !rulesIn(parentPath(path)).file(path)) files.push(path);
      return true;
    },
    unreadable: (path, read) => unreadable.push({ path, why: whyOf(read) }),
  });
  return { files: files.sort(), unreadable };
}

const whyOf = (read: HostRead<never>): string => (read.state === 'refused' ? read.why : 'it is gone');

async function withGitignore(reader: Reader, folder: string, rules: IgnoreRules): Promise<IgnoreRules> {
  const text = await readText(reader, joinPath(folder, GITIGNORE));
  return text.state === 'ok' ? rules.with(folder, text.value) : rules;
}

/** What the folders above say. A folder that is ignored itself but was asked for is searched without them. */
async function rulesAbove(reader: Reader, start: string): Promise<IgnoreRules> {
  let rules = IgnoreRules.none;
  for (const folder of [...upward(start)].reverse()) {
    if (folder !== '' && rules.folder(folder)) rules = IgnoreRules.none;
    if (folder !== start) rules = await withGitignore(reader, folder, rules);
  }
  return rules;
}
