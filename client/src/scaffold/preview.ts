import { commands, type Tab, Uri, window } from 'vscode';
import { PAGE_SCHEME } from '../../../server/src/lsp/messages.ts';
import type { Pending } from './pending.ts';

const FOLDER = '/preview/';

/** Shows the files of a set-up before they are there: all of them in one editor, each against what it would replace. */
export class ScaffoldPreview {
  readonly #texts = new Map<string, string>();
  #edition = 0;
  #title: string | undefined;

  /** The text of a document that a preview shows. */
  textOf({ path }: Uri): string | undefined {
    return path.startsWith(FOLDER) ? (this.#texts.get(path) ?? '') : undefined;
  }

  async show(title: string, files: readonly Pending[]): Promise<void> {
    await this.close();
    // An address of its own each time: documents are kept for a while, with the text that they had.
    const folder = `${FOLDER}${++this.#edition}/`;
    const changes = files.map(({ path, uri, text, there }) => {
      const shown = Uri.from({ scheme: PAGE_SCHEME, path: folder + path });
      this.#texts.set(shown.path, text);
      return [uri, there === 'nothing' ? undefined : uri, shown];
    });
    this.#title = title;
    await commands.executeCommand('vscode.changes', title, changes);
  }

  async close(): Promise<void> {
    const title = this.#title;
    this.#title = undefined;
    this.#texts.clear();
    if (title === undefined) return;
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => shows(tab, title));
    await window.tabGroups.close(tabs, true);
  }
}

/** The editor adds how many files there are. */
const shows = ({ label }: Tab, title: string): boolean => label.startsWith(title);
