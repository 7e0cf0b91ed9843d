/**
 * Proves by real builds that the fixes of the rules do what they claim, and that whole Dockerfiles work when they are repaired.
 *
 *   npm run test:images                   everything
 *   npm run test:images -- --quick        what takes a few minutes altogether
 *   npm run test:images -- pip-cache      what has this word in its rule or name
 *   npm run test:images -- scaffold:      the projects that are scaffolded, built and served; renews docs/scaffold.md
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/editor/checkout.ts';
import { judge } from '../../scripts/images/cases/judge.ts';
import { loadCases } from '../../scripts/images/cases/load.ts';
import type { RuleCases } from '../../scripts/images/cases/types.ts';
import { judgeDocument } from '../../scripts/images/documents/judge.ts';
import type { Document } from '../../scripts/images/documents/types.ts';
import { prepareEngine } from '../../scripts/images/engine/prepare.ts';
import type { Engine } from '../../scripts/images/engine/types.ts';
import { COMBINATIONS, type Combination, QUICK, titleOf } from '../../scripts/images/scaffold/combinations.ts';
import { renderScaffoldPage } from '../../scripts/images/scaffold/page.ts';
import { type Outcome, shortly, tryCombination } from '../../scripts/images/scaffold/trial.ts';
import { endWithoutRun } from '../../scripts/suites/protocol.ts';
import { RULES } from '../../server/src/engine/rules/index.ts';
import documents from './documents.ts';

/** Two builds use two cores, and a third would only wait for the network. */
const AT_ONCE = 2;

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const words = args.filter((arg) => arg !== '--quick');

interface Job {
  readonly title: string;
  readonly quick: boolean;
  readonly run: (name: string, engine: Engine) => Promise<void>;
}

const outcomes = new Map<Combination, Outcome>();
const jobs = [
  ...(await loadCases(root)).flatMap(jobsOfRule),
  ...Object.entries(documents).map(jobOfDocument),
  ...COMBINATIONS.map(jobOfCombination),
]
  .filter((job) => !quick || job.quick)
  .filter(({ title }) => words.every((word) => title.includes(word)));

const prepared = await prepareEngine();
if (!prepared.ready) endWithoutRun(prepared.why);
const engine = prepared.value;
console.log(`Building with ${engine.name}`);

const count = { passed: 0, failed: 0 };
const waiting = [...jobs.entries()];
await Promise.all(Array.from({ length: AT_ONCE }, work));
// Without a case there was nothing to prove, which is not what was asked for.
if (jobs.length === 0) count.failed++;
// The page shows the whole matrix, as one run has seen it.
if (outcomes.size === COMBINATIONS.length) {
  const all = COMBINATIONS.flatMap((each) => outcomes.get(each) ?? []);
  writeFileSync(join(root, 'docs/scaffold.md'), renderScaffoldPage(all, engine.name));
}
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exit(count.failed > 0 ? 1 : 0);

async function work(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) await runJob(...next);
}

async function runJob(index: number, { title, run }: Job): Promise<void> {
  const started = Date.now();
  const seconds = () => `(${((Date.now() - started) / 1000).toFixed(1)} s)`;
  try {
    await run(`case-${index}`, engine);
    count.passed++;
    console.log(`ok ${title} ${seconds()}`);
  } catch (error) {
    count.failed++;
    const text = error instanceof Error ? error.message : String(error);
    console.log(`not ok ${title} ${seconds()}\n${text.replaceAll(/^/gm, '    ')}`);
  }
}

function jobsOfRule({ rule: id, cases }: RuleCases): Job[] {
  return Object.entries(cases).map(([name, imageCase]) => ({
    title: `${id}: ${name}`,
    quick: imageCase.quick === true,
    run: async (image, engine) => {
      const rule = RULES.find((each) => each.id === id);
      if (!rule) throw new Error(`there is no rule ${id}`);
      await judge(rule, image, imageCase, engine);
    },
  }));
}

function jobOfDocument([name, document]: readonly [string, Document]): Job {
  return {
    title: `document: ${name}`,
    quick: document.quick === true,
    run: (image, engine) => judgeDocument(image, document, engine),
  };
}

function jobOfCombination(combination: Combination): Job {
  return {
    title: `scaffold: ${titleOf(combination)}`,
    quick: QUICK.has(combination),
    run: async (image, engine) => {
      const outcome = await tryCombination(combination, image, engine);
      outcomes.set(combination, outcome);
      console.log(shortly(outcome));
    },
  };
}
