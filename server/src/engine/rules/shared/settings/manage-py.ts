import { joinPath } from '../../../model/state.ts';
import type { RunInstruction } from '../../../model/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { ManageTool } from '../../../shell/tools/types.ts';
import type { Command } from '../../../shell/types.ts';
import { type Known, known, unknown } from '../../../text/known.ts';
import { fileAtStart } from '../files-at-start.ts';
import { contextFileAt, contextFileBefore } from '../image-layout.ts';
import type { Started, StartedCommand } from '../started.ts';
import { inWorkspace } from '../started-files.ts';
import { pathOf, stepsOf } from '../steps.ts';
import { directoryAt } from '../working-directory.ts';

/** The manage.py that a command of a RUN runs, by its path in the workspace. */
export function managePyOfRun(
  run: RunInstruction,
  command: Command,
  { script }: ManageTool,
  facts: ProjectFacts,
): Known<string> {
  const step = stepsOf(run).find((each) => each.command === command);
  const path = script && step ? pathOf(script, step) : undefined;
  return ofProject(path?.known ? inWorkspace(contextFileBefore(run, path.value, facts), facts) : path, facts);
}

/** The manage.py that a command runs when an image starts. */
export function managePyAtStart(
  started: Started,
  at: StartedCommand,
  { script }: ManageTool,
  facts: ProjectFacts,
): Known<string> {
  const { stage } = started.start;
  const folder = started.service ? directoryAt(started, at) : stage.end.workdir;
  const path = script?.literal === undefined ? undefined : joinPath(folder, script.literal);
  if (!path?.known) return ofProject(path, facts);
  if (started.service) return ofProject(fileAtStart(started, path.value, facts), facts);
  return ofProject(inWorkspace(contextFileAt(stage, path.value, facts), facts), facts);
}

/** That of the project; where nobody can tell which file it is, it is the only one. */
function ofProject(found: Known<string | undefined> | undefined, facts: ProjectFacts): Known<string> {
  const { project, managePy } = facts;
  if (!project.known) return project;
  const own = project.value.pathOf('manage.py');
  if (found?.known && found.value !== undefined)
    return found.value === own ? known(own) : unknown('it runs the manage.py of another project');
  const isOnly = managePy.known && managePy.value.length === 1;
  return isOnly ? known(own) : unknown('nobody can tell which manage.py it runs');
}
