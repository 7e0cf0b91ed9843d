import { GDAL, type Need, needsOf, packageFor } from '../../data/system-needs.ts';
import { isRecent, needingNames } from '../../project/dependencies/native.ts';
import type { Plan } from '../types.ts';

/** Packages of the distribution: what compiles the project's packages, and what those load. */
export interface SystemPackages {
  readonly build: readonly string[];
  readonly run: readonly string[];
}

export function systemPackages({ survey, choices }: Plan, release: string): SystemPackages {
  const set = survey.sources.installed(choices.manager, choices.python);
  const build: Need[] = [];
  const run: Need[] = [];
  for (const { name, found } of needingNames(set)) {
    const needs = needsOf(name);
    if (!needs || !isRecent(found, needs.from)) continue;
    build.push(...needs.build);
    run.push(...needs.run);
  }
  if (usesGis(survey)) run.push(GDAL);
  const fromGit = [...set.packages.values()].some(({ source }) => source.kind === 'vcs');
  return {
    build: [...namesOf(build, release), ...(fromGit ? ['git'] : [])],
    run: namesOf(run, release),
  };
}

export const usesGis = ({ settings }: Plan['survey']): boolean =>
  settings?.gis.known === true && settings.gis.value !== undefined;

const namesOf = (needs: readonly Need[], release: string): readonly string[] =>
  [...new Set(needs.flatMap((need) => packageFor(need, 'apt', release) ?? []))].sort();
