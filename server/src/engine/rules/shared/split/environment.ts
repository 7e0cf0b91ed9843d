import { joinPath } from '../../../model/state.ts';
import type { RunInstruction, Stage } from '../../../model/types.ts';
import { expandWord } from '../../../model/words.ts';
import type { Command } from '../../../shell/types.ts';
import { partOf } from './commands.ts';

/** The environment that the final stage takes from the builder. */
export interface Environment {
  readonly path: string;
  /** The file installs into the system: an environment has to be made in front of this command. */
  readonly madeBefore: { readonly run: RunInstruction; readonly command: Command } | undefined;
  /** uv must not bring a Python of its own, which would stay behind in the builder. */
  readonly pinsPython: boolean;
}

export const NEW_ENVIRONMENT = '/opt/venv';

/** Variables that lay packages elsewhere, or name an environment in a way of their own. */
const UNFIT_VARIABLES =
  /^(?:VIRTUAL_ENV|PYTHONHOME|PYTHONUSERBASE|PIP_(?:USER|TARGET|PREFIX|PYTHON|CONFIG_FILE|REQUIRE_VIRTUALENV)|UV_(?:SYSTEM_PYTHON|PYTHON|PYTHON_INSTALL_DIR|PYTHON_PREFERENCE|CONFIG_FILE|TOOL_DIR)|POETRY_(?:HOME|VIRTUALENVS_PATH|VIRTUALENVS_OPTIONS_\w+))$/;

const declares = (stage: Stage, test: (name: string) => boolean): boolean =>
  stage.instructions.some(
    ({ node }) => (node.kind === 'env' || node.kind === 'arg') && node.pairs.some(({ name }) => test(name)),
  );

interface Step {
  readonly run: RunInstruction;
  readonly command: Command;
}

const isTrue = (value: string | undefined): boolean => /^(?:1|true|yes|on)$/i.test(value ?? '');

function variable({ before }: RunInstruction, name: string): string | undefined {
  const value = before.declaredEnv(name);
  return value?.known ? value.value : undefined;
}

/** Programs at a path of their own belong to no environment we know. */
const isBare = ({ tool, program, wrappers }: Command): boolean =>
  wrappers.length === 0 && program[0]?.text.includes('/') === false && tool !== undefined;

/** Where the packages of some RUNs land; undefined where that is not fully understood. */
export function environmentOf(stage: Stage, runs: readonly RunInstruction[]): Environment | undefined {
  const steps = runs.flatMap((run) => run.script.commands.map((command) => ({ run, command })));
  const made = steps.filter(({ command }) => partOf(command) === 'environment');
  const installs = steps.filter(({ command }) => partOf(command) === 'install');
  const [first] = installs;
  if (!first || installs.some(({ command }) => command.openEnded)) return undefined;
  const [own, ...others] = made;
  if (own) return others.length === 0 ? ownEnvironment(stage, own, installs) : undefined;
  if (declares(stage, (name) => UNFIT_VARIABLES.test(name))) return undefined;
  const kinds = new Set(
    installs.map(({ command: { tool } }) =>
      tool?.kind === 'pip' ? tool.front : tool?.kind === 'uv' ? 'sync' : tool?.kind,
    ),
  );
  if (kinds.size !== 1 || !installs.every(({ command }) => isBare(command))) return undefined;
  const [kind] = kinds;
  if (kind === 'sync') return environmentOfUv(stage, first);
  if (kind === 'poetry' && isTrue(variable(first.run, 'POETRY_VIRTUALENVS_IN_PROJECT')))
    return onPath(stage, joinPath(first.run.before.workdir, '.venv'));
  const fits =
    kind === 'poetry' ? installsIntoSystem(first, steps) : installs.every(({ command }) => isPlainInstall(command));
  if (!fits) return undefined;
  const start = kind === 'pip' ? steps.find(({ command }) => command.tool?.kind === 'pip') : first;
  return { path: NEW_ENVIRONMENT, madeBefore: start, pinsPython: false };
}

/** pip into the image's own Python: no editable project, which would stay behind, and no place of its own. */
function isPlainInstall({ tool }: Command): boolean {
  if (tool?.kind !== 'pip' || tool.user || tool.editables.length > 0) return false;
  return tool.front === 'uv' ? tool.destination?.canonical === '--system' : tool.destination === undefined;
}

/** Poetry is told to make no environment. */
function installsIntoSystem({ run }: Step, steps: readonly Step[]): boolean {
  if (/^(?:0|false|no|off)$/i.test(variable(run, 'POETRY_VIRTUALENVS_CREATE') ?? '')) return true;
  return steps.some(
    ({ command: { tool } }) =>
      tool?.kind === 'poetry' &&
      tool.action === 'config' &&
      tool.args[0]?.literal === 'virtualenvs.create' &&
      tool.args[1]?.literal === 'false',
  );
}

/** uv makes the environment itself, beside the project or where a variable says. */
function environmentOfUv(stage: Stage, { run }: Step): Environment | undefined {
  const declared = run.before.declaredEnv('UV_PROJECT_ENVIRONMENT');
  if (declared && !declared.known) return undefined;
  const found = onPath(stage, joinPath(run.before.workdir, declared?.value ?? '.venv'));
  if (!found || /^\/usr(?:\/|$)/.test(found.path)) return undefined;
  return { ...found, pinsPython: run.before.declaredEnv('UV_PYTHON_DOWNLOADS') === undefined };
}

/** The file makes one by itself. */
function ownEnvironment(
  stage: Stage,
  { run, command: { tool } }: Step,
  installs: readonly Step[],
): Environment | undefined {
  if (tool?.kind !== 'venv') return undefined;
  if (tool.options.some(({ canonical }) => canonical === '--system-site-packages' || canonical === '--python'))
    return undefined;
  const values = tool.directory && expandWord(tool.directory, run.before, run.script);
  const [value] = values?.known ? values.value : [tool.directory ? undefined : '.venv'];
  const found = value === undefined ? undefined : onPath(stage, joinPath(run.before.workdir, value));
  // Other commands than those of the environment may install into the system as well.
  const isInside = ({ run: each, command }: Step): boolean => {
    const program = command.program[0]?.text ?? '';
    const path = each.before.env('PATH');
    if (command.tool?.kind !== 'pip' || command.tool.destination || command.tool.user) return false;
    return (
      program.startsWith(`${found?.path}/bin/`) ||
      (path?.known === true && path.value.startsWith(`${found?.path}/bin:`))
    );
  };
  return found && installs.every(isInside) ? found : undefined;
}

/** An environment whose programs the image finds. */
function onPath(stage: Stage, folder: ReturnType<typeof joinPath>): Environment | undefined {
  const path = stage.end.env('PATH');
  if (!folder.known || !path?.known || !path.value.split(':').includes(`${folder.value}/bin`)) return undefined;
  return { path: folder.value, madeBefore: undefined, pinsPython: false };
}
