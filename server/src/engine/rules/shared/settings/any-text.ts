import type { SettingsFacts } from '../../../project/settings/types.ts';
import { known } from '../../../text/known.ts';
import type { DjangoProcess } from './process-settings.ts';

/** Of these, some that tell careful settings from careless ones. */
const NOS = ['False', 'false', '0', 'no'];

/** A switch of settings is on whatever a variable says, as long as it says something: `bool("False")` is true. */
export const takesAnyText = ({ under }: DjangoProcess, name: string, setting: string): boolean =>
  NOS.every((text) => isOn(under(new Map([[name, text]])), setting));

function isOn(settings: SettingsFacts | undefined, setting: string): boolean {
  const value = settings?.switches.get(setting) ?? known(undefined);
  return value.known && value.value?.value === true;
}
