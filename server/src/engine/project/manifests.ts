import { contextCandidates } from '../model/files.ts';
import { joinPath } from '../model/state.ts';
import type { Model } from '../model/types.ts';
import type { Known } from '../text/known.ts';
import type { Reading } from './reading.ts';
import type { ContextListing } from './types.ts';

/** The files in which a tool's project is described, and which the tool looks for in its working directory: pip for `pip install .`. */
const MANIFESTS: Readonly<Record<string, readonly string[]>> = {
  uv: ['pyproject.toml', 'uv.lock', '.python-version'],
  poetry: ['pyproject.toml', 'poetry.lock'],
  pdm: ['pyproject.toml', 'pdm.lock'],
  pipenv: ['Pipfile', 'Pipfile.lock'],
  pip: ['pyproject.toml'],
};

/** Files at the root of a project that say which Python it is for. */
const PYTHON_FILES = ['.python-version', 'pyproject.toml', 'Pipfile'];

/**
 * Reads the project files of the tools that a Dockerfile runs, and those that name a Python: rules ask for their text, and by then it
 * has to be there. Returns their paths in the context.
 */
export function readManifests(model: Model, context: Known<ContextListing>, reading: Reading): readonly string[] {
  if (!context.known) return [];
  const { value } = context;
  const found = [...new Set([...PYTHON_FILES, ...manifestsOf(model)])].filter((path) => value.has(path));
  for (const path of found) reading.contextText(context, path);
  return found;
}

function manifestsOf(model: Model): Set<string> {
  const paths = new Set<string>();
  for (const stage of model.stages) {
    for (const instruction of stage.instructions) {
      if (instruction.kind !== 'run') continue;
      for (const { tool } of instruction.script.commands) {
        for (const name of MANIFESTS[tool?.kind ?? ''] ?? []) {
          const path = joinPath(instruction.before.workdir, name);
          if (!path.known) continue;
          for (const candidate of contextCandidates(instruction, path.value)) paths.add(candidate.path);
        }
      }
    }
  }
  return paths;
}
