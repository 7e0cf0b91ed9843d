import { posix } from 'node:path';

export interface Import {
  /** A path in the checkout, or the name of a package. */
  readonly target: string;
  readonly kind: 'file' | 'package';
  /** It leaves nothing behind when types are stripped. */
  readonly typeOnly: boolean;
}

/** `import … from '…'`, `export … from '…'`; what stands between may span lines but holds no quote and no semicolon. */
const STATEMENT = /^\s*(?:import|export)\s+(type\s+)?([\w*${},\s]*?)\s*from\s*'([^']+)'/gm;
/** `import '…'` and `import('…')`. */
const BARE = /^\s*import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm;

/** The imports of a source file: a small scanner is enough for code that a formatter has laid out. */
export function readImports(path: string, source: string): readonly Import[] {
  const statements = Array.from(source.matchAll(STATEMENT), ([, type, names = '', target = '']) =>
    resolve(path, target, type !== undefined || onlyTypes(names)),
  );
  const bare = Array.from(source.matchAll(BARE), ([, plain, dynamic]) => resolve(path, plain ?? dynamic ?? '', false));
  return [...statements, ...bare];
}

function onlyTypes(names: string): boolean {
  const members = /^\{(.*)\}$/s.exec(names.trim())?.[1]?.split(',') ?? [];
  const named = members.map((name) => name.trim()).filter((name) => name !== '');
  return named.length > 0 && named.every((name) => name.startsWith('type '));
}

const resolve = (path: string, target: string, typeOnly: boolean): Import =>
  target.startsWith('.')
    ? { target: posix.join(posix.dirname(path), target), kind: 'file', typeOnly }
    : { target, kind: 'package', typeOnly };
