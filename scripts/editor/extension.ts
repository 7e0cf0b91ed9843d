import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest, root } from './checkout.ts';
import { runOrThrow } from './processes.ts';

/** What `npm run build` does, in the Node that runs this. */
export async function buildExtension(): Promise<void> {
  await runOrThrow(process.execPath, [join(root, 'esbuild.mjs')], { cwd: root });
}

/** Bytes a person waits for when installing; a bundle that outgrows it has swallowed something it should not. */
export const PACKAGE_LIMIT = 1_000_000;

/** Packs what was built; the size in bytes. */
export async function packExtension(vsix: string): Promise<number> {
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  // Everything is bundled: with dependencies, vsce would ask npm for the tree of node_modules and pack that.
  const options = ['--no-dependencies', '--out', vsix];
  // vsce turns the README's relative links into links to the repository, and gives up where it is told of none.
  const homeless = ['--allow-missing-repository', '--no-rewrite-relative-links'];
  if (readManifest().repository === undefined) options.push(...homeless);
  await runOrThrow(process.execPath, [vsce, 'package', ...options], { cwd: root });
  return statSync(vsix).size;
}
