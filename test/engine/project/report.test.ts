import { expect, test } from 'vitest';
import { memoryReads } from '../../../server/src/engine/project/memory.ts';
import { projectReports } from '../../../server/src/engine/project/report.ts';
import type { Fact } from '../../../server/src/engine/project/types.ts';
import { readArchive } from '../../support/archive.ts';
import { filesBelow, readText } from '../../support/checkout.ts';
import { lineOf } from '../../support/judge.ts';

/** Small Django projects, each with what has to be found out about it: `name value path:line`, `no` without a place. */
const PROJECTS = filesBelow('test/fixtures/projects', '.txt').map(
  (file) => [file, readArchive(readText(file))] as const,
);

const valueText = (value: unknown): string => (value === false ? 'no' : value === true ? 'yes' : String(value));

test.each(PROJECTS)('%s', (_, sections) => {
  const isFacts = (name: string): boolean => /^facts\b/.test(name);
  const files = Object.fromEntries([...sections].filter(([name]) => !isFacts(name)));
  const placeOf = ({ path, span }: Fact<unknown>['from']) => `${path}:${lineOf(files[path] ?? '', span.start)}`;
  const found = projectReports(memoryReads(files)).reports.map(({ root, facts }) => [
    `facts ${root}`.trim(),
    Object.entries(facts).map(([name, { value, from }]) =>
      value === false ? `${name} no` : `${name} ${valueText(value)} ${placeOf(from)}`,
    ),
  ]);
  const expected = [...sections].filter(([name]) => isFacts(name));
  const sorted = (lines: readonly string[]) => [...lines].sort();
  expect(Object.fromEntries(found.map(([name, lines]) => [name, sorted(lines as string[])]))).toEqual(
    Object.fromEntries(expected.map(([name, text]) => [name, sorted(text.trim().split('\n'))])),
  );
});
