import { joinPath } from '../../../model/state.ts';
import type { RunInstruction } from '../../../model/types.ts';
import type { ManagerRequest } from '../../../project/dependencies/requests.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { Known } from '../../../text/known.ts';
import { findInput } from '../install-inputs.ts';
import { workspacePath } from '../started.ts';

/** The file of the workspace that a RUN finds at a path of the image; undefined where nothing that can be seen brings one. */
export function workspaceFile(run: RunInstruction, path: Known<string>, facts: ProjectFacts): string | undefined {
  const input = path.known ? findInput(run, path.value, facts) : undefined;
  return input && workspacePath(input.contextPath, facts);
}

export const fileIn = (folder: Known<string>, name: string): Known<string> =>
  folder.known ? joinPath(folder, name) : folder;

/** What may describe a project, in the order in which it counts. */
const DESCRIPTIONS = ['pyproject.toml', 'setup.cfg', 'setup.py'];

/** The files that describe the project in a folder of the image, by their paths in the workspace. */
export const projectFiles = (run: RunInstruction, folder: Known<string>, facts: ProjectFacts): readonly string[] =>
  DESCRIPTIONS.flatMap((name) => workspaceFile(run, fileIn(folder, name), facts) ?? []);

/** `backend/` of `backend/uv.lock`. */
export const folderWithSlash = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** The file in which a manager's project says what it needs. */
export const manifestPath = ({ by, folder }: ManagerRequest): string =>
  `${folder}${by === 'pipenv' ? 'Pipfile' : 'pyproject.toml'}`;
