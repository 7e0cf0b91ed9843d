import type { ProjectFacts } from '../../../project/types.ts';
import type { Option } from '../../../shell/tools/types.ts';
import { type Known, known, unknown } from '../../../text/known.ts';
import type { EntryChoice } from './entry-module.ts';
import { isOnlySettings } from './only-settings.ts';
import type { Environment, Variable, WrittenAt } from './variable.ts';

/** A settings module, and where something chooses it. */
export interface Choice {
  readonly module: string;
  readonly chosenAt: WrittenAt | undefined;
}

export const VARIABLE = 'DJANGO_SETTINGS_MODULE';

/** Between a module that is run first and the environment, the environment decides unless the module does not let it. */
export function choose(entry: Known<EntryChoice>, environment: Environment, { project }: ProjectFacts): Known<Choice> {
  if (!entry.known) return entry;
  const { module, wins, at } = entry.value;
  const own: Choice | undefined = module === undefined ? undefined : { module, chosenAt: at };
  if (own && wins) return known(own);
  const variable = environment.of(VARIABLE);
  if (variable.kind === 'unset') return own ? known(own) : unknown('nothing chooses the settings');
  const given = variable.kind === 'set' ? variable.value : unknown(variable.why);
  if (!given.known) {
    // Where there are no other settings, whatever sets the variable can only name these.
    return own && project.known && isOnlySettings(own.module, project.value) ? known(own) : given;
  }
  return given.value === ''
    ? unknown(`${VARIABLE} is empty`)
    : known({ module: given.value, chosenAt: placeOf(variable) });
}

const placeOf = (variable: Variable): WrittenAt | undefined => (variable.kind === 'set' ? variable.at : undefined);

/** What an option of a command names; `path` is that of the script which has the command. */
export function byOption({ span }: Option, module: Known<string>, path?: string): Known<Choice> {
  const chosenAt: WrittenAt = path === undefined ? { span } : { path, span };
  return module.known ? known({ module: module.value, chosenAt }) : module;
}

export const lastNamed = (options: readonly Option[], name: string): Option | undefined =>
  options.findLast(({ canonical }) => canonical === name);

/** The value of an option that stands there as it is. */
export const literalOf = ({ canonical, literal }: Option): Known<string> =>
  literal === undefined ? unknown(`${canonical} is put together when it runs`) : known(literal);
