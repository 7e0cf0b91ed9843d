import { type Known, known, unknown } from '../text/known.ts';
import { foldersUpward, isProjectMarker, within } from './context.ts';
import type { Reading } from './reading.ts';
import { readRequirements } from './requirements.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

const MANAGE_PY = 'manage.py';

/** The manage.py files of a workspace. */
export const managePyFiles = (workspace: Known<WorkspaceFiles>): Known<readonly string[]> =>
  workspace.known ? known(workspace.value.named(MANAGE_PY)) : workspace;

/**
 * The nearest folder upward with a Python project's marker is the Dockerfile's project. A manage.py in or below it makes it
 * Django's; so does a marker file that names Django.
 */
export function isDjangoProject(
  dockerfile: string,
  workspace: Known<WorkspaceFiles>,
  reading: Reading,
): Known<boolean> {
  if (!workspace.known) return unknown('the project is not listed');
  for (const folder of foldersUpward(dockerfile)) {
    if (workspace.value.listing(folder).index.named(MANAGE_PY).length > 0) return known(true);
    const markers = workspace.value.fitting(folder, isProjectMarker);
    if (markers.length > 0) return dependsOnDjango(markers, folder, workspace.value, reading);
  }
  return unknown('no project is seen around the Dockerfile');
}

/** Django by name, in what is no comment. Our own table counts: nobody configures this tool for another project. */
const namesDjango = (text: string): boolean => /\bdjango\b/i.test(text.replace(/(?:^|\s)#.*$/gm, ''));

/** Looks for Django in the files that name a project's dependencies, and in those they include. */
function dependsOnDjango(
  markers: readonly string[],
  folder: string,
  workspace: WorkspaceFiles,
  reading: Reading,
): Known<boolean> {
  let hidden = false;
  const seen = new Set(markers);
  for (const path of seen) {
    const text = reading.text(within(folder, path));
    if (!text.known) {
      hidden = true;
      continue;
    }
    if (namesDjango(text.value)) return known(true);
    if (!/\.(?:txt|in)$/.test(path)) continue;
    for (const include of readRequirements(path, text.value).includes) {
      if (include !== undefined && workspace.has(within(folder, include))) seen.add(include);
      else hidden = true;
    }
  }
  return hidden ? unknown('a dependency file is not read') : known(false);
}
