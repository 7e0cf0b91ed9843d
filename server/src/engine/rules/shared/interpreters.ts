import { contextCandidates } from '../../model/files.ts';
import { joinPath } from '../../model/state.ts';
import type { Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { UvTool, VenvTool } from '../../shell/tools/types.ts';
import { pythonOf } from './environments.ts';
import { homeOf } from './install-targets.ts';
import type { Environment } from './package-places.ts';
import { instructionsOf, isOff, isOn, type Step, stepsOf, variableOf } from './steps.ts';

/** The Python that an environment points to. */
export type Interpreter =
  | { readonly kind: 'image'; readonly folder: '/usr/local/bin' | '/usr/bin' }
  /** One that uv has downloaded into a folder. */
  | { readonly kind: 'uv'; readonly folder: string };

const stepsIn = (stage: Stage): Step[] =>
  instructionsOf(stage).flatMap((each) => (each.kind === 'run' ? stepsOf(each) : []));

/** The image has no Python of its own, whatever is installed later. */
const startsWithoutPython = ({ base }: Stage): boolean =>
  (base.family === 'uv' || base.family === 'debian' || base.family === 'alpine') &&
  !base.python.known &&
  (base.variant === 'slim' || base.variant === 'alpine');

const installsSystemPython = (stage: Stage): boolean =>
  stepsIn(stage).some(
    ({ command: { tool } }) =>
      (tool?.kind === 'apt' || tool?.kind === 'apk') &&
      tool.packages.some(({ text }) => /^["']?(?:python|py3-|pypy|\$)/.test(text)),
  );

/** The Python of the image, as far as it is the only one. */
function ofImage(stage: Stage): Interpreter | undefined {
  const { family } = stage.base;
  if (pythonOf(stage) !== undefined && (family === 'python' || family === 'uv'))
    return { kind: 'image', folder: '/usr/local/bin' };
  const isDebian = family === 'debian' || family === 'ubuntu' || family === 'alpine';
  return isDebian && installsSystemPython(stage) ? { kind: 'image', folder: '/usr/bin' } : undefined;
}

function ofVenv({ run, command }: Step): Interpreter | undefined {
  const [program] = command.program;
  const text = program?.literal ?? '';
  if (/^\/usr\/bin\/python/.test(text)) return { kind: 'image', folder: '/usr/bin' };
  if (/^\/usr\/local\/bin\/python/.test(text)) return { kind: 'image', folder: '/usr/local/bin' };
  return /^python[\d.]*$/.test(text) ? ofImage(run.stage) : undefined;
}

const CHOOSES = ['UV_PYTHON', 'UV_PYTHON_PREFERENCE', 'UV_MANAGED_PYTHON', 'UV_NO_MANAGED_PYTHON', 'UV_SYSTEM_PYTHON'];

/** uv may bring a Python of its own where the image has none that fits. */
export const mayDownload = (step: Step): boolean => {
  const { tool } = step.command;
  if (tool?.options.some(({ canonical }) => canonical === '--no-python-downloads' || canonical === '--offline'))
    return false;
  if (isOn(variableOf(step, 'UV_OFFLINE'))) return false;
  const value = variableOf(step, 'UV_PYTHON_DOWNLOADS');
  if (!value) return true;
  return value.known && !isOff(value) && value.value !== 'never' && value.value !== 'manual';
};

/** `.python-version` asks for another Python than the image has. */
function asksForAnother({ run, directory }: Step, facts: ProjectFacts): boolean {
  const { python } = run.stage.base;
  const path = joinPath(directory, '.python-version');
  if (!python.known || !path.known) return false;
  const [file] = contextCandidates(run, path.value).filter((each) => facts.text(each.path).known);
  const text = file && facts.text(file.path);
  const wanted = text?.known ? /^\s*(?:cpython-|python)?(\d+\.\d+)/m.exec(text.value)?.[1] : undefined;
  return wanted !== undefined && wanted !== python.value;
}

function uvsFolder(step: Step): Interpreter | undefined {
  const set = variableOf(step, 'UV_PYTHON_INSTALL_DIR');
  const data = variableOf(step, 'XDG_DATA_HOME') ?? joinPath(homeOf(step), '.local/share');
  const folder = set ?? joinPath(data, 'uv/python');
  return folder.known && folder.value.startsWith('/') ? { kind: 'uv', folder: folder.value } : undefined;
}

const isPythonInstall = ({ command: { tool }, certain }: Step): boolean =>
  tool?.kind === 'uv' && tool.action === 'python install' && certain;

function ofUv(step: Step, tool: UvTool | VenvTool, facts: ProjectFacts): Interpreter | undefined {
  const { stage } = step.run;
  const chooses = tool.options.some(({ canonical }) =>
    /^--(?:no-)?(?:managed-)?python(?:-preference)?$/.test(canonical),
  );
  if (chooses || CHOOSES.some((name) => variableOf(step, name))) return undefined;
  const isInstalled = stepsIn(stage).some(isPythonInstall);
  if (isInstalled) return uvsFolder(step);
  if (stage.base.python.known)
    return mayDownload(step) && asksForAnother(step, facts) ? uvsFolder(step) : ofImage(stage);
  return startsWithoutPython(stage) && !installsSystemPython(stage) && mayDownload(step) ? uvsFolder(step) : undefined;
}

/** The Python that an environment was made with; undefined where that cannot be told. */
export function interpreterOf({ maker }: Environment, facts: ProjectFacts): Interpreter | undefined {
  const { tool } = maker.command;
  if (tool?.kind === 'uv') return ofUv(maker, tool, facts);
  if (tool?.kind !== 'venv') return undefined;
  return /(?:^|\/)uv$/.test(tool.program.text) ? ofUv(maker, tool, facts) : ofVenv(maker);
}
