import type { Instruction, Model, MountEntry, RunInstruction, Stage } from '../../model/types.ts';
import type { Flag } from '../../syntax/nodes.ts';
import { isWithin } from '../../text/path.ts';
import { remembered } from '../../text/remembered.ts';
import { createdAccounts } from './accounts.ts';
import { type CacheUse, type CachingTool, cacheUses } from './cache-folders.ts';
import { commandsOf, runsUnreadScript } from './commands.ts';
import { dependencyInstalls } from './dependency-install.ts';
import { isCacheKeptOut, isCacheWanted, mayBeConfigured } from './download-cache.ts';
import { mayHoldOptions } from './hidden-options.ts';
import { instructionsBefore } from './order.ts';
import { isRoot } from './privileges.ts';
import { onlyAddsProject } from './second-sync.ts';

const SWITCHES: Readonly<Record<CachingTool, string | undefined>> = {
  pip: 'PIP_NO_CACHE_DIR',
  uv: 'UV_NO_CACHE',
  poetry: undefined,
};

/** What keeps a cache mount from doing its work, or that there is none. */
export type MountDefect =
  | {
      readonly kind: 'switched-off';
      readonly run: RunInstruction;
      readonly uses: readonly [CacheUse, ...CacheUse[]];
      readonly variable: string | undefined;
    }
  | {
      readonly kind: 'not-writable';
      readonly run: RunInstruction;
      readonly use: CacheUse;
      readonly entry: MountEntry;
      readonly user: string;
      readonly uid: string | undefined;
    }
  | {
      readonly kind: 'elsewhere';
      readonly run: RunInstruction;
      readonly use: CacheUse;
      readonly entry: MountEntry;
      readonly folder: string;
      readonly uid: string | undefined;
    }
  | { readonly kind: 'none'; readonly places: readonly [Place, ...Place[]] };

/** An install that a mount would serve. */
export interface Place {
  readonly run: RunInstruction;
  readonly use: CacheUse;
  readonly folder: string;
  /** What the mount would serve as well, but for an option. */
  readonly switchedOff: readonly CacheUse[];
}

const cacheMounts = ({ mounts }: RunInstruction): readonly MountEntry[] =>
  mounts.filter(({ mount }) => mount.type === 'cache');

const covers = ({ target }: MountEntry, { folder }: CacheUse): boolean =>
  target.known && folder.known && isWithin(folder.value, target.value);

/** By its name the folder is one for the downloads of a tool. */
function isMeantFor({ target }: MountEntry, { tool }: CacheUse): boolean {
  if (!target.known) return false;
  const name = target.value.slice(target.value.lastIndexOf('/') + 1);
  return name === '.cache' || name === tool || (tool === 'poetry' && name === 'pypoetry');
}

/** The variable that switches the cache off, when it is known to. */
function switchOf({ tool }: CacheUse, { before }: RunInstruction): string | undefined {
  const name = SWITCHES[tool];
  const value = name === undefined ? undefined : (before.declaredEnv(name) ?? before.arg(name));
  return value?.known && value.value !== '' ? name : undefined;
}

function switchedOff(run: RunInstruction, uses: readonly CacheUse[]): MountDefect | undefined {
  const served = uses.filter((use) => use.tool !== 'poetry' && cacheMounts(run).some((entry) => covers(entry, use)));
  const [first, ...more] = served.filter((use) => use.noCache ?? switchOf(use, run));
  return first && { kind: 'switched-off', run, uses: [first, ...more], variable: switchOf(first, run) };
}

const optionOf = ({ mount }: MountEntry, key: string): string | undefined =>
  mount.options.find((option) => option.key === key)?.value;

const uidOf = ({ stage }: RunInstruction, name: string): string | undefined =>
  /^\d+$/.test(name) ? name : createdAccounts(stage).find((each) => each.name === name)?.uid;

/** An earlier RUN has changed the owner or mode of the mount's folder, which lasts like what is in it. */
const wasGivenAway = (run: RunInstruction, { target }: MountEntry): boolean =>
  instructionsBefore(run).some(
    (each) =>
      each.kind === 'run' &&
      cacheMounts(each).some((other) => other.target.known && target.known && other.target.value === target.value) &&
      commandsOf(each.script).some(({ tool }) => tool?.kind === 'files' && /^ch/.test(tool.front)),
  );

function notWritable(run: RunInstruction, uses: readonly CacheUse[]): MountDefect | undefined {
  const { user } = run.before;
  if (!user.known || isRoot(user.value)) return undefined;
  const name = user.value.replace(/:.*$/, '');
  for (const entry of cacheMounts(run)) {
    const mode = optionOf(entry, 'mode');
    const isOpen = mode !== undefined && (Number(mode.at(-1)) & 2) !== 0;
    const use = uses.find((each) => covers(entry, each));
    if (!use || isOpen || optionOf(entry, 'uid') !== undefined || wasGivenAway(run, entry)) continue;
    return { kind: 'not-writable', run, use, entry, user: name, uid: uidOf(run, name) };
  }
  return undefined;
}

/** The number that the mount needs to be given to, besides being moved. */
function ownerWanted(run: RunInstruction, entry: MountEntry): string | undefined {
  const { user } = run.before;
  if (!user.known || isRoot(user.value) || optionOf(entry, 'uid') !== undefined) return undefined;
  return uidOf(run, user.value.replace(/:.*$/, ''));
}

function elsewhere(run: RunInstruction, uses: readonly CacheUse[]): MountDefect | undefined {
  const mounts = cacheMounts(run);
  if (mounts.some(({ target }) => !target.known)) return undefined;
  for (const use of uses) {
    if (!use.folder.known || mounts.some((entry) => covers(entry, use))) continue;
    const entry = mounts.find((each) => isMeantFor(each, use));
    // A cache beside the other tool's may be what that one needs.
    const isWanted = entry && uses.some((other) => covers(entry, other));
    if (entry && !isWanted)
      return { kind: 'elsewhere', run, use, entry, folder: use.folder.value, uid: ownerWanted(run, entry) };
  }
  return undefined;
}

/** What is wrong with the cache mounts of a RUN. */
export function mountDefect(run: RunInstruction): MountDefect | undefined {
  if (cacheMounts(run).length === 0 || run.script.opaque || commandsOf(run.script).some(runsUnreadScript))
    return undefined;
  const uses = cacheUses(run);
  return switchedOff(run, uses) ?? notWritable(run, uses) ?? elsewhere(run, uses);
}

const NEW_FLAGS = new Set(['link', 'parents', 'exclude']);

const isNew = ({ name, value }: Flag): boolean =>
  NEW_FLAGS.has(name) || (name === 'mount' && value?.includes('type=cache') === true);

/** Only a build sees the stage, and a build is what a mount makes faster. */
const isBuilder = ({ role, shipsLayers }: Stage): boolean => role === 'builds' && !shipsLayers;

/** The installs that a mount would serve, stage by stage. */
const placesIn = remembered(
  (model: Model): ReadonlyMap<Stage, readonly Place[]> =>
    new Map(
      model.stages.map((stage) => [stage, stage.instructions.flatMap((each) => placeIn(each, model) ?? [])] as const),
    ),
);

/**
 * The file already uses what only BuildKit can, or builds what it downloads in a stage of its own. Bind mounts do not count: our
 * own fixes write them.
 */
const caresForBuilds = remembered(
  (model: Model): boolean =>
    model.syntax.directives.some(({ name }) => name === 'syntax') ||
    model.stages.some(({ instructions }) =>
      instructions.some(({ node }) => node.heredocs.length > 0 || node.flags.some(isNew)),
    ) ||
    [...placesIn(model)].some(([stage, places]) => isBuilder(stage) && places.length > 0),
);

/** The installs of a stage that download everything each time, because no mount keeps it. */
export function mountsMissing(stage: Stage, model: Model): MountDefect | undefined {
  const [first, ...more] = (caresForBuilds(model) && placesIn(model).get(stage)) || [];
  return first && { kind: 'none', places: [first, ...more] };
}

function placeIn(run: Instruction, model: Model): Place | undefined {
  if (run.kind !== 'run' || run.script.opaque) return undefined;
  const installs = new Set(
    dependencyInstalls(run).flatMap(({ command }) => (onlyAddsProject(command, run) ? [] : command)),
  );
  if (installs.size === 0) return undefined;
  const uses = cacheUses(run);
  const use = uses.find(({ tool, command }) => tool !== 'poetry' && installs.has(command));
  if (!use?.folder.known || switchOf(use, run) !== undefined || mayHoldOptions(use.command, run)) return undefined;
  const { user } = run.before;
  if (!user.known || !isRoot(user.value)) return undefined;
  // Who empties the cache, hands it on, or writes a configuration has a plan of his own for it.
  if (isCacheKeptOut(run) || isCacheWanted(run, model) || mayBeConfigured(run)) return undefined;
  const folder = use.folder.value;
  const served = uses.filter((each) => each.folder.known && isWithin(each.folder.value, folder));
  return { run, use, folder, switchedOff: served.filter(({ noCache }) => noCache !== undefined) };
}
