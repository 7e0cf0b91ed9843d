import type { Model } from '../../../model/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { startText } from '../compose.ts';
import { resolveModule } from '../python-modules.ts';
import { processAtStart } from '../python-process.ts';
import { serviceStarts } from '../service-starts.ts';
import { settingsAtStart } from '../settings-in-force.ts';
import { type Started, type StartedCommand, startedIn } from '../started.ts';
import { givesPort, isClustered } from '../surroundings.ts';
import { spokenBy } from './spoken.ts';
import { type Served, servedAs } from './twin.ts';

/** Files that may start another server of the same project. */
const STARTS =
  /(?:^|\/)(?:[^/]*(?:dockerfile|containerfile)[^/]*|procfile[^/]*|[^/]*supervisor[^/]*|[^/]*\.service|[^/]*nginx[^/]*)$/i;

const ASGI = /\b(?:asgi|daphne|uvicorn|hypercorn)\b/i;

/**
 * Where a project routes websockets that nobody serves: channels is installed, its ASGI application has a route for them, and all
 * that is seen to be started speaks WSGI. Undefined where another program may serve them.
 */
export function missedWebsockets(
  started: Started,
  at: StartedCommand,
  model: Model,
  facts: ProjectFacts,
): Served | undefined {
  const settings = settingsAtStart(started, at, model, facts);
  if (!settings.known || !started.complete) return undefined;
  const { channels, asgiApplication } = settings.value.settings;
  if (!channels.known || !channels.value || !asgiApplication.known || !asgiApplication.value) return undefined;
  const [, module, attribute] = /^([\w.]+)\.(\w+)$/.exec(asgiApplication.value.value) ?? [];
  if (module === undefined || attribute === undefined || mayServeElsewhere(started, model, facts)) return undefined;
  const found = resolveModule(module, processAtStart(started, at, facts));
  const served = found.kind === 'found' ? servedAs(found.path, attribute, facts) : undefined;
  return served?.application.protocols.includes('websocket') ? served : undefined;
}

function mayServeElsewhere(started: Started, model: Model, facts: ProjectFacts): boolean {
  const { workspace, composeServices } = facts;
  if (!workspace.known || !composeServices.known || model.shipped.length > 1 || isClustered(facts) || givesPort(facts))
    return true;
  if (workspace.value.some((path) => path !== model.path && STARTS.test(path) && !/ignore$/.test(path))) return true;
  if (composeServices.value.some((service) => service.hidden !== undefined || ASGI.test(startText(service))))
    return true;
  const images = started.service ? startedIn(model, facts).filter(saysWhatStarts) : [];
  const others = [...images, ...serviceStarts(model, facts).flatMap(({ readings }) => readings)];
  if (others.some(({ complete }) => !complete)) return true;
  return [started, ...others].some((each) => each.commands.some((at) => mayServe(each, at, facts)));
}

const saysWhatStarts = ({ start: { command, entrypoint } }: Started): boolean =>
  command !== undefined || entrypoint !== undefined;

/** It may open a websocket. */
function mayServe(started: Started, at: StartedCommand, facts: ProjectFacts): boolean {
  if (at.tool?.kind === 'manage') return /^run/.test(at.tool.action ?? '');
  if (at.tool?.kind !== 'server') return false;
  const spoken = spokenBy(started, at, at.tool, facts);
  return !spoken.known || spoken.value.interface !== 'wsgi';
}
