/**
 * Writes everything that is derived from the rules: their index, their pages, the README's table and the settings' schema.
 * With `--check` nothing is written, and a file that is not as it would be written is an error.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './editor/checkout.ts';
import { generatedFiles, generatedIndex } from './generate/files.ts';
import type { GeneratedFile } from './generate/generated-file.ts';

const check = process.argv.includes('--check');

function isFresh({ path, content }: GeneratedFile): boolean {
  const file = join(root, path);
  // A checkout on Windows may have other line ends.
  return (existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : undefined) === content;
}

function write({ path, content }: GeneratedFile): void {
  const file = join(root, path);
  if (content === undefined) {
    rmSync(file);
    console.log(`removed ${path}`);
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  console.log(`wrote ${path}`);
}

/** True when everything is as it should be, or has been made so. */
function settle(files: readonly GeneratedFile[]): boolean {
  const stale = files.filter((file) => !isFresh(file));
  for (const file of stale) {
    if (check) console.error(`${file.path} is ${file.content === undefined ? 'no longer generated' : 'not fresh'}`);
    else write(file);
  }
  return !check || stale.length === 0;
}

// The index comes first: what follows runs the rules through the engine, which imports it.
const fresh = settle([generatedIndex(root)]) && settle(await generatedFiles(root));
if (!fresh) {
  console.error('Generated files differ from the rules they come from: run `npm run generate` and commit the result.');
  process.exitCode = 1;
} else if (check) {
  console.log('Generated files are fresh.');
}
