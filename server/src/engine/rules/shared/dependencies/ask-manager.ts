import type { ManagerRequest } from '../../../project/dependencies/requests.ts';
import type { Selection } from '../../../project/dependencies/selection.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { Option, PdmTool, PipenvTool, PoetryTool, UvTool } from '../../../shell/tools/types.ts';

import { mayHoldOptions } from '../hidden-options.ts';
import { isOn, type Step, variableOf } from '../steps.ts';
import { type Asked, HIDDEN, namesGiven } from './asked.ts';
import { MANIFESTS, type ManagerTool, projectFolder } from './manifests.ts';
import { fileIn, folderWithSlash, workspaceFile } from './project-files.ts';

/** What a command chooses; undefined where some of it cannot be read. */
interface Chosen {
  readonly selection: Selection;
  readonly member?: string | undefined;
  readonly removed?: readonly string[];
}

/** What a manager installs, or writes out, from its manifest and its lock. */
export function askManager(step: Step, tool: ManagerTool, facts: ProjectFacts): Asked {
  const chosen = choiceOf(tool, step);
  const [manifest, lock] = MANIFESTS[tool.kind];
  const folder = projectFolder(step, tool);
  const found = workspaceFile(step.run, fileIn(folder, manifest), facts);
  const locked = workspaceFile(step.run, fileIn(folder, lock), facts);
  const path = found ?? locked;
  if (!chosen || path === undefined) return HIDDEN;
  const within = folderWithSlash(path);
  const { selection, member, removed = [] } = chosen;
  const request: ManagerRequest = {
    by: tool.kind,
    folder: within,
    member,
    selection: tool.kind === 'pdm' ? withExtras(selection, within + manifest, facts) : selection,
  };
  return {
    asks: [{ request, step, exact: locked !== undefined }],
    hidden: mayHoldOptions(step.command, step.run),
    removed,
  };
}

const hasAny = (options: readonly Option[], ...names: readonly string[]): boolean =>
  options.some(({ canonical }) => names.includes(canonical));

function choiceOf(tool: ManagerTool, step: Step): Chosen | undefined {
  switch (tool.kind) {
    case 'uv':
      return choiceOfUv(tool, step);
    case 'poetry':
      return choiceOfPoetry(tool, step);
    case 'pipenv':
      return choiceOfPipenv(tool, step);
    case 'pdm':
      return choiceOfPdm(tool, step);
  }
}

function choiceOfUv({ options }: UvTool, step: Step): Chosen | undefined {
  if (hasAny(options, '--script', '--all-packages', '--no-extra')) return undefined;
  const given = (...names: readonly string[]) => namesGiven(options, step.run, ...names);
  const [extras, groups, without, only] = [
    given('--extra'),
    given('--group'),
    given('--no-group'),
    given('--only-group'),
  ];
  const [members, removed] = [given('--package'), given('--no-install-package', '--no-emit-package', '--prune')];
  const noGroup = variableOf(step, 'UV_NO_GROUP');
  if (!extras || !groups || !without || !only || !members || !removed || members.length > 1) return undefined;
  if (noGroup && !noGroup.known) return undefined;
  const noDev = hasAny(options, '--no-dev') || isOn(variableOf(step, 'UV_NO_DEV'));
  return {
    member: members[0],
    removed,
    selection: {
      extras: hasAny(options, '--all-extras') ? 'all' : extras,
      groups: hasAny(options, '--all-groups') ? 'all' : hasAny(options, '--dev') ? [...groups, 'dev'] : groups,
      without: [...without, ...(noDev ? ['dev'] : []), ...(noGroup?.value.split(/[\s,]+/) ?? [])],
      only: hasAny(options, '--only-dev') ? [...only, 'dev'] : only,
      noDefaultGroups: hasAny(options, '--no-default-groups') || isOn(variableOf(step, 'UV_NO_DEFAULT_GROUPS')),
    },
  };
}

function choiceOfPoetry({ options, action }: PoetryTool, { run }: Step): Chosen | undefined {
  if (hasAny(options, '--only-root')) return undefined;
  const given = (...names: readonly string[]) => namesGiven(options, run, ...names);
  const [extras, groups, without, only] = [given('--extras'), given('--with'), given('--without'), given('--only')];
  if (!extras || !groups || !without || !only) return undefined;
  return {
    selection: {
      extras: hasAny(options, '--all-extras') ? 'all' : extras,
      groups: hasAny(options, '--all-groups') ? 'all' : hasAny(options, '--dev') ? [...groups, 'dev'] : groups,
      without: hasAny(options, '--no-dev') ? [...without, 'dev'] : without,
      only,
      // The export of Poetry's plugin has the main group alone.
      noDefaultGroups: action === 'export',
    },
  };
}

/** Pipenv's own names of its two categories, and those that the facts have for them. */
const CATEGORIES: Readonly<Record<string, string>> = {
  packages: 'main',
  default: 'main',
  'dev-packages': 'dev',
  develop: 'dev',
};

function choiceOfPipenv({ options, dev }: PipenvTool, { run }: Step): Chosen | undefined {
  const categories = namesGiven(options, run, '--categories');
  if (!categories || hasAny(options, '--skip-lock', '--requirements')) return undefined;
  const only = hasAny(options, '--dev-only') ? ['dev'] : categories.map((name) => CATEGORIES[name] ?? name);
  return {
    selection: { extras: [], groups: dev ? ['dev'] : [], without: [], only, noDefaultGroups: false },
  };
}

function choiceOfPdm({ options }: PdmTool, { run }: Step): Chosen | undefined {
  const groups = namesGiven(options, run, '--group');
  const without = namesGiven(options, run, '--without');
  if (!groups || !without || hasAny(options, '--lockfile', '--override', '--global')) return undefined;
  const noMain = hasAny(options, '--no-default');
  return {
    selection: {
      extras: [],
      groups: groups.includes(':all') ? 'all' : groups,
      without: noMain ? [...without, 'main'] : without,
      only: [],
      noDefaultGroups: hasAny(options, '--prod') || (noMain && groups.length > 0),
    },
  };
}

/** PDM has one option for extras and groups: the manifest tells which is which. */
function withExtras(selection: Selection, manifest: string, { dependencies }: ProjectFacts): Selection {
  const file = dependencies.get(manifest);
  const { groups } = selection;
  if (!file?.known || groups === 'all') return { ...selection, extras: groups === 'all' ? 'all' : [] };
  const extras = new Set(file.value.groups.flatMap(({ kind, name }) => (kind === 'extra' ? [name] : [])));
  return {
    ...selection,
    extras: groups.filter((name) => extras.has(name)),
    groups: groups.filter((name) => !extras.has(name)),
  };
}
