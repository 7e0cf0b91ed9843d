import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/editor/checkout.ts';

/** Builds what is shipped, as it is shipped, into a folder `dist` in a folder of its own; `dist`. */
export function buildBundles(name: string): string {
  const outdir = join('out', name, 'dist');
  execFileSync(process.execPath, [join(root, 'esbuild.mjs'), `--outdir=${outdir}`], { cwd: root, stdio: 'inherit' });
  return join(root, outdir);
}
