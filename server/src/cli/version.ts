import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROGRAM } from './terminal.ts';

/** The version in the package's own package.json: above dist/cli.js as well as above the sources. */
export function packageVersion(entry: string): string {
  for (let folder = dirname(entry); ; folder = dirname(folder)) {
    const version = versionIn(folder);
    if (version !== undefined) return version;
    if (folder === dirname(folder)) return 'unknown';
  }
}

function versionIn(folder: string): string | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (typeof manifest !== 'object' || manifest === null) return undefined;
    if (!('name' in manifest) || manifest.name !== PROGRAM || !('version' in manifest)) return undefined;
    return String(manifest.version);
  } catch {
    return undefined;
  }
}
