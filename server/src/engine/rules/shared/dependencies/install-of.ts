import type { InstalledSet } from '../../../project/dependencies/closure.ts';
import type { InstallRequest } from '../../../project/dependencies/requests.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { pythonOf } from '../environments.ts';
import { mayHoldOptions } from '../hidden-options.ts';
import type { Step } from '../steps.ts';
import type { Ask } from './asked.ts';
import { usesPrivateIndex } from './private-index.ts';
import { manifestPath } from './project-files.ts';
import type { ImageInstall } from './types.ts';

/** What a command brings by something that it is asked for. */
export function installOf({ request, step, exact }: Ask, by: Step, facts: ProjectFacts): ImageInstall {
  const { run, command } = step;
  const set = facts.installed(request, pythonOf(run.stage));
  const certain = by.certain && step.certain && (request.by === 'pip' || !mayHoldOptions(command, run));
  const privateIndex = !set.closed && usesPrivateIndex(step, filesOf(request), facts);
  return {
    step,
    by,
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
    : [manifestPath(request)];

/** A lock that is not there fixes no version: everything is resolved anew in every build. */
const withoutVersions = (set: InstalledSet): InstalledSet => ({
  ...set,
  packages: new Map([...set.packages].map(([name, found]) => [name, { ...found, version: undefined }])),
});
