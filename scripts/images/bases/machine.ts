import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../editor/processes.ts';

/** Where this machine gets Debian's packages from; undefined on one of another distribution. */
export async function debianMirror(): Promise<string | undefined> {
  const { output } = await run('apt-get', ['indextargets', '--format', '$(SITE)', 'Created-By: Packages']);
  const sites = output.split('\n').map((line) => line.replace(/\/$/, ''));
  return sites.find((site) => site.endsWith('/debian'));
}

const OWN_CERTIFICATES = '/usr/local/share/ca-certificates';

/** Certificates that somebody has added to those of Debian. */
export function ownCertificates(): readonly string[] {
  if (!existsSync(OWN_CERTIFICATES)) return [];
  const names = readdirSync(OWN_CERTIFICATES).filter((name) => name.endsWith('.crt'));
  return names.sort().map((name) => readFileSync(join(OWN_CERTIFICATES, name), 'utf8'));
}

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** What programs with certificates of their own must be told where there are added ones. */
export const certificateVariables = (): Readonly<Record<string, string>> =>
  ownCertificates().length === 0
    ? {}
    : { PIP_CERT: CERTIFICATES, REQUESTS_CA_BUNDLE: CERTIFICATES, SSL_CERT_FILE: CERTIFICATES };

const PIP_OPTIONS = ['index-url', 'extra-index-url', 'trusted-host', 'default-timeout'];

/**
 * Writes what this machine's pip is told about its package index to files for the builds, by their place in a container.
 * They may hold a password, so they are mounted and become part of no image.
 */
export async function indexSettings(folder: string): Promise<Readonly<Record<string, string>>> {
  const settings = await pipSettings();
  if (settings.size === 0) return {};
  const pip = join(folder, 'pip.conf');
  writeFileSync(pip, `[global]\n${[...settings].map(([name, value]) => `${name} = ${value}\n`).join('')}`, {
    mode: 0o600,
  });
  const mounts: Record<string, string> = { '/etc/pip.conf': pip };
  const index = settings.get('index-url');
  if (index !== undefined) {
    const uv = join(folder, 'uv.toml');
    writeFileSync(uv, `[[index]]\nurl = ${JSON.stringify(index)}\ndefault = true\n`, { mode: 0o600 });
    mounts['/etc/uv/uv.toml'] = uv;
  }
  return mounts;
}

async function pipSettings(): Promise<ReadonlyMap<string, string>> {
  const { code, output } = await run('python3', ['-m', 'pip', 'config', 'list']);
  const found = new Map<string, string>();
  for (const line of code === 0 ? output.split('\n') : []) {
    const [, name = '', value = ''] = /^(?:global|:env:)\.([\w-]+)='(.*)'$/.exec(line) ?? [];
    // The environment, which outranks the file, comes first.
    if (PIP_OPTIONS.includes(name) && !found.has(name)) found.set(name, value);
  }
  return found;
}
