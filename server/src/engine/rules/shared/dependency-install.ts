import { joinPath } from '../../model/state.ts';
import type { RunInstruction } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { Command, Word } from '../../shell/types.ts';
import { type Known, unknown } from '../../text/known.ts';
import { remembered } from '../../text/remembered.ts';
import { commandsOf, effectiveTool } from './commands.ts';
import { directoryBefore } from './paths.ts';

export type Installer = 'pip' | 'uv' | 'poetry' | 'pipenv' | 'pdm';
type LockInstaller = Exclude<Installer, 'pip'>;
type Tool = NonNullable<Command['tool']>;

/** A file that an install reads. */
export interface Read {
  /** In the image. */
  readonly path: Known<string>;
  /** `must`: it fails without. `may`: a lock file, which is usually there. `seldom`: settings of the tool. */
  readonly need: 'must' | 'may' | 'seldom';
  /** The word that names it; undefined for a file that the tool looks for by itself. */
  readonly word: Word | undefined;
}

/** A command that installs the project's dependencies from files of the project. */
export interface DependencyInstall {
  readonly installer: Installer;
  readonly command: Command;
  readonly reads: readonly Read[];
  /** It also installs the project itself, whose source has to be there. */
  readonly installsProject: boolean;
  /** The word that says what to do: `sync`. */
  readonly verb: Word | undefined;
}

const LOCK_FILES: Readonly<Record<LockInstaller, readonly (readonly [string, Read['need']])[]>> = {
  uv: [
    ['pyproject.toml', 'must'],
    ['uv.lock', 'may'],
    ['uv.toml', 'seldom'],
    ['.python-version', 'seldom'],
  ],
  poetry: [
    ['pyproject.toml', 'must'],
    ['poetry.lock', 'may'],
    ['poetry.toml', 'seldom'],
  ],
  pipenv: [
    ['Pipfile', 'must'],
    ['Pipfile.lock', 'may'],
  ],
  pdm: [
    ['pyproject.toml', 'must'],
    ['pdm.lock', 'may'],
    ['pdm.toml', 'seldom'],
  ],
};

/** Options that name the folder of the project. */
const PROJECT_FOLDER = new Set(['--directory', '--project', '--working-dir']);
/** Variables that do. */
const PROJECT_VARIABLES = ['UV_PROJECT', 'UV_WORKING_DIRECTORY', 'PIPENV_PIPFILE', 'PDM_PROJECT'];

const PIP_INSTALLS = new Set(['install', 'wheel', 'download', 'sync']);
const LOCK_INSTALLS: Readonly<Record<LockInstaller, readonly string[]>> = {
  uv: ['sync'],
  poetry: ['install', 'sync'],
  pipenv: ['install', 'sync'],
  pdm: ['install', 'sync'],
};

/** The installs of a RUN, in order. An install of named packages alone reads nothing and is none. */
export const dependencyInstalls: (run: RunInstruction) => readonly DependencyInstall[] = remembered(
  (run: RunInstruction) => commandsOf(run.script).flatMap((command) => readInstall(run, command) ?? []),
);

function readInstall(run: RunInstruction, command: Command): DependencyInstall | undefined {
  const tool = effectiveTool(command);
  switch (tool?.kind) {
    case 'pip': {
      if (!PIP_INSTALLS.has(tool.action ?? '') || tool.requirements.length === 0) return undefined;
      const directory = directoryBefore(run, command);
      const files = [...tool.requirements, ...tool.constraints];
      return {
        installer: 'pip',
        command,
        reads: files.map((word) => ({ path: resolve(run, word, directory), need: 'must', word })),
        installsProject: tool.editables.length > 0 || tool.targets.some(isLocal),
        verb: tool.subcommand,
      };
    }
    case 'uv':
      return lockInstall(run, command, tool, !tool.noInstallProject);
    case 'poetry':
      return lockInstall(run, command, tool, !tool.noRoot);
    case 'pdm':
      return lockInstall(run, command, tool, !tool.options.some((option) => option.canonical === '--no-self'));
    case 'pipenv':
      return lockInstall(run, command, tool, false);
    default:
      return undefined;
  }
}

function lockInstall(
  run: RunInstruction,
  command: Command,
  tool: Extract<Tool, { kind: LockInstaller }>,
  installsProject: boolean,
): DependencyInstall | undefined {
  const { kind: installer, action } = tool;
  if (action === undefined || !LOCK_INSTALLS[installer].includes(action)) return undefined;
  const folder = projectFolder(run, command, tool);
  return {
    installer,
    command,
    reads: LOCK_FILES[installer].map(([name, need]) => ({ path: joinPath(folder, name), need, word: undefined })),
    installsProject,
    verb: command.words.find((word) => word.literal === action),
  };
}

function projectFolder(run: RunInstruction, command: Command, { options }: Tool): Known<string> {
  if (PROJECT_VARIABLES.some((name) => run.before.variable(name)?.known))
    return unknown('a variable names the project');
  let folder = directoryBefore(run, command);
  for (const { canonical, literal } of options) {
    if (PROJECT_FOLDER.has(canonical)) folder = literal === undefined ? unknown('hidden') : joinPath(folder, literal);
  }
  return folder;
}

const isLocal = (word: Word): boolean => /^(?:\.{1,2}(?:$|[/[])|\/|file:)|\.whl$/.test(word.text.replace(/^["']/, ''));

function resolve(run: RunInstruction, word: Word, directory: Known<string>): Known<string> {
  const values = expandWord(word, run.before, run.script);
  if (!values.known) return values;
  const [value] = values.value;
  if (value === undefined || value.includes('://') || value.startsWith('/dev/'))
    return unknown(`${word.text} is no file of the project`);
  return joinPath(directory, value);
}
