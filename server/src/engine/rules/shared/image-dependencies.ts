import type { Model, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { absence } from './dependencies/absence.ts';
import { Asks } from './dependencies/asks.ts';
import { Gathered, gatherInstalls, keptByStage } from './dependencies/gather-installs.ts';
import { installsAtStart } from './dependencies/start-installs.ts';
import type { ImageDependencies, ImageInstall, ImagePackage } from './dependencies/types.ts';
import { pythonOf } from './environments.ts';
import { stagesBehind } from './reaches-image.ts';

export type { ImageDependencies, ImageInstall, ImagePackage };

export const imageDependencies: (stage: Stage, model: Model, facts: ProjectFacts) => ImageDependencies = keptByStage(
  (stage, model, facts) => {
    const asks = new Asks(model, facts);
    const found = gatherInstalls(stagesBehind(stage), (step) => asks.of(step), facts);
    const atStart = installsAtStart(stage, model, facts);
    const synced = atStart === 'sync' ? found.installs.filter(({ request }) => request.by === 'uv') : [];
    const installs = [...found.installs, ...synced.map((install) => anyOf(install, facts))];
    // Where nothing is installed, an environment may be among what is copied.
    const isSeen = installs.length > 0 && (atStart === 'nothing' || synced.length > 0);
    return new Gathered(installs, found.removed, () => isSeen && found.complete);
  },
);

/** What an install may bring when it is told to take something else. */
function anyOf(install: ImageInstall, facts: ProjectFacts): ImageInstall {
  if (install.request.by === 'pip') return install;
  const selection = { ...install.request.selection, extras: 'all', groups: 'all', without: [], only: [] } as const;
  const request = { ...install.request, selection };
  return { ...install, request, certain: false, set: facts.installed(request, pythonOf(install.run.stage)) };
}

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
