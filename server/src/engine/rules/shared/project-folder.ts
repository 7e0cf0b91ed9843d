import { contextCandidates } from '../../model/files.ts';
import { normalizePath } from '../../model/state.ts';
import type { RunInstruction } from '../../model/types.ts';
import type { Step } from './steps.ts';

/** The folder holds the project, as far as the file shows: and none of those above it does. */
export function isProjectFolder({ run, directory, command }: Step): boolean {
  if (!directory.known) return false;
  const file = command.tool?.kind === 'pipenv' ? 'Pipfile' : 'pyproject.toml';
  const holds = (folder: string): boolean => plainCandidates(run, `${folder}/${file}`).length > 0;
  const above: string[] = [];
  for (let at = directory.value; at !== '/'; ) {
    at = normalizePath(`${at}/..`);
    above.push(at);
  }
  return holds(directory.value) && !above.some(holds);
}

/** A path below something that is a file by its name. */
const isBelowFile = (path: string): boolean => /\.[a-z]{2,4}\//i.test(path);

const plainCandidates = (run: RunInstruction, path: string): string[] =>
  contextCandidates(run, path)
    .map((each) => each.path)
    .filter((each) => !isBelowFile(each));

/** Where a `poetry.toml` would lie in the context. */
export function settingsFiles(tool: 'poetry' | 'pipenv', { run, directory }: Step): readonly string[] {
  if (tool === 'pipenv') return [];
  return directory.known ? plainCandidates(run, `${directory.value}/poetry.toml`) : ['.'];
}
