import { joinPath } from '../../model/state.ts';
import type { RunInstruction } from '../../model/types.ts';
import type { BuildFile, ProjectSettings } from '../../project/dependencies/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { PipTool, PoetryTool, UvTool } from '../../shell/tools/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import { effectiveTool } from './commands.ts';
import { findInput, type Input } from './install-inputs.ts';
import { poetryVersion } from './poetry-version.ts';
import { workspacePath } from './started.ts';
import { type Step, stepsOf, variableOf, wordValue } from './steps.ts';

/** A command that builds the project itself, for an install of it. */
export interface ProjectBuild {
  readonly run: RunInstruction;
  readonly command: Command;
  /** What runs it. */
  readonly by: 'pip' | 'uv' | 'poetry';
  /** The word that says what to do: `sync`. */
  readonly verb: Word | undefined;
  /** The pyproject.toml that describes the project. */
  readonly pyproject: Input;
  /** What stops where a file is missing, for messages: hatchling, Poetry … */
  readonly stops: string;
  /** The files it does not build without. */
  readonly needs: readonly BuildFile[];
}

/** The projects of the context that a RUN surely builds, as far as their backends are known. */
export const projectBuilds = (run: RunInstruction, facts: ProjectFacts): readonly ProjectBuild[] =>
  stepsOf(run)
    .filter(({ certain }) => certain)
    .flatMap((step) => buildsOf(step, facts));

function buildsOf(step: Step, facts: ProjectFacts): readonly ProjectBuild[] {
  const tool = effectiveTool(step.command);
  switch (tool?.kind) {
    case 'pip':
      return folders(tool, step).flatMap((folder) => byBackend(step, 'pip', folder, tool.subcommand, facts));
    case 'uv':
      return syncsProject(tool, step) ? byBackend(step, 'uv', '.', verbOf(step, 'sync'), facts).filter(isPackage) : [];
    case 'poetry':
      return byPoetry(tool, step, facts);
    default:
      return [];
  }
}

const verbOf = ({ command }: Step, action: string): Word | undefined =>
  command.words.find((word) => word.literal === action);

interface Described {
  readonly pyproject: Input;
  readonly settings: ProjectSettings;
}

function described({ run, directory }: Step, folder: string, facts: ProjectFacts): Described | undefined {
  const path = joinPath(joinPath(directory, folder), 'pyproject.toml');
  const pyproject = path.known ? findInput(run, path.value, facts) : undefined;
  const file = pyproject && facts.dependencies.get(workspacePath(pyproject.contextPath, facts));
  const settings = file?.known ? file.value.settings : undefined;
  return pyproject && settings ? { pyproject, settings } : undefined;
}

interface Packaged extends ProjectBuild {
  readonly settings: ProjectSettings;
}

function byBackend(
  step: Step,
  by: 'pip' | 'uv',
  folder: string,
  verb: Word | undefined,
  facts: ProjectFacts,
): readonly Packaged[] {
  const found = described(step, folder, facts);
  const { backend, stopsWithout } = found?.settings.build ?? {};
  if (!found || backend === undefined || !stopsWithout) return [];
  return [{ run: step.run, command: step.command, by, verb, stops: backend, needs: stopsWithout, ...found }];
}

/** uv installs a project that has a build system, unless it is told otherwise. */
const isPackage = ({ settings: { name, uvPackage } }: Packaged): boolean =>
  name !== undefined && uvPackage?.value !== false;

const BUILDS = new Set(['install', 'wheel']);
const ARCHIVE = /\.(?:whl|zip|tar(?:\.\w+)?|tgz)$/;

/** Folders among what pip is asked to install: `.`, `./backend[prod]`. */
function folders({ action, targets, editables, options }: PipTool, { run }: Step): readonly string[] {
  if (!BUILDS.has(action ?? '') || options.some(({ canonical }) => canonical === '--dry-run')) return [];
  return [...editables, ...targets].flatMap((word) => {
    const value = wordValue(word, run);
    const path = value.known ? value.value.replace(/\[[\w\s.,-]*\]$/, '') : '';
    return (/^\.{1,2}$/.test(path) || /^[^:@~]*\/[^:@]*$/.test(path)) && !ARCHIVE.test(path) ? [path] : [];
  });
}

/** Options and variables with which uv may leave the project out, or take another one. */
const UV_OPTIONS = new Set(
  '--directory --project --script --package --all-packages --dry-run --check --only-group --only-dev --no-build --no-build-package --no-install-package'.split(
    ' ',
  ),
);
const UV_VARIABLES =
  'UV_PROJECT UV_WORKING_DIR UV_WORKING_DIRECTORY UV_NO_BUILD UV_NO_BUILD_PACKAGE UV_NO_INSTALL_PROJECT UV_NO_INSTALL_WORKSPACE UV_NO_INSTALL_LOCAL'.split(
    ' ',
  );

const syncsProject = ({ action, noInstallProject, options }: UvTool, step: Step): boolean =>
  action === 'sync' &&
  !noInstallProject &&
  !options.some(({ canonical }) => UV_OPTIONS.has(canonical)) &&
  !UV_VARIABLES.some((name) => variableOf(step, name));

const POETRY_INSTALLS = new Set(['install', 'sync']);
const POETRY_OPTIONS = new Set(['--dry-run', '--directory', '--project']);

/** Poetry 2 stops where it cannot install the project; before, it warned. */
function byPoetry(tool: PoetryTool, step: Step, facts: ProjectFacts): readonly ProjectBuild[] {
  const { run, command } = step;
  if (!POETRY_INSTALLS.has(tool.action ?? '') || tool.noRoot) return [];
  if (tool.options.some(({ canonical }) => POETRY_OPTIONS.has(canonical))) return [];
  const found = described(step, '.', facts);
  const { name, poetryPackageMode, build } = found?.settings ?? {};
  if (!found || !build || name === undefined || poetryPackageMode?.value === false) return [];
  if ((poetryVersion(run, facts)?.major ?? 0) < 2) return [];
  const verb = verbOf(step, tool.action ?? '');
  const { pyproject } = found;
  return [{ run, command, by: 'poetry', verb, pyproject, stops: 'Poetry', needs: build.poetryStopsWithout }];
}
