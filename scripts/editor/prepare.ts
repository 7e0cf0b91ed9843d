import { findOrInstallChromium } from './chromium.ts';
import { installCodeServer } from './install-code-server.ts';

export interface Editor {
  /** The script that starts code-server, for `node`. */
  readonly codeServer: string;
}

export interface EditorAndBrowser extends Editor {
  readonly chromium: string;
}

/** Either what was asked for, or why it cannot be had on this machine, in words for the summary. */
export type Prepared<T> = { readonly ready: true; readonly value: T } | { readonly ready: false; readonly why: string };

export function prepareEditor(): Promise<Prepared<Editor>> {
  return attempt(async () => ({ codeServer: await codeServerHere() }));
}

export function prepareEditorAndBrowser(): Promise<Prepared<EditorAndBrowser>> {
  // The browser first: the cheaper one to miss.
  return attempt(async () => ({ chromium: await findOrInstallChromium(), codeServer: await codeServerHere() }));
}

async function codeServerHere(): Promise<string> {
  if (process.platform === 'win32') throw new Error('code-server does not run on Windows');
  return await installCodeServer();
}

async function attempt<T>(prepare: () => Promise<T>): Promise<Prepared<T>> {
  try {
    return { ready: true, value: await prepare() };
  } catch (error) {
    return { ready: false, why: error instanceof Error ? error.message : String(error) };
  }
}
