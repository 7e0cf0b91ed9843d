import { contextCandidates } from '../../model/files.ts';
import { inheritedCopies, inheritedRuns } from '../../model/instruction-lists.ts';
import { joinPath } from '../../model/state.ts';
import type { Stage } from '../../model/types.ts';
import type { DependencyFile } from '../../project/dependencies/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { PipTool, Tool } from '../../shell/tools/types.ts';
import type { Word } from '../../shell/types.ts';
import { remembered } from '../../text/remembered.ts';
import { runsUnreadScript } from './commands.ts';
import { manifestFor } from './dependencies/manifests.ts';
import { type Step, stepsOf, wordValue } from './steps.ts';
import { isPackaged } from './uv-project.ts';

/**
 * Whether an install may put the project itself among the packages of an image: then its modules are found wherever a program
 * starts. What other stages install counts, too, where something is copied from them.
 */
export const mayInstallProject = (stage: Stage, facts: ProjectFacts): boolean =>
  stepsBehind(stage).some((step) => installsProject(step, facts));

/** Every command that may have part in an image. */
const stepsBehind = remembered((stage: Stage): readonly Step[] => {
  const stages = new Set<Stage>([stage]);
  for (const each of stages)
    for (const { copy } of inheritedCopies(each)) if (copy.origin.kind === 'stage') stages.add(copy.origin.stage);
  return [...new Set([...stages].flatMap(inheritedRuns))].flatMap(stepsOf);
});

function installsProject(step: Step, facts: ProjectFacts): boolean {
  const { command } = step;
  if (!command.tool) return runsUnreadScript(command) || BUILDS.test(command.words.map(({ text }) => text).join(' '));
  return toolInstallsProject(command.tool, step, facts);
}

function toolInstallsProject(tool: Tool, step: Step, facts: ProjectFacts): boolean {
  // `uv run` installs, and what it runs may.
  if ('ran' in tool && tool.ran && toolInstallsProject(tool.ran, step, facts)) return true;
  switch (tool.kind) {
    case 'pip':
      return INSTALLS.test(tool.action ?? '') && pipInstallsProject(tool, step, facts);
    case 'uv':
      return INSTALLS.test(tool.action ?? '') && !tool.noInstallProject && isPackaged(step, tool, facts) !== false;
    case 'poetry':
      return (
        INSTALLS.test(tool.action ?? '') &&
        !tool.noRoot &&
        manifestFor(step, tool, facts)?.settings?.poetryPackageMode?.value !== false
      );
    case 'pdm':
      return INSTALLS.test(tool.action ?? '') && !tool.options.some(({ name }) => name === '--no-self');
    case 'pipenv':
      return INSTALLS.test(tool.action ?? '') && mayNameProject(manifestFor(step, tool, facts));
    default:
      return false;
  }
}

const INSTALLS = /^(?:install|wheel|sync|run|update|add|tool install)$/;

/** `python setup.py install`, `flit install`, `hatch build`. */
const BUILDS = /\bsetup\.py\b|^(?:flit|hatch|conda|mamba|micromamba|pants|bazel)\b/;

/** A manifest that takes something from the project, or that nobody has read. */
const mayNameProject = (manifest: DependencyFile | undefined): boolean =>
  manifest?.groups.some(({ dependencies }) => dependencies.some(({ source }) => source.kind === 'path')) ?? true;

/** A name with extras and versions, an address, or wheels that a build has made of such. */
const FOREIGN =
  /^[A-Za-z0-9][\w.-]*(?:\[[\w.,-]*\])?\s*(?:[=<>!~@;].*)?$|^(?:git\+|https?:)|\.whl$|^\/?(?:[\w.-]+\/)*wheel\w*\/\*?$/;

function pipInstallsProject(tool: PipTool, step: Step, facts: ProjectFacts): boolean {
  const isLocal = (word: Word): boolean => {
    const value = wordValue(word, step.run);
    return !value.known ? !FOREIGN.test(word.text) : !FOREIGN.test(value.value);
  };
  return (
    [...tool.targets, ...tool.editables].some(isLocal) ||
    tool.requirements.some((word) => namesProject(word, step, facts))
  );
}

/** A requirements file that takes something from the project, or that nobody has read. */
function namesProject(word: Word, { run, directory }: Step, facts: ProjectFacts): boolean {
  const value = wordValue(word, run);
  const path = value.known ? joinPath(directory, value.value) : value;
  if (!path.known) return true;
  const files = contextCandidates(run, path.value).flatMap((candidate) => {
    const file = facts.requirements(candidate.path);
    return file.known ? [file.value] : [];
  });
  return files.length === 0 || files.some(({ localPaths }) => localPaths.length > 0);
}
