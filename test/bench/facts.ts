/** What a large project costs: at first, after a change of one file, and while somebody types in its Dockerfile. */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/editor/checkout.ts';
import { temporaryFolder } from '../../scripts/editor/cleanup.ts';
import { analyze } from '../../server/src/engine/analyze.ts';
import { resolveConfig } from '../../server/src/engine/config/resolve.ts';
import { buildModel } from '../../server/src/engine/model/build.ts';
import type { ProjectFacts } from '../../server/src/engine/project/types.ts';
import { RULES } from '../../server/src/engine/rules/index.ts';
import { parseDockerfile } from '../../server/src/engine/syntax/parse.ts';
import { FactsReader } from '../../server/src/host/facts.ts';
import { NodeReader } from '../../server/src/host/node-reader.ts';
import type { Figure } from './figure.ts';
import { DOCKERFILE, REQUIREMENTS, requirements, SETTINGS, settings, writeLargeProject } from './large-project.ts';
import { median } from './stopwatch.ts';

const STARTS = 5;
const CHANGES = 100;
/** The first ones run before the code is compiled. */
const WARM_UP = 100;

const path = 'Dockerfile';
const config = resolveConfig(RULES, {});

export async function factsFigures(): Promise<Figure[]> {
  const folder = temporaryFolder('facts');
  writeLargeProject(folder);
  const reader = new FactsReader(new NodeReader(folder));
  const facts = (text = DOCKERFILE): Promise<ProjectFacts> =>
    reader.facts({ path, text, model: buildModel(parseDockerfile(text), path) });
  const findings = async (edition: number): Promise<unknown> => {
    const text = DOCKERFILE + '#'.repeat(edition % 2);
    return analyze({ text, path, config, today: '2026-11-21', facts: await facts(text) });
  };

  const edit = (file: string, text: (edition: number) => string) => (edition: number) => {
    writeFileSync(join(folder, file), text(edition));
    reader.changed(file);
  };
  /** One edition brings a file, the next takes it away. */
  const appear = (edition: number): void => {
    const file = `apps/app7/migrations/new${edition >> 1}.py`;
    if (edition % 2 === 0) writeFileSync(join(folder, file), '');
    else rmSync(join(folder, file));
    reader.listingChanged(file);
  };
  const after = async (name: string, change: (edition: number) => void): Promise<Figure> => ({
    name: `facts of 5,000 files, ${name}`,
    value: await timeOf(() => facts(), change),
    unit: 'ms',
    limit: 5,
  });
  return [
    { name: 'facts of 5,000 files, cold', value: coldFacts(folder), unit: 'ms', limit: 300 },
    await after('a changed settings file', edit(SETTINGS, settings)),
    await after('a changed requirements file', edit(REQUIREMENTS, requirements)),
    await after('a file more or less', appear),
    { name: 'facts and findings of a keystroke, 5,000 files', value: await timeOf(findings), unit: 'ms', limit: 5 },
  ];
}

function coldFacts(folder: string): number {
  const script = join(root, 'test/bench/cold-facts.ts');
  const start = (): number => Number(execFileSync(process.execPath, [script, folder], { encoding: 'utf8' }));
  return median(Array.from({ length: STARTS }, start));
}

async function timeOf(
  call: (edition: number) => Promise<unknown>,
  prepare: (edition: number) => void = () => undefined,
): Promise<number> {
  const samples: number[] = [];
  for (let edition = 0; edition < WARM_UP + CHANGES; edition++) {
    prepare(edition);
    const start = performance.now();
    await call(edition);
    samples.push(performance.now() - start);
  }
  return median(samples.slice(WARM_UP));
}
