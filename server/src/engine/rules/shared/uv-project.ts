import { contextCandidates } from '../../model/files.ts';
import { joinPath } from '../../model/state.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Step } from './steps.ts';

/** The text of the project's pyproject.toml as a command of a RUN finds it; undefined where it is not at hand. */
export function pyprojectOf(
  { run, directory }: Pick<Step, 'run' | 'directory'>,
  facts: ProjectFacts,
): string | undefined {
  const path = joinPath(directory, 'pyproject.toml');
  for (const { path: candidate } of path.known ? contextCandidates(run, path.value) : []) {
    const text = facts.text(candidate);
    if (text.known) return text.value;
  }
  return undefined;
}

const TABLE = /^[ \t]*\[tool\.uv\][ \t]*(?:#.*)?$([\s\S]*?)(?=^[ \t]*\[|$(?![\s\S]))/m;

/** What `package = …` says in uv's own table. */
function saysPackage(text: string): boolean | undefined {
  const value = /^[ \t]*package[ \t]*=[ \t]*(true|false)\b/m.exec(TABLE.exec(text)?.[1] ?? '')?.[1];
  return value === undefined ? undefined : value === 'true';
}

/** uv installs the project itself: it has a build system, or says that it is a package. Undefined where nobody can tell. */
export function isPackaged(step: Pick<Step, 'run' | 'directory'>, facts: ProjectFacts): boolean | undefined {
  const text = pyprojectOf(step, facts);
  return text === undefined ? undefined : (saysPackage(text) ?? /^[ \t]*\[build-system\]/m.test(text));
}
