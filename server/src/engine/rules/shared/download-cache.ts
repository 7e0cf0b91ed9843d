import { allInstructions } from '../../model/instruction-lists.ts';
import type { Instruction, Model, MountEntry, RunInstruction, Stage } from '../../model/types.ts';
import type { Command } from '../../shell/types.ts';
import { remembered } from '../../text/remembered.ts';
import { hasVariable } from './command-variables.ts';
import { commandsOf } from './commands.ts';
import { transientTargets } from './mounts.ts';

/** Programs that keep what they download. */
export type Installer = 'pip' | 'uv' | 'poetry' | 'pipenv';

/** pip takes any boolean, "off" too: every value switches its cache off. */
const SWITCHES: Readonly<Record<Installer, string | undefined>> = {
  pip: 'PIP_NO_CACHE_DIR',
  pipenv: 'PIP_NO_CACHE_DIR',
  uv: 'UV_NO_CACHE',
  poetry: undefined,
};

/** The variable that switches a program's cache off has a value; an unknown one counts. */
export function isSwitchedOff(program: Installer, command: Command, run: RunInstruction): boolean {
  const name = SWITCHES[program];
  return name !== undefined && hasVariable(name, command, run);
}

const LOCAL_WHEELS = /\.whl["']?$|wheels?\/\*["']?$/i;

type PipTool = Extract<Command['tool'], { kind: 'pip' }>;

/** Nothing is downloaded without an index, nor for wheels that are there. */
export const downloads = ({ noIndex, noDeps, targets, requirements }: PipTool): boolean =>
  !noIndex &&
  !(
    noDeps &&
    requirements.length === 0 &&
    targets.every((word) => !word.text.includes('://') && LOCAL_WHEELS.test(word.text))
  );

const CONFIGURATION = /(?:^|[/"'])(?:pip\.(?:conf|ini)|uv\.toml)["']?$|no-cache/;

/** Writes or brings a file that may switch the cache off. */
function configures(instruction: Instruction): boolean {
  switch (instruction.kind) {
    case 'copy':
    case 'add': {
      const { sources, destination } = instruction.node;
      return [...sources, destination].some((token) => token && CONFIGURATION.test(token.value));
    }
    case 'run':
      return commandsOf(instruction.script).some(({ tool, words, redirects }) => {
        const isConfig = tool?.kind === 'pip' && tool.action?.startsWith('config') === true;
        const written = redirects.flatMap(({ target }) => target ?? []);
        return [...(isConfig || !tool ? words : []), ...written].some((word) => CONFIGURATION.test(word.text));
      });
    default:
      return false;
  }
}

/** Where in a stage a configuration is there for the first time. */
const firstConfiguring = remembered((stage: Stage): number => {
  const index = stage.instructions.findIndex(configures);
  return index === -1 ? Number.POSITIVE_INFINITY : index;
});

/** A configuration that nobody reads here may switch the cache off. */
export const mayBeConfigured = (run: RunInstruction): boolean =>
  ['PIP_CONFIG_FILE', 'UV_CONFIG_FILE'].some((name) => run.before.declaredEnv(name) !== undefined) ||
  run.stage.ancestry.some(
    (stage) => firstConfiguring(stage) <= (stage === run.stage ? run.index : stage.instructions.length),
  );

/** Caches of other programs than Python's installers. */
const OTHER_CACHE =
  /^\/var\/(?:cache|lib)\/apt(?:\/|$)|\/\.(?:npm|yarn|pnpm-store|bun|cargo)(?:\/|$)|\/(?:npm|yarn|pnpm|go-build)$/;

const CACHE =
  /(?<!\/var\/)cache|pypoetry|^["']?(?:~|\$HOME|\$\{HOME\}|\/root|\/home\/[\w-]+)\/?(?:\.\[!.\]\*|\*)?["']?$/i;

const FOLDER_VARIABLES = ['PIP_CACHE_DIR', 'UV_CACHE_DIR', 'POETRY_CACHE_DIR', 'PIPENV_CACHE_DIR', 'XDG_CACHE_HOME'];

/** Empties a cache, or is somebody's script that may. */
function mayEmptyCache({ tool, name, words }: Command, run: RunInstruction): boolean {
  switch (tool?.kind) {
    case 'files':
      if (tool.front !== 'rm') return false;
      // A cache in a folder of its own choice may be any.
      return (
        FOLDER_VARIABLES.some((each) => run.before.variable(each) !== undefined) ||
        tool.paths.some((path) => CACHE.test(path.text))
      );
    case 'pip':
    case 'uv':
    case 'poetry':
      return tool.action?.startsWith('cache') === true;
    case 'pipenv':
      return tool.options.some((option) => option.name === '--clear');
    case undefined:
      return name === 'find' ? words.some((word) => CACHE.test(word.text)) : /clean|purge/i.test(name ?? '');
    default:
      return false;
  }
}

/** The cache never enters the layer, or leaves it in the same RUN. */
export const isCacheKeptOut = (run: RunInstruction): boolean =>
  transientTargets(run).some((target) => target === undefined || !OTHER_CACHE.test(target)) ||
  commandsOf(run.script).some((command) => mayEmptyCache(command, run));

/** What a COPY or the mounts of a RUN take files from. */
function takenBy(instruction: Instruction): readonly Pick<MountEntry, 'origin' | 'source'>[] {
  if (instruction.kind === 'run') return instruction.mounts;
  if (instruction.kind !== 'copy' && instruction.kind !== 'add') return [];
  const { origin, sources } = instruction.copy;
  return sources.map((source) => ({ origin, source }));
}

const worksOffline = (instruction: Instruction): boolean =>
  instruction.kind === 'run' &&
  (instruction.before.declaredEnv('UV_OFFLINE') !== undefined ||
    commandsOf(instruction.script).some(({ words }) => words.some((word) => word.literal === '--offline')));

/** Stages whose cache is taken into another one. */
const stagesWithTakenCache = remembered((model: Model): ReadonlySet<Stage> => {
  const found = new Set<Stage>();
  for (const { origin, source } of allInstructions(model).flatMap(takenBy)) {
    const mayBeCache = !source.known || /cache|pypoetry/i.test(source.value);
    if (origin.kind === 'stage' && mayBeCache) found.add(origin.stage);
  }
  return found;
});

/** For stages where something works offline, the last instruction that does. */
const lastOffline = remembered((model: Model): ReadonlyMap<Stage, number> => {
  const found = new Map<Stage, number>();
  for (const stage of model.stages)
    for (const each of stage.instructions) if (worksOffline(each)) found.set(stage, each.index);
  return found;
});

/** Somebody counts on the cache: another stage takes it, or a later command works offline. */
export const isCacheWanted = (run: RunInstruction, model: Model): boolean =>
  [...stagesWithTakenCache(model)].some((stage) => stage.ancestry.includes(run.stage)) ||
  [...lastOffline(model)].some(([stage, index]) =>
    stage === run.stage ? index >= run.index : stage.ancestry.includes(run.stage),
  );
