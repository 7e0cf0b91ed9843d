import type { Model } from '../../../model/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import type { Problem } from '../../define.ts';
import { type Started, type StartedFile, startedIn } from '../started.ts';

/** Judges every script that the images of a file surely run; what several of them inherit is reported once. */
export function* judgeFiles<Data>(
  model: Model,
  facts: ProjectFacts,
  judge: (started: Started, file: StartedFile) => Iterable<Problem<Data> | undefined>,
): Generator<Problem<Data>> {
  const judged = new Set<string>();
  for (const started of startedIn(model, facts)) {
    for (const file of started.files) {
      if (file.conditional) continue;
      for (const problem of judge(started, file)) {
        const key = problem && `${problem.span.start} ${problem.message}`;
        if (!problem || key === undefined || judged.has(key)) continue;
        judged.add(key);
        yield problem;
      }
    }
  }
}
