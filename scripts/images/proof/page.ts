import type { Rule } from '../../../server/src/engine/rules/define.ts';
import type { Failure, ImageCase, RuleCases } from '../cases/types.ts';
import type { Document } from '../documents/types.ts';
import type { Gap, HandKept } from './types.ts';

/** The page that says of which fixes there is a proof, and of which kind. */
export function renderProof(
  rules: readonly Rule[],
  cases: readonly RuleCases[],
  documents: Readonly<Record<string, Document>>,
  kept: HandKept,
): string {
  const fixing = rules.filter(({ fix }) => fix !== 'none');
  const proven = cases.flatMap(({ rule, cases: own }) =>
    Object.entries(own).map(
      ([name, imageCase]) => [link(rule), name, shown(imageCase), imageCase.quick ? 'yes' : ''] as const,
    ),
  );
  return `# What is proven by builds

Every rule with a fix stands in one of the tables below. A build of the Dockerfile before and one after the fix, which the rule itself
applies, show that the fix does what it says. \`npm run test:images\` runs them all, \`npm run test:images -- --quick\` the quick ones.

${fixing.length} rules offer fixes: ${cases.length} are proven by builds, ${count(kept.unchanged)} change nothing that is built,
${count(kept.unprovable)} cannot be built by the tests' builder.

## Proven by a build

${table(['Rule', 'Case', 'Shown', 'Quick'], proven)}
## Whole Dockerfiles

Files with the mistakes of widely read documents. All safe fixes are applied, then the review fixes of the rules that are named; where
only a person can choose, something is written. What comes out has no error and no warning left, builds, and passes \`manage.py check\`.

${table(['File', 'Fixes for review', 'Written', 'Shown', 'Quick'], Object.entries(documents).map(rowOf))}
## Fixes that do not change what is built

${table(
  ['Rule', 'Why'],
  Object.entries(kept.unchanged).map(([rule, why]) => [link(rule), why]),
)}
## Fixes that the builder cannot build

${gaps('Rule', kept.unprovable, link)}
## What the builder cannot do

The tests use Docker where it is there. Elsewhere they use Buildah 1.28, as Debian 12 has it, and images made of Debian's packages that stand
in for the official ones. These are proven without a build:

${gaps('What', kept.limits, (what) => what)}`;
}

function rowOf([name, { steps, claims, quick }]: readonly [string, Document]): readonly string[] {
  const taken = steps.flatMap((step) => ('take' in step ? [link(step.take)] : []));
  const written = steps.length - taken.length;
  const places = written === 0 ? '' : `${written} ${written === 1 ? 'place' : 'places'}`;
  return [name, taken.join(', '), places, claims.map(({ says }) => says).join('; '), quick ? 'yes' : ''];
}

const link = (rule: string): string => `[\`${rule}\`](rules/${rule}.md)`;
const count = (record: object): number => Object.keys(record).length;

const gaps = (head: string, all: Readonly<Record<string, Gap>>, name: (key: string) => string): string =>
  table(
    [head, 'Why', 'Covered by'],
    Object.entries(all).map(([key, { why, coveredBy }]) => [name(key), why, `\`${coveredBy}\``]),
  );

function shown({ unbuilt, alike, mends, stops, claims = [] }: ImageCase): string {
  const sentences = [
    unbuilt && `only the image after is built: ${unbuilt}`,
    mends && `${FAILURES[kindOf(mends)]} before, and works after`,
    stops && 'something fails unseen before, and stops the build after',
    alike && `the images are alike${butFor([...(alike.files ?? []), ...(alike.config ?? [])])}`,
    ...claims.map(({ says }) => says),
  ];
  return sentences.filter((each) => each !== undefined).join('; ');
}

const FAILURES = { build: 'the build fails', start: "the image's command fails", run: 'a command in the image fails' };
const kindOf = ({ at }: Failure): keyof typeof FAILURES => (typeof at === 'object' ? 'run' : at);

/** More are shown by the case itself. */
const MOST_NAMED = 4;

function butFor(names: readonly string[]): string {
  if (names.length === 0) return '';
  const named = names.slice(0, MOST_NAMED).map((name) => `\`${name}\``);
  const more = names.length > MOST_NAMED ? ' and others' : '';
  return ` but for ${named.join(', ')}${more}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return 'None.\n';
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return line(head) + line(head.map(() => '--')) + rows.map(line).join('');
}
