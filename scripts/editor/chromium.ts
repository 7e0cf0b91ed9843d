import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, withLock } from './cache.ts';
import { findProgram, isExecutable, lastLines, run } from './processes.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A Chromium or Chrome that is there, else Debian's where that can be installed. Throws with the reason otherwise. */
export async function findOrInstallChromium(): Promise<string> {
  const configured = process.env.CHROMIUM_PATH;
  if (configured !== undefined && configured !== '') {
    if (isExecutable(configured)) return configured;
    throw new Error(`CHROMIUM_PATH is ${configured}, which is not an executable file`);
  }
  return findChromium() ?? (await installFromDebian());
}

function findChromium(): string | undefined {
  return NAMES.map(findProgram).find((path) => path !== undefined) ?? MAC.find(isExecutable);
}

async function installFromDebian(): Promise<string> {
  const remedy = 'install Chromium or Chrome, or set CHROMIUM_PATH to one';
  if (!isDebian()) throw new Error(`no Chromium on the PATH, and this is not Debian: ${remedy}`);
  if (process.getuid?.() !== 0) throw new Error(`no Chromium on the PATH, and only root can install it: ${remedy}`);
  return await withLock(join(cacheFolder(), 'apt'), async () => {
    const installedMeanwhile = findChromium();
    if (installedMeanwhile !== undefined) return installedMeanwhile;
    console.log('Installing Chromium with apt-get (once, about 20 s) …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const wait = ['-o', 'DPkg::Lock::Timeout=120'];
    await run('apt-get', ['update', ...wait], { env });
    // A font, because without one the screenshots show empty boxes.
    const packages = ['chromium', 'fonts-dejavu-core'];
    const result = await run('apt-get', ['install', '-y', '--no-install-recommends', ...wait, ...packages], { env });
    const installed = findChromium();
    if (installed !== undefined) return installed;
    throw new Error(`apt-get could not install Chromium: ${remedy}\n${lastLines(result.output, 5)}`);
  });
}

/** Not Ubuntu: its `chromium` package is a snap, which neither root in a container nor CI can start. */
function isDebian(): boolean {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
