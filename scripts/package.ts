/** `npm run package`: django-dockerfile-<version>.vsix, ready to be installed or published. */
import { join } from 'node:path';
import { readManifest, root } from './editor/checkout.ts';
import { buildExtension, PACKAGE_LIMIT, packExtension } from './editor/extension.ts';

const { name, version } = readManifest();
const file = `${name}-${version}.vsix`;
try {
  await buildExtension();
  const size = await packExtension(join(root, file));
  console.log(`${file}: ${(size / 1000).toFixed(0)} kB`);
  if (size > PACKAGE_LIMIT)
    throw new Error(`${file} is above ${PACKAGE_LIMIT / 1000} kB: look for what grew with \`npx vsce ls\``);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
