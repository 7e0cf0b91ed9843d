import type { RunInstruction } from '../../../model/types.ts';
import { expandWord } from '../../../model/words.ts';
import type { InstallRequest } from '../../../project/dependencies/requests.ts';
import type { Option } from '../../../shell/tools/types.ts';
import type { Step } from '../steps.ts';

/** An install, in the words that the facts understand. */
export interface Ask {
  readonly request: InstallRequest;
  /** The command that decides what is installed: the one that builds wheels, where another one installs them. */
  readonly step: Step;
  /** What it reads lies in the image as it does in the project: versions are those of the lock. */
  readonly exact: boolean;
}

/** What a command asks for. */
export interface Asked {
  readonly asks: readonly Ask[];
  /** It brings something that cannot be seen. */
  readonly hidden: boolean;
  /** Packages that it takes away, or that it is told to leave out. */
  readonly removed: readonly string[];
}

export const HIDDEN: Asked = { asks: [], hidden: true, removed: [] };

/** What several commands ask for together. */
export const together = (all: readonly Asked[]): Asked => ({
  asks: all.flatMap(({ asks }) => asks),
  hidden: all.some(({ hidden }) => hidden),
  removed: all.flatMap(({ removed }) => removed),
});

/** The values of options, which may hold several names each; undefined where one cannot be read. */
export function namesGiven(
  options: readonly Option[],
  { before, script }: RunInstruction,
  ...names: readonly string[]
): readonly string[] | undefined {
  const found: string[] = [];
  for (const { canonical, value } of options) {
    if (!names.includes(canonical)) continue;
    const values = value && expandWord(value, before, script);
    if (!values?.known) return undefined;
    for (const text of values.value) found.push(...text.split(/[\s,]+/).filter((name) => name !== ''));
  }
  return found;
}

/** As packages, extras and groups are compared. */
export const normalName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');
