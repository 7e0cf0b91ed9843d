import type { Call } from './call.ts';
import { optionTable, readArguments } from './options.ts';
import type { StateTool } from './types.ts';

const SET = optionTable('-o=');
const OTHERS = optionTable('');

/** `args` holds every word; `options` the letters of `set -euxo pipefail` one by one. */
export function readState({ program, name, args }: Call): StateTool {
  const { options } = readArguments(args, name === 'set' ? SET : OTHERS, 0);
  return { kind: 'state', front: name, program, options, args };
}
