import { moreNeeds } from '../../data/more-needs.ts';
import { deliveryOf } from '../../data/native-packages.ts';
import { COMPILER, GDAL, type Need, needsOf, packageFor } from '../../data/system-needs.ts';
import { isRecent, needingNames, tableName } from '../../project/dependencies/native.ts';
import { installedOf } from '../parts.ts';
import type { Plan } from '../types.ts';

/** Packages of the distribution: what compiles the project's packages, and what those load. */
export interface SystemPackages {
  readonly build: readonly string[];
  readonly run: readonly string[];
}

export function systemPackages(plan: Plan, release: string): SystemPackages {
  const { survey } = plan;
  const set = installedOf(plan);
  const build: Need[] = [];
  const run: Need[] = [];
  for (const { name, found } of needingNames(set)) {
    const needs = needsOf(name);
    if (!needs || !isRecent(found, needs.from)) continue;
    build.push(...needs.build);
    run.push(...needs.run);
  }
  if (usesGis(survey)) run.push(GDAL);
  // One that nobody has looked up may have no wheel, and what compiles it stays in the builder.
  if ([...set.packages.values()].some((found) => deliveryOf(tableName(found, set)) === undefined)) build.push(COMPILER);
  const fromGit = [...set.packages.values()].some(({ source }) => source.kind === 'vcs');
  const more = [...set.packages.keys()].map((name) => moreNeeds(name, release));
  const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();
  return {
    build: [
      ...sorted([...namesOf(build, release), ...more.flatMap((each) => each.build)]),
      ...(fromGit ? ['git'] : []),
    ],
    run: sorted([...namesOf(run, release), ...more.flatMap((each) => each.run)]),
  };
}

export const usesGis = ({ settings }: Plan['survey']): boolean =>
  settings?.gis.known === true && settings.gis.value !== undefined;

const namesOf = (needs: readonly Need[], release: string): readonly string[] =>
  needs.flatMap((need) => packageFor(need, 'apt', release) ?? []);
