import { expect, test } from 'vitest';
import { readImports } from './imports.ts';

test('reads every form of import', () => {
  const source = `import { a, type B } from './a.ts';
import type { C } from '../c.ts';
import {
  type D,
  type E,
} from './d/e.ts';
import f, * as g from 'f';
import 'side-effect';
export { h } from './h.ts';
export type { I } from './i.ts';
const later = await import('node:fs');
const text = 'import nothing';
`;
  expect(readImports('server/src/x/file.ts', source)).toEqual([
    { target: 'server/src/x/a.ts', kind: 'file', typeOnly: false },
    { target: 'server/src/c.ts', kind: 'file', typeOnly: true },
    { target: 'server/src/x/d/e.ts', kind: 'file', typeOnly: true },
    { target: 'f', kind: 'package', typeOnly: false },
    { target: 'server/src/x/h.ts', kind: 'file', typeOnly: false },
    { target: 'server/src/x/i.ts', kind: 'file', typeOnly: true },
    { target: 'side-effect', kind: 'package', typeOnly: false },
    { target: 'node:fs', kind: 'package', typeOnly: false },
  ]);
});
