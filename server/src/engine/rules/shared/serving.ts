import type { Instruction, Model, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Tool } from '../../shell/tools/types.ts';
import { exposedPorts } from './exposed-ports.ts';
import { addressesOf } from './listening.ts';
import { silentStage } from './silent-stage.ts';
import type { Started } from './started.ts';

/** What runs until the container is stopped. */
export const isServer = (tool: Tool | undefined): boolean =>
  tool?.kind === 'server' || tool?.kind === 'celery' || runsDevServer(tool);

const runsDevServer = (tool: Tool | undefined): boolean =>
  tool?.kind === 'manage' && /^runserver/.test(tool.action ?? '');

/**
 * Whether requests come to an image. `perhaps`: it holds a project, and neither a file that stands alone nor one that has nothing
 * but the project beside it says how it starts.
 */
export type Serving = 'web' | 'perhaps' | 'no';

/** Stages and scripts that do something else than to answer requests. */
const OTHER_WORK = /(?:^|[-_./])(?:celery\w*|workers?|beat|flower|scheduler|cron|consumer)(?:$|[-_./])/i;

export function servingOf(started: Started, facts: ProjectFacts, model: Model): Serving {
  const { stage } = started.start;
  const servers = started.commands.filter(({ tool }) => tool?.kind === 'server');
  if (servers.some((at) => !listensOnSocket(started, at, facts))) return 'web';
  if (servers.length > 0) return 'no';
  if (started.commands.some(({ tool }) => runsDevServer(tool))) return 'web';
  const ports = exposedPorts(stage);
  if (ports.known && ports.value.length > 0) return 'web';
  if (silentStage(model, facts) === stage) return 'perhaps';
  const isOpen = !started.complete && !facts.context.known && stage.base.plainEnvironment;
  const isPython = stage.isPython.known && stage.isPython.value;
  const otherWork =
    started.commands.some(({ tool }) => tool?.kind === 'celery' || tool?.kind === 'manage') || isForOtherWork(started);
  return isOpen && isPython && !otherWork && copiesProject(stage) ? 'perhaps' : 'no';
}

function isForOtherWork({ start: { stage, entrypoint, command } }: Started): boolean {
  const words = [entrypoint, command].flatMap((each) => each?.script.commands.flatMap(({ program }) => program) ?? []);
  return [stage.name ?? '', ...words.map(({ text }) => text)].some((text) => OTHER_WORK.test(text));
}

function listensOnSocket(started: Started, at: Started['commands'][number], facts: ProjectFacts): boolean {
  if (at.tool?.kind !== 'server') return false;
  const addresses = addressesOf(started, at, at.tool, facts);
  return addresses.known && addresses.value.every(({ host }) => host === undefined);
}

const copiesContext = (instruction: Instruction): boolean =>
  (instruction.kind === 'copy' || instruction.kind === 'add') &&
  instruction.copy.origin.kind === 'context' &&
  instruction.copy.sources.some((source) => source.known && source.value === '.');

/** The whole build context comes into the image. */
const copiesProject = (stage: Stage): boolean =>
  stage.ancestry.some(({ instructions }) => instructions.some(copiesContext));
