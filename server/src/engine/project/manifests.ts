import { contextCandidates } from '../model/files.ts';
import { joinPath } from '../model/state.ts';
import type { Model, RunInstruction } from '../model/types.ts';
import type { Tool } from '../shell/tools/types.ts';
import type { Known } from '../text/known.ts';
import type { Reading } from './reading.ts';
import type { ContextListing } from './types.ts';

/** The files in which a tool's project is described, and which the tool looks for in a folder. */
const MANIFESTS: Readonly<Record<string, readonly string[]>> = {
  pip: ['pyproject.toml', 'setup.cfg', 'setup.py'],
  uv: ['pyproject.toml', 'uv.lock', '.python-version'],
  poetry: ['pyproject.toml', 'poetry.lock'],
  pdm: ['pyproject.toml', 'pdm.lock'],
  pipenv: ['Pipfile', 'Pipfile.lock'],
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
  for (const stage of model.stages)
    for (const instruction of stage.instructions) if (instruction.kind === 'run') addManifests(instruction, paths);
  return paths;
}

function addManifests(run: RunInstruction, paths: Set<string>): void {
  for (const { tool } of run.script.commands) {
    for (const name of MANIFESTS[tool?.kind ?? ''] ?? []) {
      for (const folder of tool ? foldersOf(tool, run) : []) {
        const path = joinPath(run.before.workdir, folder === '' ? name : `${folder}/${name}`);
        if (!path.known) continue;
        for (const candidate of contextCandidates(run, path.value)) paths.add(candidate.path);
      }
    }
  }
}

const FOLDER_OPTIONS = new Set(['--directory', '--project', '--working-dir']);

/** Where a tool may look: its working directory, folders that the text goes to, and those that it is given. */
function foldersOf(tool: Tool, { script }: RunInstruction): readonly string[] {
  const given = tool.options.flatMap(({ canonical, literal }) => (FOLDER_OPTIONS.has(canonical) ? [literal] : []));
  const changed = script.commands.flatMap(({ tool: each }) =>
    each?.kind === 'state' && each.front === 'cd' ? [each.args[0]?.literal] : [],
  );
  const installed =
    tool.kind === 'pip' ? [...tool.targets, ...tool.editables].map(({ text }) => FOLDER.exec(text)?.[1]) : [];
  return ['', ...[...given, ...changed, ...installed].flatMap((folder) => folder ?? [])];
}

/** `./lib`, `lib/`, `"./lib[extra]"`: more than a name, and no address. */
const FOLDER = /^["']?((?:\.{0,2}\/)?[\w.-]+(?:\/[\w.-]+)*\/?)(?:\[[^\]]*\])?["']?$/;
