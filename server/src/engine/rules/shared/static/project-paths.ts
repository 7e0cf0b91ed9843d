import { joinPath, normalizePath } from '../../../model/state.ts';
import type { SettingsPath } from '../../../project/settings/types.ts';
import type { ManageTool } from '../../../shell/tools/types.ts';
import { type Known, known, unknown } from '../../../text/known.ts';
import { pathOf, type Step } from '../steps.ts';

/** The folder of the image that modules of the project are looked for in: that of manage.py. */
export function projectFolder(step: Step, { front, script }: ManageTool): Known<string> {
  if (front === 'django-admin') return unknown('nobody knows where django-admin finds the project');
  if (!script) return step.directory;
  const path = pathOf(script, step);
  return path.known ? known(path.value.slice(0, path.value.lastIndexOf('/')) || '/') : path;
}

/** Where a path of the settings lies in the image that a command of Django works in. */
export function imagePathOf({ base, path }: SettingsPath, step: Step, tool: ManageTool): Known<string> {
  if (base === 'absolute') return known(normalizePath(path));
  return joinPath(base === 'workdir' ? step.directory : projectFolder(step, tool), path);
}
