/** `npm run package`: django-dockerfile-<version>.vsix, ready to be installed or published. */
import { join } from 'node:path';
import { readManifest, root } from './editor/checkout.ts';
import { buildExtension, packExtension } from './editor/extension.ts';

/** What a person waits for when installing; a bundle that outgrows it has swallowed something it should not. */
const LIMIT = 1_000_000;

const { name, version } = readManifest();
const file = `${name}-${version}.vsix`;
try {
  await buildExtension();
  const size = await packExtension(join(root, file));
  console.log(`${file}: ${(size / 1000).toFixed(0)} kB`);
  if (size > LIMIT) throw new Error(`${file} is above ${LIMIT / 1000} kB: look for what grew with \`npx vsce ls\``);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
