import type { ProjectFacts } from '../../project/types.ts';
import type { UvTool } from '../../shell/tools/types.ts';
import { manifestFor } from './dependencies/manifests.ts';
import type { Step } from './steps.ts';

/** uv installs the project itself: it has a build system, or says that it is a package. Undefined where nobody can tell. */
export function isPackaged(step: Step, tool: UvTool, facts: ProjectFacts): boolean | undefined {
  const settings = manifestFor(step, tool, facts)?.settings;
  return settings && (settings.uvPackage?.value ?? settings.buildSystem !== undefined);
}
