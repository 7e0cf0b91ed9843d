/**
 * Proves by real builds that the fixes of the rules do what they claim.
 *
 *   npm run test:images                   every case
 *   npm run test:images -- --quick        those that together take a few minutes
 *   npm run test:images -- pip-cache      those whose rule or name has this word
 */
import { root } from '../../scripts/editor/checkout.ts';
import { judge } from '../../scripts/images/cases/judge.ts';
import { loadCases } from '../../scripts/images/cases/load.ts';
import type { ImageCase } from '../../scripts/images/cases/types.ts';
import { prepareEngine } from '../../scripts/images/engine/prepare.ts';
import { endWithoutRun } from '../../scripts/suites/protocol.ts';
import { RULES } from '../../server/src/engine/rules/index.ts';

/** Two builds use two cores, and a third would only wait for the network. */
const AT_ONCE = 2;

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const words = args.filter((arg) => arg !== '--quick');

interface Job {
  readonly rule: string;
  readonly title: string;
  readonly imageCase: ImageCase;
}

const jobs = (await loadCases(root))
  .flatMap(({ rule, cases }) =>
    Object.entries(cases).map(([name, imageCase]): Job => ({ rule, title: `${rule}: ${name}`, imageCase })),
  )
  .filter(({ imageCase }) => !quick || imageCase.quick)
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
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exit(count.failed > 0 ? 1 : 0);

async function work(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) await runJob(...next);
}

async function runJob(index: number, { rule: id, title, imageCase }: Job): Promise<void> {
  const started = Date.now();
  const seconds = () => `(${((Date.now() - started) / 1000).toFixed(1)} s)`;
  try {
    const rule = RULES.find((each) => each.id === id);
    if (!rule) throw new Error(`there is no rule ${id}`);
    await judge(rule, `case-${index}`, imageCase, engine);
    count.passed++;
    console.log(`ok ${title} ${seconds()}`);
  } catch (error) {
    count.failed++;
    const text = error instanceof Error ? error.message : String(error);
    console.log(`not ok ${title} ${seconds()}\n${text.replaceAll(/^/gm, '    ')}`);
  }
}
