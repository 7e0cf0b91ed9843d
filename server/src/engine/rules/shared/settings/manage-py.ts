import { joinPath } from '../../../model/state.ts';
import type { RunInstruction, Stage } from '../../../model/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { ManageTool } from '../../../shell/tools/types.ts';
import type { Command } from '../../../shell/types.ts';
import { type Known, known, unknown } from '../../../text/known.ts';
import { contextFileAt, contextFileBefore } from '../image-layout.ts';
import { workspacePath } from '../started.ts';
import { pathOf, stepsOf } from '../steps.ts';

/** The manage.py that a command of a RUN runs, by its path in the workspace. */
export function managePyOfRun(
  run: RunInstruction,
  command: Command,
  { script }: ManageTool,
  facts: ProjectFacts,
): Known<string> {
  const step = stepsOf(run).find((each) => each.command === command);
  const path = script && step ? pathOf(script, step) : undefined;
  return ofProject(path?.known ? contextFileBefore(run, path.value, facts) : path, facts);
}

/** The manage.py that a command runs when an image starts. */
export function managePyAtStart(stage: Stage, { script }: ManageTool, facts: ProjectFacts): Known<string> {
  const path = script?.literal === undefined ? undefined : joinPath(stage.end.workdir, script.literal);
  return ofProject(path?.known ? contextFileAt(stage, path.value, facts) : path, facts);
}

/** That of the project; where nobody can tell which file it is, it is the only one. */
function ofProject(found: Known<string | undefined> | undefined, facts: ProjectFacts): Known<string> {
  const { project, managePy } = facts;
  if (!project.known) return project;
  const own = project.value.pathOf('manage.py');
  if (found?.known && found.value !== undefined)
    return workspacePath(found.value, facts) === own ? known(own) : unknown('it runs the manage.py of another project');
  const isOnly = managePy.known && managePy.value.length === 1;
  return isOnly ? known(own) : unknown('nobody can tell which manage.py it runs');
}
