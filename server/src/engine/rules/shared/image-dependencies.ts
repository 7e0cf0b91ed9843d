import type { Model, Stage } from '../../model/types.ts';
import type { InstalledSet } from '../../project/dependencies/closure.ts';
import type { InstallRequest } from '../../project/dependencies/requests.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { remembered } from '../../text/remembered.ts';
import { absence } from './dependencies/absence.ts';
import type { Ask } from './dependencies/asked.ts';
import { Asks } from './dependencies/asks.ts';
import { hasHiddenSources } from './dependencies/hidden-sources.ts';
import { usesPrivateIndex } from './dependencies/private-index.ts';
import { installsAtStart } from './dependencies/start-installs.ts';
import type { ImageDependencies, ImageInstall, ImagePackage } from './dependencies/types.ts';
import { pythonOf } from './environments.ts';
import { mayHoldOptions } from './hidden-options.ts';
import { stagesBehind } from './reaches-image.ts';
import { type Step, stepsOf } from './steps.ts';

export type { ImageDependencies, ImageInstall, ImagePackage };

/** What was worked out last for a stage, and with which facts: a model is judged by one set of them at a time. */
const lastRead = remembered((_: Stage): { facts?: ProjectFacts; found?: ImageDependencies } => ({}));

export function imageDependencies(stage: Stage, model: Model, facts: ProjectFacts): ImageDependencies {
  const last = lastRead(stage);
  if (last.facts !== facts || !last.found) {
    last.found = read(stage, model, facts);
    last.facts = facts;
  }
  return last.found;
}

function read(stage: Stage, model: Model, facts: ProjectFacts): ImageDependencies {
  const asks = new Asks(model, facts);
  const stages = stagesBehind(stage);
  const installs: ImageInstall[] = [];
  const removed = new Set<string>();
  let complete = true;
  for (const each of stages) {
    if (hasHiddenSources(each)) complete = false;
    for (const run of each.instructions) {
      if (run.kind !== 'run') continue;
      for (const step of stepsOf(run)) {
        const asked = asks.of(step);
        if (!asked) continue;
        if (asked.hidden) complete = false;
        for (const name of asked.removed) removed.add(name);
        installs.push(...asked.asks.map((ask) => installOf(ask, step, facts)));
      }
    }
  }
  const atStart = installsAtStart(stage, model, facts);
  const synced = atStart === 'sync' ? installs.filter(({ request }) => request.by === 'uv') : [];
  installs.push(...synced.map((install) => anyOf(install, facts)));
  // Where nothing is installed, an environment may be among what is copied.
  const isSeen = installs.length > 0 && (atStart === 'nothing' || synced.length > 0);
  return { installs, complete: complete && isSeen, removed };
}

/** What an install may bring when it is told to take something else. */
function anyOf(install: ImageInstall, facts: ProjectFacts): ImageInstall {
  if (install.request.by === 'pip') return install;
  const selection = { ...install.request.selection, extras: 'all', groups: 'all', without: [], only: [] } as const;
  const request = { ...install.request, selection };
  return { ...install, request, certain: false, set: facts.installed(request, pythonOf(install.run.stage)) };
}

function installOf({ request, step, exact }: Ask, by: Step, facts: ProjectFacts): ImageInstall {
  const { run, command } = step;
  const set = facts.installed(request, pythonOf(run.stage));
  const certain = by.certain && step.certain && (request.by === 'pip' || !mayHoldOptions(command, run));
  const privateIndex = !set.closed && usesPrivateIndex(step, filesOf(request), facts);
  return {
    step,
    run,
    command,
    request,
    certain,
    set: exact || !set.closed ? set : withoutVersions(set),
    exact,
    privateIndex,
  };
}

const filesOf = (request: InstallRequest): readonly string[] =>
  request.by === 'pip'
    ? [...request.files, ...request.projects.flatMap(({ files }) => files)]
    : [`${request.folder}${request.by === 'pipenv' ? 'Pipfile' : 'pyproject.toml'}`];

/** A lock that is not there fixes no version: everything is resolved anew in every build. */
const withoutVersions = (set: InstalledSet): InstalledSet => ({
  ...set,
  packages: new Map([...set.packages].map(([name, found]) => [name, { ...found, version: undefined }])),
});

/** A package of the image; of several that bring it, one that does so for certain. */
export function packageIn({ installs, removed }: ImageDependencies, name: string): ImagePackage | undefined {
  let found: ImagePackage | undefined;
  for (const install of installs) {
    const brought = install.set.packages.get(name);
    if (!brought) continue;
    const certain = brought.certain && install.certain && !removed.has(name);
    if (!found || (certain && !found.certain)) found = { package: brought, install, certain };
  }
  return found;
}

/** Whether an image has a package; undefined where nobody can tell. */
export function hasPackage(dependencies: ImageDependencies, name: string): boolean | undefined {
  const found = packageIn(dependencies, name);
  if (found) return found.certain ? true : undefined;
  return absence(dependencies, name) === 'certain' ? false : undefined;
}

/** The one version of a package that an image has; undefined where several installs differ. */
export function versionIn({ installs }: ImageDependencies, name: string): string | undefined {
  const versions = new Set<string | undefined>();
  for (const { set } of installs) {
    const found = set.packages.get(name);
    if (found) versions.add(found.version);
  }
  const [version] = versions;
  return versions.size === 1 ? version : undefined;
}
