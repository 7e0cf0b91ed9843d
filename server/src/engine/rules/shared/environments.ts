import { inheritedCopies, inheritedRuns } from '../../model/instruction-lists.ts';
import { joinPath } from '../../model/state.ts';
import type { CopyInstruction, RunInstruction, Stage } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { Option } from '../../shell/tools/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import { remembered } from '../../text/remembered.ts';

/** The minor a stage's packages are for: that of its image, unless something in the stage brings or asks for another Python. */
export const pythonOf: (stage: Stage) => string | undefined = remembered((stage: Stage) => {
  const { python } = stage.base;
  return python.known && !bringsPython(stage, python.value) ? python.value : undefined;
});

const CHOOSE_PYTHON = ['UV_PYTHON', 'UV_PYTHON_INSTALL_DIR', 'UV_MANAGED_PYTHON'];

const bringsPython = (stage: Stage, minor: string): boolean =>
  CHOOSE_PYTHON.some((name) => stage.end.declaredEnv(name) !== undefined) ||
  inheritedCopies(stage).some((copy) => copy.copy.origin.kind !== 'context' && mayCarryPython(copy)) ||
  inheritedRuns(stage).some((run) => run.script.opaque || run.script.commands.some((each) => usesOther(each, minor)));

/** Programs that bring or choose a Python of their own. */
const PYTHON_MANAGERS = /^(?:pyenv|(?:micro)?mamba|conda|asdf|mise|rye|hatch|python-build)$/;
/** Debian's own Python, which is none of the image's. */
const DEBIANS_PYTHON = /^\/usr\/bin\/(?:python|pip)/;

/** The command installs or runs a Python that may be of another minor than the image's. */
function usesOther({ name, program, tool, words }: Command, minor: string): boolean {
  if (name === undefined) return false;
  if (PYTHON_MANAGERS.test(name) || words.some((word) => word.text === 'altinstall')) return true;
  const ownMinor = /^(?:python|pip)(\d+\.\d+)$/.exec(name)?.[1];
  if ((ownMinor !== undefined && ownMinor !== minor) || DEBIANS_PYTHON.test(program[0]?.text ?? '')) return true;
  switch (tool?.kind) {
    case 'apt':
    case 'apk':
      return tool.packages.some((word) => /^python\d\.\d/.test(word.text));
    case 'uv':
      return tool.action?.startsWith('python') === true || asksForOther(tool.options, minor);
    case 'venv':
    case 'poetry':
    case 'pipenv':
    case 'pdm':
      return asksForOther(tool.options, minor);
    default:
      return false;
  }
}

const asksForOther = (options: readonly Option[], minor: string): boolean =>
  options.some(({ canonical, literal }) => canonical === '--python' && versionIn(literal) !== minor);

/** `3.13` of `3.13.2`, `python3.13` and `/usr/local/bin/python3.13`. */
const versionIn = (text: string | undefined): string | undefined =>
  /^(?:\/usr\/local\/bin\/)?(?:python)?(\d+\.\d+)(?:\.\d+)?$/.exec(text ?? '')?.[1];

/** Folders that hold the image's own Python, or those that managers keep. */
const INTERPRETER =
  /^(?:\.|usr|usr\/local|usr\/local\/lib|opt|root)$|(?:^|\/)(?:pythons?|\.pyenv|(?:mini)?conda\d?)(?:\/|$)/;
const UVS_PYTHONS = /(?:^|\/)\.local(?:\/share(?:\/uv(?:\/python.*)?)?)?$/;

/** A copy that may bring a whole Python along. */
function mayCarryPython({ copy }: CopyInstruction): boolean {
  const fromUv = copy.origin.kind !== 'stage' || usesUv(copy.origin.stage);
  return copy.sources.some(
    (path) => !path.known || INTERPRETER.test(path.value) || (fromUv && UVS_PYTHONS.test(path.value)),
  );
}

const usesUv = (stage: Stage): boolean =>
  inheritedRuns(stage).some((run) => run.script.commands.some(({ name }) => name === 'uv' || name === 'uvx'));

/** Folders that belong to one Python: virtual environments, and prefixes into which pip installs. */
const environmentFolders = remembered((stage: Stage): readonly string[] =>
  inheritedRuns(stage).flatMap((run) => run.script.commands.flatMap((command) => folderMade(command, run) ?? [])),
);

/** The folder that a command makes or fills, when it can be told. */
function folderMade({ tool }: Command, run: RunInstruction): string | undefined {
  const { before, script } = run;
  const absolute = (path: string | undefined): string | undefined => {
    const joined = path === undefined ? undefined : joinPath(before.workdir, path);
    return joined?.known ? joined.value : undefined;
  };
  const read = (word: Word | undefined): string | undefined => {
    const values = word && expandWord(word, before, script);
    return values?.known ? values.value[0] : undefined;
  };
  const isSet = (name: string): boolean => /^(?:1|true|yes|on)$/i.test(setting(run, name) ?? '');
  switch (tool?.kind) {
    case 'venv':
      return absolute(tool.directory ? read(tool.directory) : '.venv');
    case 'uv': {
      if (tool.action !== 'sync' && tool.action !== 'run') return undefined;
      const isNamed = before.declaredEnv('UV_PROJECT_ENVIRONMENT') !== undefined;
      return absolute(isNamed ? setting(run, 'UV_PROJECT_ENVIRONMENT') : '.venv');
    }
    case 'poetry':
      return tool.action === 'install' && isSet('POETRY_VIRTUALENVS_IN_PROJECT') ? absolute('.venv') : undefined;
    case 'pipenv':
      return !tool.system && isSet('PIPENV_VENV_IN_PROJECT') ? absolute('.venv') : undefined;
    case 'pip':
      if (tool.user) return before.user.known && before.user.value === 'root' ? '/root/.local' : undefined;
      return tool.destination?.canonical === '--prefix' ? absolute(read(tool.destination.value)) : undefined;
    default:
      return undefined;
  }
}

function setting({ before }: RunInstruction, name: string): string | undefined {
  const value = before.declaredEnv(name);
  return value?.known ? value.value : undefined;
}

/** A folder of packages of one Python, or the library folder around it; Debian's own Python keeps its packages elsewhere. */
const LIBRARY = /^(?!\/usr\/lib\/).*\/lib\/python\d+\.\d+(?:\/site-packages(?:\/.*)?)?$/;

/** A path whose content is of one Python minor alone, or that holds such a folder. */
export function holdsPackages(stage: Stage, path: string): boolean {
  const inside = path === '/' ? '/' : `${path}/`;
  return LIBRARY.test(path) || environmentFolders(stage).some((each) => each === path || each.startsWith(inside));
}

const INSTALLERS = new Set(['pip', 'uv', 'poetry', 'pipenv', 'pdm', 'venv']);

const someCommand = (stage: Stage, test: (command: Command) => boolean): boolean =>
  stage.instructions.some((each) => each.kind === 'run' && (each.script.opaque || each.script.commands.some(test)));

/** The stage installs packages by itself, or may. */
export const installsPackages = (stage: Stage): boolean =>
  someCommand(stage, ({ tool }) => tool !== undefined && INSTALLERS.has(tool.kind));

/** The stage makes an environment anew, whatever was copied: uv and its like replace one of another Python. */
export const makesEnvironment: (stage: Stage) => boolean = remembered((stage: Stage) =>
  someCommand(stage, ({ tool }) => tool !== undefined && tool.kind !== 'pip' && INSTALLERS.has(tool.kind)),
);
