import { type Known, known, unknown } from '../text/known.ts';
import { BAKE_FILE, bakeHcl, bakeJson } from './bake.ts';
import { buildPaths, type ComposeFiles } from './compose/read.ts';
import { runningServices } from './compose/services.ts';
import { foldersUpward, parentOf, within } from './context.ts';
import type { WrittenBuild } from './docker-command.ts';
import { GITLAB, gitlabBuilds, MAKEFILE, makefileBuilds, WORKFLOW, workflowBuilds } from './pipelines.ts';
import type { Reading } from './reading.ts';
import { relativeTo } from './requirements.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** A build whose paths lie in the workspace. */
interface Build {
  readonly context: string;
  readonly dockerfile: string;
}

/** Pipelines and bake files beyond this are not looked at. */
const MAX_FILES = 20;

/**
 * The folder that builds of a Dockerfile name as its context, as far as anything says it: compose, else bake, else pipelines.
 * Undefined where nothing does; unknown where builds disagree, or something is still to be read.
 */
export function namedContext(
  dockerfile: string,
  workspace: WorkspaceFiles,
  compose: Known<ComposeFiles>,
  reading: Reading,
): Known<string> | undefined {
  if (!compose.known) return compose;
  const isSeen = ({ context }: Build): boolean => workspace.holdsFolder(context);
  const sources: readonly (() => Known<readonly Build[]>)[] = [
    () => known(composeBuilds(compose.value)),
    () => filesBuilds(bakeFiles(workspace), reading),
    () => filesBuilds(pipelineFiles(workspace, dockerfile), reading),
  ];
  for (const source of sources) {
    const builds = source();
    if (!builds.known) return builds;
    const ours = builds.value.filter((build) => build.dockerfile === dockerfile && isSeen(build));
    const [context, ...others] = new Set(ours.map((build) => build.context));
    if (others.length > 0) return unknown('its builds name different contexts');
    if (context !== undefined) return known(context);
  }
  return undefined;
}

const composeBuilds = (compose: ComposeFiles): Build[] =>
  runningServices(compose).flatMap((service) => {
    const paths = buildPaths(service);
    return paths?.known ? [paths.value] : [];
  });

const isBakeFile = (path: string): boolean => BAKE_FILE.test(path);
const isPipeline = (path: string): boolean => WORKFLOW.test(path) || GITLAB.test(path) || MAKEFILE.test(path);

const bakeFiles = (workspace: WorkspaceFiles): readonly string[] =>
  workspace.fitting('', isBakeFile).slice(0, MAX_FILES);

/** Those of the whole workspace, and the Makefiles beside and above the Dockerfile. */
function pipelineFiles(workspace: WorkspaceFiles, dockerfile: string): readonly string[] {
  const folders = new Set(foldersUpward(dockerfile));
  return workspace
    .fitting('', isPipeline)
    .filter((file) => !MAKEFILE.test(file) || folders.has(parentOf(file)))
    .slice(0, MAX_FILES);
}

function filesBuilds(files: readonly string[], reading: Reading): Known<readonly Build[]> {
  const builds = files.flatMap((path) => buildsOfFile(path, reading));
  const pending = files.find((path) => reading.isWanted(path));
  return pending === undefined ? known(builds) : unknown(`${pending} is not read yet`);
}

function buildsOfFile(path: string, reading: Reading): Build[] {
  const folders = BAKE_FILE.test(path) ? [...new Set([parentOf(path), ''])] : [folderOfCommands(path)];
  return writtenIn(path, reading).flatMap((build) => folders.flatMap((folder) => placed(folder, build) ?? []));
}

/** Pipelines run at the root of the repository, make beside its file. */
const folderOfCommands = (path: string): string => (MAKEFILE.test(path) ? parentOf(path) : '');

function writtenIn(path: string, reading: Reading): WrittenBuild[] {
  if (MAKEFILE.test(path) || path.endsWith('.hcl')) {
    const text = reading.text(path);
    if (!text.known) return [];
    return MAKEFILE.test(path) ? makefileBuilds(text.value) : bakeHcl(text.value);
  }
  const root = reading.yaml(path);
  if (!root.known) return [];
  if (WORKFLOW.test(path)) return workflowBuilds(root.value);
  return GITLAB.test(path) ? gitlabBuilds(root.value) : bakeJson(root.value);
}

/** The paths of a build that runs in a folder; undefined where they lead elsewhere. */
function placed(folder: string, { context, dockerfile }: WrittenBuild): Build | undefined {
  const here = within(folder, 'file');
  const root = relativeTo(here, context);
  if (root === undefined) return undefined;
  const path = dockerfile === undefined ? within(root, 'Dockerfile') : relativeTo(here, dockerfile);
  return path === undefined ? undefined : { context: root, dockerfile: path };
}
