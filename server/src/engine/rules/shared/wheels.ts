import { joinPath } from '../../model/state.ts';
import type { CopyInstruction, Origin, RunInstruction, Stage } from '../../model/types.ts';
import type { PipTool } from '../../shell/tools/types.ts';
import type { Word } from '../../shell/types.ts';
import type { Known } from '../../text/known.ts';
import { isWithin } from '../../text/path.ts';
import { remembered } from '../../text/remembered.ts';
import { effectiveTool } from './commands.ts';
import { instructionsOf, pathOf, type Step, stepsOf, wordValue } from './steps.ts';

/** A folder of wheels that another stage or image has made. */
export interface WheelFolder {
  /** Where pip finds it. */
  readonly path: string;
  /** Where it lies in its origin. */
  readonly source: string;
  readonly origin: Origin;
  /** COPY lays it into the stage; a RUN has it as a mount. */
  readonly bringer: CopyInstruction | RunInstruction;
  /** A pattern chooses files of the folder. */
  readonly partly: boolean;
}

/** A `pip install`, and what it is told. */
export interface PipInstall {
  readonly step: Step;
  readonly tool: PipTool;
}

const pipSteps = (stage: Stage, actions: readonly string[]): PipInstall[] =>
  instructionsOf(stage).flatMap((each) => (each.kind === 'run' ? pipIn(each, actions) : []));

const pipIn = (run: RunInstruction, actions: readonly string[]): PipInstall[] =>
  stepsOf(run).flatMap((step) => {
    const tool = effectiveTool(step.command);
    return tool?.kind === 'pip' && actions.includes(tool.action ?? '') ? [{ step, tool }] : [];
  });

/** The `pip install` commands of a RUN. */
export const installsIn = (run: RunInstruction): PipInstall[] => pipIn(run, ['install']);

/** The folder into which a command puts wheels; undefined where it cannot be told. */
function folderOfBuild({ step, tool }: PipInstall): string | undefined {
  const option = tool.options.find(({ canonical }) => canonical === '--wheel-dir' || canonical === '--dest');
  const path = option ? option.value && pathOf(option.value, step) : step.directory;
  return path?.known ? path.value : undefined;
}

const allWheelBuilds = remembered((stage: Stage): readonly PipInstall[] => pipSteps(stage, ['wheel', 'download']));

/** The commands that put wheels into a folder of a stage. */
export const wheelBuilds = (stage: Stage, folder: string): PipInstall[] =>
  allWheelBuilds(stage).filter((build) => folderOfBuild(build) === folder);

/** Those that put them where a word of a later command points to. */
export function wheelBuildsAt(word: Word, step: Step): PipInstall[] {
  const builds = allWheelBuilds(step.run.stage);
  const own = builds.findIndex((build) => build.step.command === step.command);
  return builds.slice(0, own === -1 ? undefined : own).filter((build) => {
    const folder = folderOfBuild(build);
    return folder !== undefined && pointsInto(word, step, folder);
  });
}

const NAME_OF_WHEELS = /(?:^|[/_-])wheel(?:s|house)?$/i;

const isOfWheels = (origin: Origin, folder: string): boolean =>
  NAME_OF_WHEELS.test(folder) || (origin.kind === 'stage' && wheelBuilds(origin.stage, folder).length > 0);

function folderFrom(
  origin: Origin,
  source: Known<string>,
  target: Known<string>,
  bringer: WheelFolder['bringer'],
): WheelFolder | undefined {
  if ((origin.kind !== 'stage' && origin.kind !== 'external') || !source.known || !target.known) return undefined;
  if (target.value === '/' || source.value === '.') return undefined;
  const folder = `/${source.value.replace(/\/[^/]*[*?[][^/]*$/, '')}`;
  if (/[*?[]/.test(folder) || !isOfWheels(origin, folder)) return undefined;
  return { path: target.value, source: folder, origin, bringer, partly: folder !== `/${source.value}` };
}

/** The folder that a COPY brings, when wheels are all that it brings. */
export const copiedWheels: (copy: CopyInstruction) => WheelFolder | undefined = remembered((copy: CopyInstruction) => {
  const { origin, sources, destination, keepsParents } = copy.copy;
  const [source, ...more] = sources;
  return source && more.length === 0 && !keepsParents ? folderFrom(origin, source, destination, copy) : undefined;
});

/** The folders that a RUN has as mounts. */
export const mountedWheels = (run: RunInstruction): WheelFolder[] =>
  run.mounts.flatMap(({ mount, origin, source, target }) =>
    mount.type === 'bind' ? (folderFrom(origin, source, target, run) ?? []) : [],
  );

/** The beginning of a word, up to what only a running shell can tell: `/wheels/` of `$WHEELS/*`. */
function fixedStart(word: Word, run: RunInstruction): string | undefined {
  if (word.literal !== undefined) return word.literal;
  const end = word.parts.findIndex(({ kind }) => kind === 'dynamic');
  const parts = end === -1 ? word.parts : word.parts.slice(0, end);
  const value = wordValue({ ...word, quoted: true, parts }, run);
  return value.known ? value.value : undefined;
}

/** A word names the folder or something in it; of a pattern (`/wheels/*`) its beginning counts. */
export function pointsInto(word: Word, step: Step, folder: string): boolean {
  const text = fixedStart(word, step.run)?.replace(/^file:(?:\/\/)?/, '');
  if (text === undefined || text === '' || text.startsWith('~')) return false;
  const path = joinPath(step.directory, text);
  return path.known && isWithin(path.value, folder);
}

export const findLinksOf = ({ options }: PipTool): Word[] =>
  options.flatMap(({ canonical, value }) => (canonical === '--find-links' && value ? [value] : []));

/** It installs from the folder. */
export const usesWheels = ({ step, tool }: PipInstall, { path }: WheelFolder): boolean =>
  [...tool.targets, ...findLinksOf(tool)].some((word) => pointsInto(word, step, path));
