import type { Model } from '../../../model/types.ts';
import type { ComposeService } from '../../../project/compose/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { unknown } from '../../../text/known.ts';
import { replaces, servicesOf, shippingServices } from '../compose.ts';
import { type Started, type StartedCommand, textPath, variableAt } from '../started.ts';
import { changed, type Environment, set, type Variable, variableAtEnd } from './variable.ts';

/**
 * The environment of a command that an image starts: its own ENV, what scripts set on the way, and what services of compose give it.
 * Whoever starts a container otherwise may set more.
 */
export function environmentAtStart(
  started: Started,
  at: StartedCommand,
  model: Model,
  facts: ProjectFacts,
): EnvironmentAtStart {
  if (started.service) return environmentInService(started, at, started.service, facts);
  const services = servicesOf(started.start.stage, model, facts);
  return new StartEnvironment(started, at, services.known ? running(services.value, started, at) : undefined, facts);
}

/** The same for a command that a service of compose starts. */
export const environmentInService = (
  started: Started,
  at: StartedCommand,
  service: ComposeService,
  facts: ProjectFacts,
): EnvironmentAtStart => new StartEnvironment(started, at, [service], facts);

/** Those that ship and run the image's own command, else those that ship. */
function running(
  services: readonly ComposeService[],
  { start: { stage } }: Started,
  { instruction }: StartedCommand,
): readonly ComposeService[] {
  const shipping = shippingServices(services, stage);
  const own = shipping.filter((service) => !replaces(service, instruction));
  return own.length > 0 ? own : shipping;
}

export interface EnvironmentAtStart extends Environment {
  /** The services of compose that run the command; none where it is started in another way, undefined where nobody can tell. */
  readonly services: readonly ComposeService[] | undefined;
}

class StartEnvironment implements EnvironmentAtStart {
  readonly #started: Started;
  readonly #at: StartedCommand;
  readonly #facts: ProjectFacts;
  readonly services: readonly ComposeService[] | undefined;

  constructor(
    started: Started,
    at: StartedCommand,
    services: readonly ComposeService[] | undefined,
    facts: ProjectFacts,
  ) {
    this.#started = started;
    this.#at = at;
    this.#facts = facts;
    this.services = services;
  }

  of(name: string): Variable {
    const own = this.#at.command.assignments.findLast((each) => each.name === name);
    const byScript = variableAt(this.#started, this.#at, name);
    if (own && byScript) {
      const path = textPath(this.#at, this.#facts);
      return set(byScript, { ...(path !== undefined && { path }), span: own.span });
    }
    const image = variableAtEnd(this.#started.start.stage, name);
    // Scripts are looked into first: what they say of ENV is what the image says.
    const isTouched = byScript?.known === false && image.kind !== 'unknown' && !isSameUnknown(image, byScript.why);
    const outside = this.#byServices(name, image);
    return isTouched ? changed(outside, byScript.why) : outside;
  }

  #byServices(name: string, image: Variable): Variable {
    if (!this.services) return changed(image, `a service of compose may set ${name}`);
    const found = this.services.map((service) => inService(service, name, image, this.#facts));
    const [first = image] = found;
    return found.every((each) => isSame(each, first)) ? first : changed(first, `services of compose differ in ${name}`);
  }
}

const isSameUnknown = (image: Variable, why: string): boolean =>
  image.kind === 'set' && !image.value.known && image.value.why === why;

function isSame(a: Variable, b: Variable): boolean {
  if (a.kind !== 'set' || b.kind !== 'set') return a.kind === b.kind;
  return a.value.known && b.value.known ? a.value.value === b.value.value : a.value.known === b.value.known;
}

/** What a service makes of a variable of its image. */
function inService(service: ComposeService, name: string, image: Variable, facts: ProjectFacts): Variable {
  const own = service.environment.find((each) => each.name === name);
  if (own?.value) {
    const { value, varies } = own.value;
    return set(value.known && varies ? unknown(`compose gives ${name} its value`) : value, own.value.from);
  }
  // Without a value it is taken over from where compose runs, if it is there.
  if (own) return changed(image, `compose may give ${name}`);
  const { given } = facts.serviceVariables(service);
  if (!given.known) return changed(image, `a file of variables may give ${name}`);
  const inFile = given.value.find((each) => each.name === name);
  if (inFile) return set(inFile.value, inFile.from);
  return service.hidden === undefined ? image : changed(image, service.hidden);
}
