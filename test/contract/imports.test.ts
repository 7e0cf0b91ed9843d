import { describe, expect, test } from 'vitest';
import { readText, sourceFiles } from '../support/checkout.ts';
import { type Import, readImports } from '../support/imports.ts';
import { LAYERS, type Layer } from './layers.ts';

const files = sourceFiles();
const importsOf = new Map(files.map((path) => [path, readImports(path, readText(path))]));

const below = (path: string, place: string): boolean => (place.endsWith('/') ? path.startsWith(place) : path === place);
const layerOf = (path: string): Layer | undefined => LAYERS.find((layer) => below(path, layer.path));

function isAllowed(layer: Layer, { target, kind, typeOnly }: Import): boolean {
  if (kind === 'package') {
    return (layer.packages ?? []).some((name) =>
      name.endsWith('*') ? target.startsWith(name.slice(0, -1)) : target === name,
    );
  }
  const itself = (layer.itself ?? true) && below(target, layer.path);
  const places = typeOnly ? [...layer.imports, ...(layer.types ?? [])] : layer.imports;
  return itself || places.some((place) => below(target, place));
}

describe('imports', () => {
  test('every source file lies in a layer', () => {
    const lost = files.filter((path) => !layerOf(path));
    expect(lost, 'Move these files, or give them a layer in test/contract/layers.ts and in ARCHITECTURE.md').toEqual(
      [],
    );
  });

  test('every layer has files', () => {
    const used = new Set(files.map(layerOf));
    const idle = LAYERS.filter((layer) => !used.has(layer)).map(({ path }) => path);
    expect(idle, 'Take these layers out of test/contract/layers.ts').toEqual([]);
  });

  test('ARCHITECTURE.md shows every layer', () => {
    const table = readText('ARCHITECTURE.md');
    const shown = (path: string): boolean => table.includes(`\`${path.replace(/^server\/src\/(?=.)/, '')}\``);
    const missing = LAYERS.map(({ path }) => path).filter((path) => !shown(path));
    expect(missing, 'Add these to the table "Who may import whom" in ARCHITECTURE.md').toEqual([]);
  });

  test('no file imports what its layer may not', () => {
    const wrong = files.flatMap((path) => {
      const layer = layerOf(path);
      const refused = layer ? (importsOf.get(path) ?? []).filter((each) => !isAllowed(layer, each)) : [];
      return refused.map(({ target, typeOnly }) => `${path} imports ${target}${typeOnly ? ' (types only)' : ''}`);
    });
    const mend =
      'Move the code to the layer that may do this, or hand the value in from outside. ' +
      'The table stands in ARCHITECTURE.md and, for this test, in test/contract/layers.ts: change both only if the design changes';
    expect(wrong, mend).toEqual([]);
  });

  test('no file imports itself through others', () => {
    expect(cycles(), 'Move what both need into a file that imports neither').toEqual([]);
  });
});

/** Circles of imports that leave code behind, each as one line. */
function cycles(): readonly string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start !== -1) found.push([...trail.slice(start), path].join(' → '));
    if (start !== -1 || done.has(path)) return;
    for (const { target, kind, typeOnly } of importsOf.get(path) ?? []) {
      if (kind === 'file' && !typeOnly) visit(target, [...trail, path]);
    }
    done.add(path);
  };
  for (const path of files) visit(path, []);
  return found;
}
