import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, withLock } from '../../editor/cache.ts';
import { findProgram, lastLines, run } from '../../editor/processes.ts';

/** Programs, and the package of Debian that has each. */
const PROGRAMS: Readonly<Record<string, string>> = {
  buildah: 'buildah',
  debootstrap: 'debootstrap',
  ip: 'iproute2',
  nsenter: 'util-linux',
  unshare: 'util-linux',
};

const missing = (): readonly string[] => Object.keys(PROGRAMS).filter((name) => findProgram(name) === undefined);

/** Installs what building without Docker takes. Throws with the reason where that is not possible. */
export async function installTools(): Promise<void> {
  if (process.platform !== 'linux') throw new Error('no Docker with BuildKit answers, and Buildah only runs on Linux');
  if (process.getuid?.() !== 0) throw new Error('no Docker with BuildKit answers, and Buildah is used as root here');
  if (!isDebian()) throw new Error('no Docker with BuildKit answers, and without it this needs Debian or Ubuntu');
  if (missing().length > 0) await withLock(join(cacheFolder(), 'apt'), installFromDebian);
}

async function installFromDebian(): Promise<void> {
  const packages = [...new Set(missing().map((name) => String(PROGRAMS[name])))];
  if (packages.length === 0) return;
  console.log(`Installing ${packages.join(', ')} with apt-get (once) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=120'];
  await run('apt-get', ['update', ...wait], { env });
  const { output } = await run('apt-get', ['install', '-y', '--no-install-recommends', ...wait, ...packages], { env });
  const left = missing();
  if (left.length > 0) throw new Error(`apt-get could not install ${left.join(', ')}\n${lastLines(output, 5)}`);
}

/** Or a distribution made of it: debootstrap knows both. */
function isDebian(): boolean {
  try {
    return /^ID(?:_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
