import { isKnownCommand } from '../../../data/manage-commands.ts';
import { staticStorageOf } from '../../../data/static-storages.ts';
import { allInstructions, inheritedCopies } from '../../../model/instruction-lists.ts';
import { joinPath } from '../../../model/state.ts';
import type { Instruction, Model, Stage } from '../../../model/types.ts';
import type { SettingsPath } from '../../../project/settings/types.ts';
import type { Fact, ProjectFacts } from '../../../project/types.ts';
import type { Tool } from '../../../shell/tools/types.ts';
import type { Command } from '../../../shell/types.ts';
import { isWithin } from '../../../text/path.ts';
import { commandsOf, effectiveTool, runsUnreadScript } from '../commands.ts';
import { isPlainBase } from '../file-presence.ts';
import { contextPath, projectRootIn } from '../image-layout.ts';
import { environmentAtStart, type SettingsInForce, settingsAtStart } from '../settings-in-force.ts';
import type { Started, StartedCommand } from '../started.ts';
import { isDebugOff } from './debug-off.ts';

/** A server whose static files nobody collects. */
export interface Uncollected {
  readonly started: Started;
  readonly at: StartedCommand;
  readonly inForce: SettingsInForce;
  readonly root: Fact<SettingsPath>;
}

/** The server of an image that surely starts with an empty STATIC_ROOT. */
export function uncollected(started: Started, model: Model, facts: ProjectFacts): Uncollected | undefined {
  const { collectedElsewhere } = facts;
  const at = started.commands.find(({ tool }) => tool?.kind === 'server');
  const isSeen = at && started.complete && collectedElsewhere.known && collectedElsewhere.value === undefined;
  if (!isSeen || !isPlainBase(started.start.stage.base) || mayCollect(started, model)) return undefined;
  const inForce = settingsAtStart(started, at, model, facts);
  if (!inForce.known || !isDebugOff(inForce.value.settings, environmentAtStart(started, at, model, facts)))
    return undefined;
  const root = rootToFill(inForce.value);
  if (!root || mayHoldFiles(root.value, started.start.stage, facts)) return undefined;
  return { started, at, inForce: inForce.value, root };
}

/** STATIC_ROOT, where it has to be filled for pages to have their files. */
function rootToFill({ settings }: SettingsInForce): Fact<SettingsPath> | undefined {
  const { staticRoot, staticStorage, installedApps, whitenoise, whitenoiseFinders } = settings;
  if (!staticRoot.known || !staticStorage.known || !whitenoiseFinders.known) return undefined;
  const isLocal = !staticStorage.value || staticStorageOf(staticStorage.value.value)?.local === true;
  const hasApp = installedApps.known && installedApps.value?.value.includes('django.contrib.staticfiles') === true;
  const isServed = hasApp || (whitenoise.known && whitenoise.value !== undefined);
  return isLocal && isServed && whitenoiseFinders.value?.value !== true ? staticRoot.value : undefined;
}

/** Something in the file, or on the way to the server, may collect them after all. */
const mayCollect = ({ commands, texts }: Started, model: Model): boolean =>
  texts.some(mentions) ||
  commands.some(({ tool }) => runsUnknownCommand(tool)) ||
  allInstructions(model).some(isOpaque);

const mentions = (text: string): boolean => text.includes('collectstatic');

const runsUnknownCommand = (tool: Tool | undefined): boolean =>
  tool?.kind === 'manage' && !isKnownCommand(tool.action ?? '');

function isOpaque(instruction: Instruction): boolean {
  if (instruction.kind === 'onbuild' || instruction.kind === 'unknown' || mentions(instruction.node.args.text))
    return true;
  return (
    instruction.kind === 'run' && (instruction.script.opaque || commandsOf(instruction.script).some(isOpaqueCommand))
  );
}

const isOpaqueCommand = (command: Command): boolean =>
  runsUnreadScript(command) || runsUnknownCommand(effectiveTool(command));

/** Files may come into STATIC_ROOT in another way. */
function mayHoldFiles(root: SettingsPath, stage: Stage, facts: ProjectFacts): boolean {
  const project = projectRootIn(stage, facts);
  if (root.base === 'workdir' || root.path === '' || !project.known) return true;
  const folder = joinPath(project, root.path);
  if (!folder.known || bringsInto(folder.value, stage)) return true;
  const below = belowFolder(project.value, folder.value);
  return below !== undefined && isInContext(below, facts);
}

/** A COPY that fills the folder itself, or one of which nobody knows what it brings. */
const bringsInto = (folder: string, stage: Stage): boolean =>
  inheritedCopies(stage).some(({ copy: { origin, destination } }) => {
    if (!destination.known || isWithin(destination.value, folder)) return true;
    return origin.kind !== 'context' && origin.kind !== 'stage' && isWithin(folder, destination.value);
  });

/** The repository has files there. */
function isInContext(path: string, facts: ProjectFacts): boolean {
  const sent = facts.sent();
  if (!sent.known || !facts.project.known) return true;
  const source = contextPath(facts.project.value.pathOf(path), facts);
  return source !== undefined && sent.value.below(source).length > 0;
}

const belowFolder = (folder: string, path: string): string | undefined =>
  isWithin(path, folder) ? path.slice(folder === '/' ? 1 : folder.length + 1) : undefined;
