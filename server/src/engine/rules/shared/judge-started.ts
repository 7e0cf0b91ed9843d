import type { Model } from '../../model/types.ts';
import type { ComposeService } from '../../project/compose/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Problem, Related } from '../define.ts';
import { type ServiceStart, serviceStarts } from './service-starts.ts';
import { type Started, type StartedCommand, startedIn } from './started.ts';
import { listed, MESSAGE_LIMIT, shortened } from './wording.ts';

type Judge<Data> = (started: Started, at: StartedCommand) => Problem<Data> | undefined;

/** Judges every command that the images of a file start; what several of them inherit is reported once. */
export function* judgeStarted<Data>(model: Model, facts: ProjectFacts, judge: Judge<Data>): Generator<Problem<Data>> {
  const judged = new Set<string>();
  for (const started of startedIn(model, facts)) {
    for (const at of started.commands) {
      const problem = judge(started, at);
      const key = problem && keyOf(problem);
      if (!problem || key === undefined || judged.has(key)) continue;
      judged.add(key);
      yield problem;
    }
  }
}

const keyOf = ({ span, message }: Problem<unknown>): string => `${span.start} ${message}`;

/**
 * The same, and every command that services of compose start in these images in place of their own. A mistake that several services
 * share is one finding, whose fix is made of the data of all; what the image does wrong by itself is said once.
 */
export function* judgeStartedAnywhere<Data>(
  model: Model,
  facts: ProjectFacts,
  judge: Judge<Data>,
): Generator<Problem<readonly Data[]>> {
  const said = new Set<string>();
  for (const problem of judgeStarted(model, facts, judge)) {
    said.add(problem.message);
    yield { ...problem, data: [problem.data] };
  }
  const shared = new Map<string, [Found<Data>, ...Found<Data>[]]>();
  for (const found of serviceStarts(model, facts).flatMap((start) => judgeService(start, judge))) {
    if (said.has(found.problem.message)) continue;
    const key = keyOf(found.problem);
    const before = shared.get(key);
    if (before) before.push(found);
    else shared.set(key, [found]);
  }
  for (const found of shared.values()) yield together(found);
}

interface Found<Data> {
  readonly service: ComposeService;
  readonly at: StartedCommand;
  readonly problem: Problem<Data>;
}

/** What is wrong with the words of a service, in whatever way its files are read. */
function judgeService<Data>({ service, readings }: ServiceStart, judge: Judge<Data>): readonly Found<Data>[] {
  const [first, ...others] = readings.map((started) => {
    const found = new Map<string, Found<Data>>();
    for (const at of started.commands) {
      // What the image's own ENTRYPOINT does in front of them is judged with the image.
      const problem = at.instruction === undefined ? judge(started, at) : undefined;
      if (problem && !found.has(problem.message)) found.set(problem.message, { service, at, problem });
    }
    return found;
  });
  return [...(first?.values() ?? [])].filter(({ problem }) => others.every((each) => each.has(problem.message)));
}

function together<Data>(all: readonly [Found<Data>, ...Found<Data>[]]): Problem<readonly Data[]> {
  const [{ problem }] = all;
  const names = [...new Set(all.map(({ service }) => shortened(service.name.value, 16)))];
  const [short, long] =
    names.length > 1
      ? [`${names.length} services`, `Services ${listed(names, 2)}`]
      : ['A service', `Service ${names[0]}`];
  const messages = [long, short].map((who) => `${who}: ${problem.message}`);
  const related = new Map(all.flatMap(relatedOf).map((each) => [`${each.path} ${each.span.start}`, each]));
  // Services that take their command over from one place share its words.
  const places = new Map(all.map((each) => [`${each.at.file} ${each.at.command.span.start}`, each.problem.data]));
  return {
    ...problem,
    message: messages.find(({ length }) => length <= MESSAGE_LIMIT) ?? problem.message,
    related: [...related.values()],
    data: [...places.values()],
  };
}

/** The places that the finding names, and the command of the service that leads to them. */
function relatedOf<Data>({ service, problem: { related = [] } }: Found<Data>): readonly Related[] {
  const said = service.command ?? service.entrypoint;
  if (!said || related.some(({ path }) => path === said.from.path)) return related;
  return [{ ...said.from, message: `The service ${shortened(service.name.value, 24)} runs this` }, ...related];
}
