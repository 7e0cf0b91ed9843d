import type { ComposeService, ComposeVariable } from '../../../project/compose/types.ts';
import type { ServiceVariables } from '../../../project/env-file.ts';
import type { Place, ProjectFacts } from '../../../project/types.ts';
import type { DjangoProcess } from '../settings/process-settings.ts';
import { debugNames, verdictOfAll } from './verdict.ts';

/** A service of compose that switches DEBUG on. */
export interface DebugInService {
  readonly service: ComposeService;
  readonly name: string;
  readonly value: string;
  /** Where the value comes from. */
  readonly from: Place;
  /** The file of variables that has it, or the default in the compose file: where compose runs, it may be another one. */
  readonly varies: boolean;
  readonly edit: { readonly place: Place; readonly text: string };
}

/** The first such service, and the first of its variables. */
export function debugInServices(
  services: readonly ComposeService[],
  processes: readonly DjangoProcess[],
  facts: ProjectFacts,
): DebugInService | undefined {
  for (const service of services) {
    const variables = facts.serviceVariables(service);
    for (const name of debugNames(processes)) {
      const given = givenTo(service, name, variables);
      const verdict = given && verdictOfAll(processes, name, given.value);
      if (given && verdict?.kind === 'on') {
        const { place, form } = given.written;
        const text = form === 'pair' ? `${name}=${verdict.off}` : form === 'scalar' ? `"${verdict.off}"` : verdict.off;
        return { service, name, ...given, edit: { place, text } };
      }
    }
  }
  return undefined;
}

interface Given extends Pick<DebugInService, 'value' | 'from' | 'varies'> {
  /** What is written there: a value of YAML, an item `NAME=value` of it, or the value in a file of variables. */
  readonly written: { readonly place: Place; readonly form: 'scalar' | 'pair' | 'line' };
}

function givenTo({ environment }: ComposeService, name: string, files: ServiceVariables): Given | undefined {
  const own = environment.find((each) => each.name === name);
  if (!own) return files.given.known ? inFile(files.given.value, name) : undefined;
  if (!own.value) return undefined;
  const { value, varies, from } = own.value;
  // A variable of compose gets its text from the file beside it, else its default.
  const beside = varies ? inFile(files.beside, name) : undefined;
  if (beside) return beside;
  return value.known ? { value: value.value, from, varies, written: { place: from, form: formOf(own) } } : undefined;
}

/** In a list the whole item is one text. */
const formOf = ({ from, value }: ComposeVariable): 'scalar' | 'pair' =>
  value?.from.span.start === from.span.start ? 'pair' : 'scalar';

function inFile(variables: ServiceVariables['beside'], name: string): Given | undefined {
  const found = variables.find((each) => each.name === name);
  if (!found?.value.known) return undefined;
  return {
    value: found.value.value,
    from: found.from,
    varies: true,
    written: { place: found.written, form: 'line' },
  };
}
