import type { FixDraft } from '../../fix/builder.ts';
import { removePair } from '../../fix/remove-pair.ts';
import type { Instruction, Model, RunInstruction, Stage } from '../../model/types.ts';
import type { KeyValue, PairsNode } from '../../syntax/nodes.ts';

/** A secret that a RUN gets as a variable of its own: `--mount=type=secret,id=token,env=TOKEN`. */
export const mountsVariable = (run: RunInstruction, name: string): boolean =>
  run.mounts.some(
    ({ mount }) => mount.type === 'secret' && mount.options.some(({ key, value }) => key === 'env' && value === name),
  );

const mentions = ({ node }: Pick<Instruction, 'node'>, name: string): boolean => {
  const sign = new RegExp(`\\$\\{?${name}\\b`);
  return sign.test(node.args.text) || node.flags.some(({ value }) => sign.test(value ?? ''));
};

/** Where a stage declares an argument. */
function declaration(stage: Stage, name: string): { node: PairsNode; pair: KeyValue } | undefined {
  for (const { node } of stage.instructions) {
    const pair = node.kind === 'arg' ? node.pairs.find((each) => each.name === name) : undefined;
    if (pair && node.kind === 'arg') return { node, pair };
  }
  return undefined;
}

/** The instructions that name a variable of a stage, in the stage and in those that are FROM it. */
const usersOf = (model: Model, stage: Stage, name: string): readonly Instruction[] =>
  model.stages
    .filter((each) => each.ancestry.includes(stage))
    .flatMap((each) => each.instructions)
    .filter((each) => mentions(each, name));

/** `docker/dockerfile` versions before this one do not know `env` in a secret mount. */
const OLD_SYNTAX = /:1\.\d(?:\.\d+)?(?:-|$)/;

/**
 * Turns an argument that only RUNs use into a secret mount of each of them. False where something else needs it. `except`: an
 * instruction that goes as well; with it the argument may have no other use.
 */
export function mountInstead(draft: FixDraft, model: Model, stage: Stage, name: string, except?: PairsNode): boolean {
  const declared = declaration(stage, name);
  const syntax = model.syntax.directives.find((each) => each.name === 'syntax')?.value ?? '';
  const users = usersOf(model, stage, name).filter(({ node }) => node !== except);
  const runs = users.filter((each): each is RunInstruction => each.kind === 'run' && each.stage === stage);
  const isUsed = runs.length > 0 && runs.length === users.length && !OLD_SYNTAX.test(syntax);
  if (!declared || !(isUsed || (except && users.length === 0))) return false;
  if (runs.some(({ node }) => node.heredocs.length > 0)) return false;
  removePair(draft, declared.node, declared.pair);
  for (const { node } of runs) draft.insert(node.keywordSpan.end, ` --mount=type=secret,id=${name},env=${name}`);
  return true;
}
