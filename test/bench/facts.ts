/** How long the facts of a large project take: at first, and after a change of one file. */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/editor/checkout.ts';
import { temporaryFolder } from '../../scripts/editor/cleanup.ts';
import { buildModel } from '../../server/src/engine/model/build.ts';
import { parseDockerfile } from '../../server/src/engine/syntax/parse.ts';
import { FactsReader } from '../../server/src/host/facts.ts';
import { NodeReader } from '../../server/src/host/node-reader.ts';
import type { Figure } from './figure.ts';
import { DOCKERFILE, REQUIREMENTS, requirements, SETTINGS, settings, writeLargeProject } from './large-project.ts';
import { median } from './stopwatch.ts';

const STARTS = 5;
const CHANGES = 100;
/** The first ones run before the code is compiled. */
const WARM_UP = 30;

const DOCUMENT = {
  path: 'Dockerfile',
  text: DOCKERFILE,
  model: buildModel(parseDockerfile(DOCKERFILE), 'Dockerfile'),
};

export async function factsFigures(): Promise<Figure[]> {
  const folder = temporaryFolder('facts');
  writeLargeProject(folder);
  const reader = new FactsReader(new NodeReader(folder));
  await reader.facts(DOCUMENT);

  const edit = (path: string, text: (edition: number) => string) => (edition: number) => {
    writeFileSync(join(folder, path), text(edition));
    reader.changed(path);
  };
  const appear = (edition: number): void => {
    const path = `apps/app7/migrations/1${(edition - 1) >> 1}_change.py`;
    if (edition % 2 === 1) writeFileSync(join(folder, path), '');
    else rmSync(join(folder, path));
    reader.listingChanged(path);
  };
  const after = async (name: string, change: (edition: number) => void): Promise<Figure> => ({
    name: `facts of 5,000 files, ${name}`,
    value: await timeAfter(change, () => reader.facts(DOCUMENT)),
    unit: 'ms',
    limit: 5,
  });
  return [
    { name: 'facts of 5,000 files, cold', value: coldFacts(folder), unit: 'ms', limit: 300 },
    await after('nothing changed', () => undefined),
    await after('settings changed', edit(SETTINGS, settings)),
    await after('requirements changed', edit(REQUIREMENTS, requirements)),
    await after('one file more or less', appear),
  ];
}

function coldFacts(folder: string): number {
  const script = join(root, 'test/bench/cold-facts.ts');
  const start = (): number => Number(execFileSync(process.execPath, [script, folder], { encoding: 'utf8' }));
  return median(Array.from({ length: STARTS }, start));
}

async function timeAfter(change: (edition: number) => void, call: () => Promise<unknown>): Promise<number> {
  const samples: number[] = [];
  for (let edition = 1; edition <= WARM_UP + CHANGES; edition++) {
    change(edition);
    const start = performance.now();
    await call();
    samples.push(performance.now() - start);
  }
  return median(samples.slice(WARM_UP));
}
