import type { Model, Stage, StartInstruction } from '../../model/types.ts';
import type { ComposeService } from '../../project/compose/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { type Known, known } from '../../text/known.ts';
import { isWithin } from '../../text/path.ts';

/** The services of compose that run a stage's image: a target names it, and without one it is the last. */
export function servicesOf(stage: Stage, model: Model, facts: ProjectFacts): Known<readonly ComposeService[]> {
  const { composeServices } = facts;
  if (!composeServices.known) return composeServices;
  const found: ComposeService[] = [];
  for (const service of composeServices.value) {
    const target = service.build?.target?.value;
    if (target?.known === false) return target;
    const name = target?.value.toLowerCase();
    const isOurs = name ? name === stage.name?.toLowerCase() : stage === model.stages.at(-1);
    if (isOurs) found.push(service);
  }
  return known(found);
}

/** A folder of the host lies over the one where the stage's program starts: whoever edits there sees it at once. */
const mountsSource = ({ volumes }: ComposeService, { end: { workdir } }: Stage): boolean =>
  volumes.some(
    ({ kind, target }) =>
      kind === 'bind' &&
      target.known &&
      workdir.known &&
      isWithin(workdir.value, target.value.replace(/(?<=.)\/+$/, '')),
  );

/** A service that is started only on request, by a file for development, or with the source that somebody works on. */
const isForDevelopment = (service: ComposeService, stage: Stage): boolean =>
  service.purpose === 'override' ||
  service.purpose === 'development' ||
  service.profiles.length > 0 ||
  mountsSource(service, stage);

/** Those that may be what ships; none where all are for development. */
export const shippingServices = (services: readonly ComposeService[], stage: Stage): readonly ComposeService[] =>
  services.filter((service) => !isForDevelopment(service, stage));

/** The service runs something else in place of a CMD, or of an ENTRYPOINT. */
export const replaces = ({ command, entrypoint }: ComposeService, instruction: StartInstruction | undefined): boolean =>
  entrypoint !== undefined || (instruction?.kind === 'cmd' && command !== undefined);

/** What a service starts in place of the image's own, as far as it is written out. */
export const startText = ({ command, entrypoint }: ComposeService): string =>
  [...(entrypoint?.words ?? []), ...(command?.words ?? [])]
    .map(({ value }) => (value.known ? value.value : ''))
    .join(' ');
