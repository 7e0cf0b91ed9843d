import type { Reader } from '../host/reader.ts';

/** What the server needs of the place it runs in. */
export interface ServerHost {
  /** A reader of the folder at an address; undefined where this host cannot read by itself. */
  reader(folderUri: string): Reader | undefined;
  /** ISO date. */
  today(): string;
  /** Where the page of a rule lies as a file, for editors that cannot show it as a document of ours. */
  rulePageFile(rule: string): string | undefined;
}
