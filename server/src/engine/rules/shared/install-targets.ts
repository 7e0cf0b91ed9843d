import { joinPath, normalizePath } from '../../model/state.ts';
import type { Command } from '../../shell/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { effectiveTool } from './commands.ts';
import { isOff, isOn, pathOf, type Step, variableOf } from './steps.ts';

type ToolOf<K> = Extract<NonNullable<Command['tool']>, { kind: K }>;

/** Where an install puts what it installs. */
export type Target =
  /** The Python of the image. */
  | { readonly kind: 'system' }
  | { readonly kind: 'venv'; readonly path: string }
  /** `~/.local` of whoever runs it. */
  | { readonly kind: 'user'; readonly path: string }
  /** A virtual environment with a made-up name below a folder: Poetry's and Pipenv's way. */
  | { readonly kind: 'hidden'; readonly folder: string; readonly tool: 'poetry' | 'pipenv' }
  | { readonly kind: 'unknown' };

const SYSTEM: Target = { kind: 'system' };
const UNKNOWN: Target = { kind: 'unknown' };

/** What `poetry config` has said so far. */
export type PoetryConfig = ReadonlyMap<string, Known<string>>;

/** What an install finds when it begins. */
export interface Surroundings {
  readonly poetry: PoetryConfig;
  isEnvironment(path: string): boolean;
}

const SYSTEM_PREFIX = /^\/(?:usr(?:\/local)?)?$/;

const inPrefix = (path: Known<string>): Target => {
  if (!path.known) return UNKNOWN;
  return SYSTEM_PREFIX.test(path.value) ? SYSTEM : { kind: 'venv', path: path.value };
};

/** `/opt/venv/bin/python3` → `/opt/venv`; what is no path is a name or a version. */
function prefixOf(path: Known<string>): Known<string> {
  if (!path.known) return path;
  const folder = /^(.*)\/bin\/[^/]+$/.exec(path.value)?.[1];
  return folder === undefined ? known(path.value) : known(folder === '' ? '/' : folder);
}

/** Root's home is known, others' are where an account says. */
export function homeOf({ run, ...step }: Step): Known<string> {
  const set = variableOf({ run, ...step }, 'HOME');
  if (set) return set;
  const { user } = run.before;
  return user.known && /^(?:root|0)(?::|$)/.test(user.value) ? known('/root') : unknown('the home of a user');
}

const below = (folder: Known<string>, path: string): Known<string> => (folder.known ? joinPath(folder, path) : folder);

const active = (step: Step): Known<string> | undefined => step.activated ?? variableOf(step, 'VIRTUAL_ENV');

/** The environment of the first folder of PATH that has one, else the system's Python. */
function onPath(step: Step, { isEnvironment }: Surroundings): Target {
  if (step.activated) return step.activated.known ? inPrefix(step.activated) : UNKNOWN;
  const path = step.run.before.env('PATH');
  if (!path?.known) return UNKNOWN;
  for (const entry of path.value.split(':')) {
    const folder = joinPath(step.directory, entry);
    const prefix = folder.known ? /^(.*)\/bin$/.exec(folder.value)?.[1] : undefined;
    if (prefix !== undefined && isEnvironment(prefix)) return { kind: 'venv', path: prefix };
  }
  return SYSTEM;
}

function ofPip(tool: ToolOf<'pip'>, step: Step, surroundings: Surroundings): Target {
  if (tool.front === 'uv') return ofUvPip(tool, step, surroundings);
  if (['PIP_TARGET', 'PIP_PREFIX', 'PIP_ROOT', 'PIP_PYTHON'].some((name) => variableOf(step, name))) return UNKNOWN;
  const { destination } = tool;
  if (destination) {
    if (destination.canonical !== '--python' || !destination.value) return UNKNOWN;
    return destination.literal?.includes('/') ? inPrefix(prefixOf(pathOf(destination.value, step))) : UNKNOWN;
  }
  if (tool.user || isOn(variableOf(step, 'PIP_USER'))) return inUserSite(step);
  const [program] = step.command.program;
  if (!program?.text.includes('/')) return onPath(step, surroundings);
  return inPrefix(prefixOf(pathOf(program, step)));
}

function inUserSite(step: Step): Target {
  const base = variableOf(step, 'PYTHONUSERBASE') ?? below(homeOf(step), '.local');
  return base.known ? { kind: 'user', path: normalizePath(base.value) } : UNKNOWN;
}

function ofUvPip({ destination, options }: ToolOf<'pip'>, step: Step, { isEnvironment }: Surroundings): Target {
  if (destination?.canonical === '--system' || isOn(variableOf(step, 'UV_SYSTEM_PYTHON'))) return SYSTEM;
  if (destination && destination.canonical !== '--python') return UNKNOWN;
  const chosen = options.find(({ canonical }) => canonical === '--python');
  if (chosen) return chosen.value?.text.includes('/') ? inPrefix(prefixOf(pathOf(chosen.value, step))) : UNKNOWN;
  if (variableOf(step, 'UV_PYTHON')) return UNKNOWN;
  const venv = active(step);
  if (venv) return inPrefix(venv);
  const near = below(step.directory, '.venv');
  return near.known && isEnvironment(near.value) ? { kind: 'venv', path: near.value } : UNKNOWN;
}

const ELSEWHERE = new Set([
  '--directory',
  '--project',
  '--script',
  '--package',
  '--all-packages',
  '--dry-run',
  '--check',
]);

function ofUv(tool: ToolOf<'uv'>, step: Step): Target | undefined {
  if (tool.action !== 'sync') return undefined;
  if (tool.options.some(({ canonical }) => ELSEWHERE.has(canonical)) || variableOf(step, 'UV_PROJECT')) return UNKNOWN;
  if (tool.options.some(({ canonical }) => canonical === '--active')) return inPrefix(active(step) ?? unknown('none'));
  const named = variableOf(step, 'UV_PROJECT_ENVIRONMENT');
  if (named) return named.known ? inPrefix(joinPath(step.directory, named.value)) : UNKNOWN;
  return inPrefix(below(step.directory, '.venv'));
}

/** What a setting of Poetry is: the environment outranks what `poetry config` wrote. */
const poetrySetting = (name: string, step: Step, { poetry }: Surroundings): Known<string> | undefined =>
  variableOf(step, `POETRY_VIRTUALENVS_${name.toUpperCase().replaceAll('-', '_')}`) ?? poetry.get(name);

function ofPoetry(tool: ToolOf<'poetry'>, step: Step, surroundings: Surroundings): Target | undefined {
  if (tool.action !== 'install' && tool.action !== 'sync') return undefined;
  if (tool.options.some(({ canonical }) => ELSEWHERE.has(canonical) || canonical === '--only-root')) return UNKNOWN;
  const venv = active(step);
  if (venv) return inPrefix(venv);
  const create = poetrySetting('create', step, surroundings);
  if (create && !isOn(create)) return isOff(create) ? SYSTEM : UNKNOWN;
  const near = below(step.directory, '.venv');
  const inProject = poetrySetting('in-project', step, surroundings);
  if (isOn(inProject) || (near.known && surroundings.isEnvironment(near.value))) return inPrefix(near);
  if (inProject && !isOff(inProject)) return UNKNOWN;
  return hidden('poetry', poetryFolder(step, surroundings));
}

function poetryFolder(step: Step, surroundings: Surroundings): Known<string> {
  const path = poetrySetting('path', step, surroundings);
  if (path) return path.known && path.value.startsWith('/') ? path : unknown('a folder of its own choice');
  const cache = variableOf(step, 'POETRY_CACHE_DIR');
  if (cache) return below(cache, 'virtualenvs');
  const all = variableOf(step, 'XDG_CACHE_HOME') ?? below(homeOf(step), '.cache');
  return below(all, 'pypoetry/virtualenvs');
}

function ofPipenv(tool: ToolOf<'pipenv'>, step: Step, { isEnvironment }: Surroundings): Target | undefined {
  if (tool.action !== 'install' && tool.action !== 'sync') return undefined;
  if (tool.system || isOn(variableOf(step, 'PIPENV_SYSTEM'))) return SYSTEM;
  if (variableOf(step, 'PIPENV_PIPFILE') || variableOf(step, 'PIPENV_CUSTOM_VENV_NAME')) return UNKNOWN;
  const venv = active(step);
  if (venv) return inPrefix(venv);
  const near = below(step.directory, '.venv');
  const inProject = variableOf(step, 'PIPENV_VENV_IN_PROJECT');
  if (isOn(inProject) || (near.known && isEnvironment(near.value))) return inPrefix(near);
  if (inProject && !isOff(inProject)) return UNKNOWN;
  return hidden('pipenv', variableOf(step, 'WORKON_HOME') ?? below(homeOf(step), '.local/share/virtualenvs'));
}

const hidden = (tool: 'poetry' | 'pipenv', folder: Known<string>): Target =>
  folder.known ? { kind: 'hidden', folder: normalizePath(folder.value), tool } : UNKNOWN;

/** Where a command installs to; undefined for commands that install nothing. */
export function targetOf(step: Step, surroundings: Surroundings): Target | undefined {
  const tool = effectiveTool(step.command);
  const target = ((): Target | undefined => {
    switch (tool?.kind) {
      case 'pip':
        return tool.action === 'install' || tool.action === 'sync' ? ofPip(tool, step, surroundings) : undefined;
      case 'uv':
        return ofUv(tool, step);
      case 'poetry':
        return ofPoetry(tool, step, surroundings);
      case 'pipenv':
        return ofPipenv(tool, step, surroundings);
      case 'pdm':
        return tool.action === 'install' || tool.action === 'sync' ? UNKNOWN : undefined;
      default:
        return undefined;
    }
  })();
  // Somebody else's shell, or a program that `uv run` starts in its own environment.
  return target && tool !== step.command.tool ? UNKNOWN : target;
}
