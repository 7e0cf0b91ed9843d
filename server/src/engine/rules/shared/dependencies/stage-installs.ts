import { Asks } from './asks.ts';
import { Gathered, gatherInstalls, keptByStage } from './gather-installs.ts';

/**
 * What the commands of a stage and of those it is built on install, and what they build or download for another stage: `pip wheel`.
 * What is copied from other stages is no part of it.
 */
export const stageInstalls = keptByStage((stage, model, facts) => {
  const asks = new Asks(model, facts);
  const found = gatherInstalls(stage.ancestry, (step) => asks.fetchedBy(step), facts);
  // Where nothing is installed, nobody can tell what is there.
  return new Gathered(found.installs, found.removed, () => found.installs.length > 0 && found.complete);
});
