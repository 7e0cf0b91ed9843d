import type { EnvironmentRead, SettingsFacts } from '../../../project/settings/types.ts';
import type { Environment } from '../settings-in-force.ts';

/** Texts that no reading of DEBUG takes for a yes. `bool("0")` is one, as people find out. */
const NO = /^(?:|0|false|f|no|n|off)$/i;

/** DEBUG is off, or off unless somebody who starts the container wants it. */
export function isDebugOff({ debug, environment }: SettingsFacts, found: Environment): boolean {
  if (debug.known) return debug.value?.value !== true;
  const reads = environment.reads.filter(({ setting }) => setting === 'DEBUG');
  return reads.length > 0 && reads.every((read) => isNo(read) && !isYes(found, read.name));
}

function isNo({ default: fallback, cast, required }: EnvironmentRead): boolean {
  switch (fallback.kind) {
    case 'none':
      return true;
    case 'literal':
      if (typeof fallback.value !== 'string') return !fallback.value;
      return cast === 'bool-of-string' ? fallback.value === '' : NO.test(fallback.value);
    default:
      return required;
  }
}

function isYes(found: Environment, name: string): boolean {
  const variable = found.of(name);
  return variable.kind === 'set' && variable.value.known && !NO.test(variable.value.value);
}
