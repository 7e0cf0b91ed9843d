import { type Known, known, unknown } from '../text/known.ts';
import { foldersUpward, PROJECT_MARKER, within } from './context.ts';
import type { Reading } from './reading.ts';
import { readRequirements } from './requirements.ts';
import type { Tree } from './types.ts';

const MANAGE_PY = /(?:^|\/)manage\.py$/;

/** The files of a workspace folder. */
export function workspaceFiles(tree: Known<Tree>): Known<readonly string[]> {
  if (!tree.known) return tree;
  return tree.value.partial ? unknown('the workspace has more files than are listed') : known(tree.value.files);
}

/** The manage.py files among them. */
export const managePyFiles = (workspace: Known<readonly string[]>): Known<readonly string[]> =>
  workspace.known ? known(workspace.value.filter((file) => MANAGE_PY.test(file))) : workspace;

/**
 * The nearest folder upward with a Python project's marker is the Dockerfile's project. A manage.py in or below it makes it
 * Django's; so does a marker file that names Django.
 */
export function isDjangoProject(dockerfile: string, tree: Known<Tree>, reading: Reading): Known<boolean> {
  if (!tree.known || tree.value.partial) return unknown('the project is not listed');
  for (const folder of foldersUpward(dockerfile)) {
    const prefix = folder === '' ? '' : `${folder}/`;
    const inside = tree.value.files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
    if (inside.some((file) => MANAGE_PY.test(file))) return known(true);
    const markers = inside.filter((file) => PROJECT_MARKER.test(file));
    if (markers.length > 0) return dependsOnDjango(markers, folder, new Set(tree.value.files), reading);
  }
  return unknown('no project is seen around the Dockerfile');
}

/** Django by name, in what is no comment. Our own table counts: nobody configures this tool for another project. */
const namesDjango = (text: string): boolean => /\bdjango\b/i.test(text.replace(/(?:^|\s)#.*$/gm, ''));

/** Looks for Django in the files that name a project's dependencies, and in those they include. */
function dependsOnDjango(
  markers: readonly string[],
  folder: string,
  files: ReadonlySet<string>,
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
      if (include !== undefined && files.has(within(folder, include))) seen.add(include);
      else hidden = true;
    }
  }
  return hidden ? unknown('a dependency file is not read') : known(false);
}
