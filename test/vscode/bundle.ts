import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/editor/checkout.ts';

/** One CommonJS file, because that is all the extension host loads. `entry` is the text of a module in `folder`. */
export async function bundleForEditor(folder: string, entry: string, name: string): Promise<string> {
  const outfile = join(root, `out/vscode/${name}.cjs`);
  await build({
    stdin: { contents: entry, resolveDir: folder },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['vscode'],
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  return outfile;
}
