import { GDAL, type Need, needsOf, packageFor } from '../../data/system-needs.ts';
import type { Model, Stage } from '../../model/types.ts';
import type { InstalledPackage } from '../../project/dependencies/closure.ts';
import { isRecent, needingNames } from '../../project/dependencies/native.ts';
import type { Fact, ProjectFacts } from '../../project/types.ts';
import { type ImageDependencies, type ImageInstall, imageDependencies } from './image-dependencies.ts';
import { settingsAtStart } from './settings-in-force.ts';
import { type Started, startedIn, variableAt } from './started.ts';
import { variableOf } from './steps.ts';
import { bring, packagesWhen, readableSystem } from './system-capabilities.ts';

/** A package of Python, and what its compilation or its import lacks. */
export interface NativeGap {
  /** `psycopg2`, `psycopg[c]`, `django.contrib.gis`. */
  readonly label: string;
  readonly missing: readonly Need[];
  /** What to install for it. */
  readonly packages: readonly string[];
  readonly from: InstalledPackage['from'];
}

export interface BuildGap extends NativeGap {
  readonly install: ImageInstall;
}

export interface RunGap extends NativeGap {
  readonly stage: Stage;
}

const LABELS: Readonly<Record<string, string>> = {
  'psycopg-c': 'psycopg[c]',
  uwsgi: 'uWSGI',
  weasyprint: 'WeasyPrint',
};

/** Wheels from elsewhere, or flags that take the place of what is missing. */
function isBuiltElsewhere({ command, step, privateIndex }: ImageInstall): boolean {
  const { tool } = command;
  const variables = [
    'PIP_ONLY_BINARY',
    'PIP_NO_BINARY',
    'UV_NO_BUILD',
    'MYSQLCLIENT_CFLAGS',
    'PIP_FIND_LINKS',
    'UV_FIND_LINKS',
  ];
  if (privateIndex || variables.some((name) => variableOf(step, name) !== undefined)) return true;
  return tool?.kind === 'pip' && (tool.noIndex || tool.findLinks.length > 0 || tool.action === 'download');
}

/** What installs of an image compile, in stages that lack what it takes. */
export function buildGaps({ installs }: ImageDependencies): readonly BuildGap[] {
  return installs.flatMap((install) => {
    // Few installs bring anything of the kind: that is cheaper to see than what the image has.
    const needing = needingNames(install.set);
    if (needing.length === 0 || !install.certain || isBuiltElsewhere(install)) return [];
    const system = readableSystem(install.run.stage);
    if (!system) return [];
    const there = packagesWhen(system, install.run, install.command);
    return needing.flatMap(({ name, found }): BuildGap[] => {
      const needs = needsOf(name);
      if (!needs || !found.certain || found.source.kind !== 'index' || !isRecent(found, needs.from)) return [];
      const missing = needs.build.filter(({ capability }) => bring(system.manager, there, capability) === false);
      return gapOf(LABELS[name] ?? name, missing, found, system).map((gap) => ({ ...gap, install }));
    });
  });
}

function gapOf(
  label: string,
  missing: readonly Need[],
  { from }: Pick<InstalledPackage, 'from'>,
  { manager, release }: Pick<NonNullable<ReturnType<typeof readableSystem>>, 'manager' | 'release'>,
): NativeGap[] {
  if (missing.length === 0) return [];
  const packages = missing.flatMap((need) => packageFor(need, manager, release) ?? []);
  return [{ label, missing, packages: packages.length === missing.length ? packages : [], from }];
}

/** What an image imports without the libraries that it takes. */
export function runGaps(stage: Stage, dependencies: ImageDependencies): readonly RunGap[] {
  if (dependencies.installs.every(({ set }) => needingNames(set).length === 0)) return [];
  const system = readableSystem(stage);
  if (!system || system.removes) return [];
  const binary = dependencies.installs.some(({ set }) => set.packages.has('psycopg-binary'));
  const told = new Set<string>();
  return dependencies.installs.flatMap((install) => {
    if (!install.certain || install.privateIndex) return [];
    return needingNames(install.set).flatMap(({ name, found }): RunGap[] => {
      const needs = needsOf(name);
      const label = LABELS[name] ?? name;
      if (!needs || !found.certain || told.has(label) || !isRecent(found, needs.from)) return [];
      if (binary && name.startsWith('psycopg')) return [];
      const missing = needs.run.filter(
        ({ capability }) => bring(system.manager, system.packages, capability) === false,
      );
      told.add(label);
      return gapOf(label, missing, found, system).map((gap) => ({ ...gap, stage }));
    });
  });
}

/** Geographic databases load GDAL as soon as their engine is imported. */
export function gdalGap(started: Started, model: Model, facts: ProjectFacts): RunGap | undefined {
  const gis = geographicEngineOf(started, model, facts);
  if (!gis) return undefined;
  const { stage } = started.start;
  const system = readableSystem(stage);
  if (!system || system.removes || bring(system.manager, system.packages, GDAL.capability) !== false) return undefined;
  return gapOf('django.contrib.gis', [GDAL], gis, system).map((gap) => ({ ...gap, stage }))[0];
}

/** The geographic engine of the first command that loads one, and that is not told where GDAL lies. */
function geographicEngineOf(started: Started, model: Model, facts: ProjectFacts): Fact<string> | undefined {
  for (const at of started.commands) {
    if (at.conditional || variableAt(started, at, 'GDAL_LIBRARY_PATH') !== undefined) continue;
    const settings = settingsAtStart(started, at, model, facts);
    const gis = settings.known ? geographicEngine(settings.value.settings.gis) : undefined;
    if (gis) return gis;
  }
  return undefined;
}

const geographicEngine = (gis: {
  readonly known: boolean;
  readonly value?: Fact<string> | undefined;
}): Fact<string> | undefined =>
  gis.known && gis.value && /\.backends\./.test(gis.value.value) ? gis.value : undefined;

/** Everything of the kind in the images of a file. */
export function nativeGaps(
  model: Model,
  facts: ProjectFacts,
): { readonly build: readonly BuildGap[]; readonly run: readonly RunGap[] } {
  const build: BuildGap[] = [];
  const run: RunGap[] = [];
  for (const started of startedIn(model, facts)) {
    const { stage } = started.start;
    const dependencies = imageDependencies(stage, model, facts);
    const gaps = buildGaps(dependencies).filter(
      (gap) => !build.some((each) => each.install.command === gap.install.command && each.label === gap.label),
    );
    build.push(...gaps);
    const broken = new Set(gaps.map(({ label }) => label));
    run.push(...runGaps(stage, dependencies).filter(({ label }) => !broken.has(label)));
    const gdal = gdalGap(started, model, facts);
    if (gdal) run.push(gdal);
  }
  return { build, run };
}
