/** What a question came to. */
export type Outcome<T> = { readonly chosen: T } | 'back' | 'cancelled';

/** One question: takes what is chosen so far, and gives what is chosen then. */
export type Step<State> = (state: State, canGoBack: boolean) => Promise<Outcome<State>>;

/** Question after question, and back again. Answers that were given stay when somebody goes back past them. */
export async function walk<State>(
  steps: readonly Step<State>[],
  start: State,
  canLeave = false,
): Promise<Outcome<State>> {
  let state = start;
  for (let at = 0; at < steps.length; ) {
    const outcome = await steps[at]?.(state, at > 0 || canLeave);
    if (outcome === 'cancelled') return outcome;
    if (outcome === 'back' && at === 0) return outcome;
    at += outcome === 'back' ? -1 : 1;
    if (outcome !== undefined && outcome !== 'back') state = outcome.chosen;
  }
  return { chosen: state };
}
