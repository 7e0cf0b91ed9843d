import { isBundler } from '../../data/bundlers.ts';

const MANIFEST = /(?:^|\/)package\.json$/;

/** Not those of installed packages, nor of what is there for tests and documents. */
const FOREIGN = /(?:^|\/)(?:node_modules|site-packages|tests?|docs?|examples?|e2e|cypress|playwright)\//;

/** `package.json` and `assets/package.json`; further down it belongs to a part of the front end. */
export const isFrontEndManifest = (path: string): boolean =>
  MANIFEST.test(path) && !FOREIGN.test(path) && path.split('/').length <= 3;

/** A package.json by which files for the browser are made. */
export function buildsFrontEnd(_: string, text: string): boolean {
  const manifest = objectIn(text);
  const scripts = fieldsOf(manifest, 'scripts');
  const packages = [...fieldsOf(manifest, 'dependencies'), ...fieldsOf(manifest, 'devDependencies')];
  return scripts.includes('build') || packages.some(isBundler);
}

function objectIn(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    // What is no JSON builds nothing.
    return {};
  }
}

function fieldsOf(manifest: object, name: string): readonly string[] {
  const found: unknown = Object.entries(manifest).find(([field]) => field === name)?.[1];
  return typeof found === 'object' && found !== null ? Object.keys(found) : [];
}
