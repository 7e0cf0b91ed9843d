import { expect, test } from 'vitest';
import { memoryReads } from '../../../server/src/engine/project/memory.ts';
import { projectReports } from '../../../server/src/engine/project/report.ts';
import { fixtureProjects } from '../../support/fixture-projects.ts';
import { toldBy } from './reported.ts';

test.each(fixtureProjects())('$name', ({ files, facts }) => {
  const found = projectReports(memoryReads(files)).reports.map((report) => [
    report.root,
    Object.entries(toldBy(files, report))
      .map(([name, told]) => `${name} ${told}`)
      .sort(),
  ]);
  const expected = [...facts].map(([root, lines]) => [root, [...lines].sort()]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
});
