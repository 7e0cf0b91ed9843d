import type { Model } from '../../model/types.ts';
import type { ComposePort, ComposeService } from '../../project/compose/types.ts';
import type { Place, ProjectFacts } from '../../project/types.ts';
import { servicesOf } from './compose.ts';
import { portsAskedByService } from './healthcheck.ts';
import type { Served } from './listening.ts';
import type { Started } from './started.ts';

/** The health check of a service, and the ports that it asks in vain. */
export interface WrongCheck {
  readonly ports: readonly number[];
  readonly from: Place;
}

/** The port stands in the words of the start command or in its configuration, where no variable of the container changes it. */
function isSpelledOut(started: Started, { at, address }: Served): boolean {
  if (!started.complete || at.conditional || at.file !== undefined) return false;
  if (at.tool?.kind !== 'server' || address?.by === 'config') return true;
  const isNamed = at.tool.options.some(({ canonical }) => /bind|listen|port|http/.test(canonical));
  return isNamed && address?.option?.value?.literal !== undefined;
}

/** The services that start what the image starts, on the port that is written there. */
export function servicesOnPort(
  started: Started,
  served: Served,
  facts: ProjectFacts,
  model: Model,
): readonly ComposeService[] {
  const services = servicesOf(started.start.stage, model, facts);
  if (!services.known || !isSpelledOut(started, served)) return [];
  // Options in a variable go before the configuration file.
  const mayChange = (each: ComposeService): boolean =>
    served.address?.by === 'config' && !facts.serviceVariables(each).given.known;
  return services.value.filter(
    (each) => each.hidden === undefined && !each.command && !each.entrypoint && !mayChange(each),
  );
}

/** The ports of a service, when it publishes some and none of them is the one that is served. */
export function wronglyPublished({ ports }: ComposeService, port: number): readonly ComposePort[] {
  const tcp = ports.filter(({ protocol }) => protocol === 'tcp');
  return tcp.every(({ container }) => container.known && container.value !== port) ? tcp : [];
}

/** The health check of a service that asks other ports than the one that is served. */
export function wronglyChecked({ healthcheck }: ComposeService, port: number): WrongCheck | undefined {
  const ports = (healthcheck && portsAskedByService(healthcheck)) ?? [];
  return healthcheck && ports.length > 0 && !ports.includes(port) ? { ports, from: healthcheck.from } : undefined;
}
