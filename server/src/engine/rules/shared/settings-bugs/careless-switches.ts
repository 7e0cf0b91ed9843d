import { SAYS_NO } from '../../../project/settings/switch-edit.ts';
import type { EnvironmentRead } from '../../../project/settings/types.ts';
import type { Place } from '../../../project/types.ts';
import { takesAnyText } from '../settings/any-text.ts';
import type { DjangoProcess } from '../settings/process-settings.ts';
import type { WrittenAt } from '../settings/variable.ts';

/** A setting that is on whatever a variable says, as long as it says something. */
export interface CarelessSwitch {
  readonly setting: string;
  readonly read: EnvironmentRead;
  /** The whole expression that makes the setting. */
  readonly whole: Place;
  /** What is meant to switch it off and does not: what the process is given, or the default. */
  readonly meant: Meant | undefined;
}

interface Meant {
  readonly text: string;
  /** Undefined for the default of the settings themselves. */
  readonly at: WrittenAt | undefined;
}

/** The text is used as it is, or handed to `bool()`. */
const MAY_BE_CARELESS = new Set<EnvironmentRead['cast']>([undefined, 'text', 'bool-of-string']);

export function* carelessSwitches(process: DjangoProcess): Generator<CarelessSwitch> {
  const { written, under } = process;
  const seen = new Set<string>();
  for (const read of written.environment.reads) {
    const { name, setting, cast } = read;
    if (setting === undefined || !written.switches.has(setting) || !MAY_BE_CARELESS.has(cast)) continue;
    if (seen.has(setting) || !takesAnyText(process, name, setting)) continue;
    seen.add(setting);
    const value = under(new Map([[name, 'False']]))?.switches.get(setting);
    if (value?.known && value.value) yield { setting, read, whole: value.value.from, meant: meantOff(process, read) };
  }
}

function meantOff({ environment }: DjangoProcess, { name, default: fallback }: EnvironmentRead): Meant | undefined {
  const variable = environment.of(name);
  if (variable.kind === 'set') {
    const text = variable.value.known ? variable.value.value : '';
    return SAYS_NO.test(text) ? { text, at: variable.at } : undefined;
  }
  const text = fallback.kind === 'literal' && typeof fallback.value === 'string' ? fallback.value : '';
  return SAYS_NO.test(text) ? { text, at: undefined } : undefined;
}
