import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './checkout.ts';
import { temporaryFolder } from './cleanup.ts';
import { type Prepared, prepareEditorAndBrowser } from './prepare.ts';
import { isExecutable } from './processes.ts';

const fakeCode = fileURLToPath(new URL('./fake-code.ts', import.meta.url));

/** Windows and macOS always have a display; elsewhere VS Code needs X or Wayland. */
export function hasDisplay(): boolean {
  const { platform, env } = process;
  return platform === 'win32' || platform === 'darwin' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * An executable that runs extension tests as VS Code's own does: the VS Code that was asked for, one that
 * @vscode/test-electron downloaded earlier, or else the embedded one behind the same arguments.
 */
export async function findCodeForTests(): Promise<Prepared<string>> {
  const configured = process.env.VSCODE_EXECUTABLE_PATH;
  if (configured !== undefined && configured !== '') {
    if (isExecutable(configured)) return { ready: true, value: configured };
    return { ready: false, why: `VSCODE_EXECUTABLE_PATH is ${configured}, which is not an executable file` };
  }
  const downloaded = hasDisplay() ? findDownloaded() : undefined;
  if (downloaded !== undefined) return { ready: true, value: downloaded };
  const prepared = await prepareEditorAndBrowser();
  return prepared.ready ? { ready: true, value: writeShim() } : prepared;
}

function findDownloaded(): string | undefined {
  const cache = join(root, '.vscode-test');
  if (!existsSync(cache)) return undefined;
  const inside = ['code', 'Code.exe', 'Visual Studio Code.app/Contents/MacOS/Electron'];
  return readdirSync(cache)
    .filter((name) => name.startsWith('vscode-'))
    .flatMap((name) => inside.map((path) => join(cache, name, path)))
    .find(isExecutable);
}

/** test-electron starts a file without arguments of ours, so the call of Node needs a file of its own. */
function writeShim(): string {
  const shim = join(temporaryFolder('code'), 'code');
  const quoted = [process.execPath, fakeCode].map((path) => `'${path.replaceAll("'", "'\\''")}'`);
  writeFileSync(shim, `#!/bin/sh\nexec ${quoted.join(' ')} "$@"\n`, { mode: 0o755 });
  return shim;
}
