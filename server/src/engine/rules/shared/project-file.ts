import { contextCandidates } from '../../model/files.ts';
import { joinPath } from '../../model/state.ts';
import type { RunInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';

/** A path below something that is a file by its name. */
const isBelowFile = (path: string): boolean => /\.[a-z]{2,4}\//i.test(path);

/** Paths of the context that may lie in a RUN's working directory under a name; only existing ones where the context is listed. */
export function besideTool(run: RunInstruction, name: string, { context }: ProjectFacts): readonly string[] {
  const path = joinPath(run.before.workdir, name);
  if (!path.known) return [];
  const paths = contextCandidates(run, path.value).map((candidate) => candidate.path);
  return context.known
    ? paths.filter((each) => context.value.below(each).includes(each))
    : paths.filter((each) => !isBelowFile(each));
}

/** The text of the project's file that a tool finds in its working directory. */
export function textBesideTool(run: RunInstruction, name: string, facts: ProjectFacts): string | undefined {
  if (!facts.context.known) return undefined;
  const [nearest] = besideTool(run, name, facts);
  const text = nearest === undefined ? undefined : facts.text(nearest);
  return text?.known ? text.value : undefined;
}
