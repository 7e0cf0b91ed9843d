import type { Model } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Problem } from '../define.ts';
import { type Started, type StartedCommand, startedIn } from './started.ts';

/** Judges every command that the images of a file start; what several of them inherit is reported once. */
export function* judgeStarted<Data>(
  model: Model,
  facts: ProjectFacts,
  judge: (started: Started, at: StartedCommand) => Problem<Data> | undefined,
): Generator<Problem<Data>> {
  const judged = new Set<string>();
  for (const started of startedIn(model, facts)) {
    for (const at of started.commands) {
      const problem = judge(started, at);
      const key = problem && `${problem.span.start} ${problem.message}`;
      if (!problem || key === undefined || judged.has(key)) continue;
      judged.add(key);
      yield problem;
    }
  }
}
