import { joinPath } from '../../../model/state.ts';
import type { DependencyFile, Lock } from '../../../project/dependencies/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { PdmTool, PipenvTool, PoetryTool, UvTool } from '../../../shell/tools/types.ts';
import { type Known, unknown } from '../../../text/known.ts';
import { pathOf, type Step, variableOf } from '../steps.ts';
import { fileIn, workspaceFile } from './project-files.ts';

export type ManagerTool = UvTool | PoetryTool | PipenvTool | PdmTool;

/** What each manager reads of a project, and the lock that it writes. */
export const MANIFESTS = {
  uv: ['pyproject.toml', 'uv.lock'],
  poetry: ['pyproject.toml', 'poetry.lock'],
  pdm: ['pyproject.toml', 'pdm.lock'],
  pipenv: ['Pipfile', 'Pipfile.lock'],
} as const;

const PROJECT_VARIABLES = ['UV_PROJECT', 'UV_WORKING_DIRECTORY', 'UV_WORKING_DIR', 'PIPENV_PIPFILE', 'PDM_PROJECT'];
const PROJECT_FOLDER = new Set(['--directory', '--project', '--working-dir']);

/** Where the project is that a manager works on. */
export function projectFolder(step: Step, { options }: ManagerTool): Known<string> {
  if (PROJECT_VARIABLES.some((name) => variableOf(step, name))) return unknown('a variable names the project');
  return options.reduce((folder, { canonical, value }) => {
    if (!PROJECT_FOLDER.has(canonical)) return folder;
    const path = value ? pathOf(value, step) : unknown('nothing is named');
    return path.known ? joinPath(folder, path.value) : path;
  }, step.directory);
}

/** The file in which the project says what it needs, as a manager finds it; undefined where it is not at hand. */
export const manifestFor = (step: Step, tool: ManagerTool, facts: ProjectFacts): DependencyFile | undefined =>
  fileFor(step, tool, MANIFESTS[tool.kind][0], facts);

/** The lock beside it. */
export const lockFor = (step: Step, tool: ManagerTool, facts: ProjectFacts): Lock | undefined =>
  fileFor(step, tool, MANIFESTS[tool.kind][1], facts)?.lock;

function fileFor(step: Step, tool: ManagerTool, name: string, facts: ProjectFacts): DependencyFile | undefined {
  const path = workspaceFile(step.run, fileIn(projectFolder(step, tool), name), facts);
  const file = path === undefined ? undefined : facts.dependencies.get(path);
  return file?.known ? file.value : undefined;
}
