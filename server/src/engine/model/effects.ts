import type { InstructionNode, PairsNode, Token } from '../syntax/nodes.ts';
import { type Known, known, unknown } from '../text/known.ts';
import { expandDocker, type Lookup, NOT_GIVEN } from './expand.ts';
import { isPredefined, type StageState } from './state.ts';

/** What holds for every stage of a file. */
export interface FileScope {
  readonly escape: string;
  /** ARG values set in front of the first FROM. */
  readonly globals: ReadonlyMap<string, Known<string>>;
}

/** The value of an ARG without one: platform names come from the build; others are empty unless the build gives them. */
const withoutValue = (name: string): Known<string> =>
  isPredefined(name) ? unknown(`${name} comes from the build`) : NOT_GIVEN;

/** What FROM and the ARGs in front of it see of a name. */
export const globalLookup =
  (globals: ReadonlyMap<string, Known<string>>): Lookup =>
  (name) =>
    globals.get(name) ?? (isPredefined(name) ? withoutValue(name) : undefined);

/** Reads an ARG in front of the first FROM; each of its names may use those before it. */
export function setGlobals(globals: Map<string, Known<string>>, node: PairsNode, escapeChar: string): void {
  for (const { name, value } of node.pairs) {
    const given = value ? expandDocker(value.text, escapeChar, globalLookup(globals)) : withoutValue(name);
    globals.set(name, given);
  }
}

/** The state behind an instruction. */
export function stateAfter(node: InstructionNode, state: StageState, scope: FileScope): StageState {
  const expand = (token: Token): Known<string> => state.expand(token.text, scope.escape);
  switch (node.kind) {
    case 'env':
      // Every value of one ENV is expanded with what held in front of it.
      return state.withValues(
        'env',
        new Map(node.pairs.map(({ name, value }) => [name, value ? expand(value) : known('')])),
      );
    case 'arg':
      return node.pairs.reduce((each, pair) => withArgument(each, pair, scope), state);
    case 'user': {
      const [word] = node.words;
      return word ? state.withUser(expand(word)) : state;
    }
    case 'workdir': {
      const [word] = node.words;
      return word ? state.withWorkdir(expand(word)) : state;
    }
    case 'shell':
      return node.command.form === 'exec' ? state.withShell(node.command.items.map((item) => item.value)) : state;
    default:
      return state;
  }
}

/** An ARG without a value takes that of the global ARG, else keeps what an ARG of its name had before or in a parent stage. */
function withArgument(
  state: StageState,
  { name, value }: PairsNode['pairs'][number],
  { escape: escapeChar, globals }: FileScope,
): StageState {
  const global = globals.get(name);
  // `ARG ID=${ID:-1000}`: whoever writes that means what the build gives, whatever the base image may set.
  const before = state.declaredEnv(name) ?? state.arg(name) ?? withoutValue(name);
  const given = value
    ? expandDocker(value.text, escapeChar, (each) => (each === name ? before : state.variable(each)))
    : global && global !== NOT_GIVEN
      ? global
      : (state.arg(name) ?? withoutValue(name));
  return state.withValues('arg', new Map([[name, given]]));
}
