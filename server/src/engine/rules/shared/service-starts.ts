import type { Model, Stage } from '../../model/types.ts';
import type { ComposeService, ComposeText } from '../../project/compose/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { remembered } from '../../text/remembered.ts';
import { servicesOf } from './compose.ts';
import { startsOf } from './start.ts';
import { type Started, startedByService } from './started.ts';

/** What a service of compose runs in an image with a command of its own. */
export interface ServiceStart {
  readonly service: ComposeService;
  /** As its file says it, and where it may be laid over another file, as both say it: what holds for all is certain. */
  readonly readings: readonly [Started, ...Started[]];
}

/** What was read last of a model, and with which facts: a model is judged by one set of them at a time. */
const lastRead = remembered((_: Model): { facts?: ProjectFacts; starts: readonly ServiceStart[] } => ({ starts: [] }));

/** What services of compose start in the images of a file, where they surely run these images and say themselves what starts. */
export function serviceStarts(model: Model, facts: ProjectFacts): readonly ServiceStart[] {
  const last = lastRead(model);
  if (last.facts !== facts) {
    last.facts = facts;
    last.starts = startsOf(model, ['ships']).flatMap((start) =>
      certainServices(start.stage, model, facts).map((service): ServiceStart => {
        const read = (each: ComposeService): Started => startedByService(start, each, facts);
        const { laidOver } = service;
        const alone = read({ ...service, hidden: undefined });
        return { service, readings: laidOver ? [alone, read(laidOver)] : [alone] };
      }),
    );
  }
  return last.starts;
}

function certainServices(stage: Stage, model: Model, facts: ProjectFacts): readonly ComposeService[] {
  const services = servicesOf(stage, model, facts);
  if (!services.known) return [];
  return services.value.filter(
    (service) =>
      (service.command ?? service.entrypoint) !== undefined &&
      isSeen(service, model) &&
      !services.value.some((other) => isLaidOver(other, service)),
  );
}

/** All that it says is known, in each way in which it may be read, and it is the same image in each. */
function isSeen(service: ComposeService, model: Model): boolean {
  const { hidden, laidOver } = service;
  if (!laidOver) return hidden === undefined && buildsAsWritten(service, model);
  const isSame = BUILD_TEXTS.every((name) => isSameText(service.build?.[name], laidOver.build?.[name]));
  return laidOver.hidden === undefined && isSame && buildsAsWritten(laidOver, model);
}

const BUILD_TEXTS = ['context', 'dockerfile', 'target'] as const;

const isSameText = (a: ComposeText | undefined, b: ComposeText | undefined): boolean =>
  a && b ? a.value.known && b.value.known && a.value.value === b.value.value : a === b;

const folderOf = ({ file }: ComposeService): string => file.slice(0, file.lastIndexOf('/') + 1);

/** A file that is for no purpose of its own may always come with the other one: then it says more. */
const isLaidOver = (over: ComposeService, base: ComposeService): boolean =>
  over.file !== base.file &&
  over.name.value === base.name.value &&
  folderOf(over) === folderOf(base) &&
  over.hidden === undefined &&
  [over, base].every(({ purpose }) => purpose === 'plain');

/** The arguments of its build make no other image than the one that stands there. */
const buildsAsWritten = ({ build }: ComposeService, model: Model): boolean =>
  (build?.args ?? []).every(({ name, value }) =>
    defaultsOf(model)
      .filter((each) => each.name === name)
      .every((each) => value?.value.known && each.value === value.value.value),
  );

/** Every ARG of a file with its default. */
const defaultsOf = remembered(({ globalArgs, stages }: Model) =>
  [...globalArgs, ...stages.flatMap(({ instructions }) => instructions.map(({ node }) => node))]
    .flatMap((node) => (node.kind === 'arg' ? node.pairs : []))
    .map(({ name, value }) => ({ name, value: value?.value })),
);
