import type { Stage } from '../../../model/types.ts';
import { isWithin } from '../../../text/path.ts';
import type { Started, StartedCommand } from '../started.ts';

/** Variables that decide where programs and packages are looked up. */
const CHOOSE = /^(?:PATH|VIRTUAL_ENV|UV_PROJECT_ENVIRONMENT|UV_PYTHON|PYTHONHOME|PYTHONUSERBASE|CONDA_\w+)$/;

const USUAL_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Folders of packages, wherever they lie. */
const OF_PACKAGES = /\/(?:(?:site|dist)-packages|\.?v?env|virtualenvs?|\.local|\.cache)(?:\/|$)/;

/**
 * Whether a service of compose may start a program that its image does not have: something is mounted over its packages, or they are
 * looked up elsewhere.
 */
export function mayHaveOtherPackages({ start: { stage }, service }: Started, at: StartedCommand): boolean {
  if (!service) return false;
  if (service.environment.some(({ name }) => CHOOSE.test(name))) return true;
  return service.volumes.some(({ target }) => !target.known || mayHoldPackages(target.value, stage, at));
}

function mayHoldPackages(target: string, stage: Stage, { command, tool }: StartedCommand): boolean {
  const place = target.replace(/(?<=.)\/+$/, '');
  if (OF_PACKAGES.test(place)) return true;
  const path = stage.end.env('PATH');
  if (path?.known === false) return true;
  const folders = (path?.value ?? USUAL_PATH).split(':').filter((folder) => folder.startsWith('/'));
  const program = tool && 'program' in tool ? tool.program.literal : undefined;
  if (program?.startsWith('/')) folders.push(program.slice(0, program.lastIndexOf('/')));
  // `poetry run` and `uv run` look for an environment beside the project.
  if (command.tool !== tool && (!stage.end.workdir.known || isWithin(stage.end.workdir.value, place))) return true;
  return folders.some((folder) => isWithin(folder, place) || librariesOf(folder).some((each) => isWithin(place, each)));
}

/** A folder of programs, and the libraries beside it. */
const librariesOf = (folder: string): readonly string[] => [folder, folder.replace(/\/s?bin$/, '/lib')];
