import { isPackageScript } from '../../../data/python-tools.ts';
import type { CopyInstruction, Instruction, RunInstruction, Stage } from '../../../model/types.ts';
import type { Tool } from '../../../shell/tools/types.ts';
import { lastPart } from '../../../text/path.ts';
import { remembered } from '../../../text/remembered.ts';
import { effectiveTool } from '../commands.ts';
import { installsPackages } from '../environments.ts';
import { bringsPythonAtMost } from '../installed.ts';
import { isPlainFile, mayBeLibrary, mayInstall } from '../may-bring-packages.ts';
import { takenByStage } from '../reaches-image.ts';
import { type Step, stepsOf } from '../steps.ts';

/** Something in a stage itself, or in the image it begins with, may bring packages of Python that no install names. */
export const hasHiddenSources: (stage: Stage) => boolean = remembered(
  (stage: Stage) =>
    (stage.parent === undefined && !beginsPlain(stage)) || stage.instructions.some((each) => mayBringHidden(each)),
);

/** Images that bring nothing that is installed by somebody, or nothing at all. */
const EMPTY_FAMILIES = new Set(['scratch', 'distroless']);

const beginsPlain = (stage: Stage): boolean => {
  const { family, reference } = stage.base;
  if (EMPTY_FAMILIES.has(family)) return true;
  return bringsPythonAtMost(stage) && reference.known && !/onbuild/.test(reference.value.tag ?? '');
};

function mayBringHidden(instruction: Instruction): boolean {
  switch (instruction.kind) {
    case 'run':
      return instruction.script.opaque || stepsOf(instruction).some(isHiddenInstall) || mountsForeign(instruction);
    case 'copy':
    case 'add':
      return mayCopyPackages(instruction);
    case 'onbuild':
    case 'unknown':
      return true;
    default:
      return false;
  }
}

/** A command whose packages are not asked for where we could read it. */
function isHiddenInstall(step: Step): boolean {
  const { command } = step;
  const tool = effectiveTool(command);
  if (command.name === 'pip-sync') return false;
  switch (tool?.kind) {
    case undefined:
      return mayInstall(step);
    case 'apt':
    case 'apk':
      return tool.packages.some((word) => mayBeLibrary(word, step));
    case 'drop':
      return tool.runs.length > 0 && command.inner === undefined;
    case 'uv':
      return runsUnread(tool) || installsTool(tool.action);
    case 'poetry':
    case 'pipenv':
    case 'pdm':
      return runsUnread(tool);
    default:
      return false;
  }
}

/** `poetry run ./install.sh`: what the manager starts is nothing that we read. */
const runsUnread = (tool: Extract<Tool, { runs: unknown }>): boolean => {
  const [first] = tool.runs;
  return (
    first !== undefined && tool.ran === undefined && /\.(?:sh|py)$|^[./]|^(?:make|invoke|task|pip)/.test(first.text)
  );
};

/** A program in an environment of its own, which may be the server. */
const installsTool = (action: string | undefined): boolean => action === 'tool install';

/** A RUN may copy what it likes out of a mount that is none of the project's. */
const mountsForeign = ({ mounts }: RunInstruction): boolean =>
  mounts.some(({ mount, origin }) => mount.type === 'bind' && origin.kind === 'external');

/** Folders of what a browser gets, and of nothing else. */
const ASSETS =
  /(?:^|\/)(?:static(?:files)?|assets|dist|build|node_modules|public|media|locale|frontend|www|html)(?:\/|$)/;

/** A file that is no archive and no wheel. */
const PLAIN_FILE = /\.(?:txt|json|py|so|lock|html?|css|js|md|cfg|po|mo|xml|key|pub|env|map)$/;
/** One program, and none of Python's. */
const PROGRAM = /^(?:usr\/)?(?:local\/)?s?bin\/(?!python|pip|pypy)[\w.-]+$/;

const isAside = (path: string): boolean =>
  isPlainFile(path) ||
  PLAIN_FILE.test(path) ||
  ASSETS.test(path) ||
  (PROGRAM.test(path) && !isPackageScript(lastPart(path)));

function mayCopyPackages({ kind, copy, stage }: CopyInstruction): boolean {
  const { origin, sources, destination } = copy;
  if (!destination.known) return true;
  const isEach = (test: (path: string) => boolean): boolean =>
    sources.every((source) => source.known && test(source.value));
  switch (origin.kind) {
    case 'context': {
      const names = [destination.value, ...sources.flatMap((source) => (source.known ? [source.value] : []))];
      if (kind === 'add' && destination.value === '/') return true;
      return names.some((name) => isPackageScript(lastPart(name)) || BROUGHT.test(name));
    }
    case 'stage':
      // What is known to hold packages counts with all that its stage installs.
      return installsSomewhere(origin.stage) && !takenByStage(stage).has(origin.stage) && !isEach(isAside);
    default:
      return !isEach(isAside);
  }
}

/** An environment that was made elsewhere. */
const BROUGHT = /(?:^|\/)(?:(?:dist|site)-packages|\.?venv)(?:\/|$)/;

const installsSomewhere = (stage: Stage): boolean => stage.ancestry.some(installsPackages);
