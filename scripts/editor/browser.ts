import { type Browser, chromium } from 'playwright-core';
import { temporaryFolder } from './cleanup.ts';
import type { EditorAndBrowser } from './prepare.ts';

export function launchBrowser(editor: EditorAndBrowser): Promise<Browser> {
  // Its profile is a temporary one anyway; this takes the rest, such as crash reports, out of the home folder.
  const own = temporaryFolder('browser');
  return chromium.launch({
    executablePath: editor.chromium,
    headless: true,
    env: { ...process.env, XDG_CONFIG_HOME: own, XDG_CACHE_HOME: own },
    // The only pages opened are our own on loopback, and root in a container has no sandbox.
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}
