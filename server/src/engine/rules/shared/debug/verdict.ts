import { SAYS_NO } from '../../../project/settings/switch-edit.ts';
import { takesAnyText } from '../settings/any-text.ts';
import type { DjangoProcess } from '../settings/process-settings.ts';

/**
 * What a text of a variable does to DEBUG. `on`: DEBUG is on because of it, and `off` is a text with which it would not be. `no`: it
 * does nothing of the kind. Undefined: nobody can tell, and the name has to do.
 */
export type Verdict = { readonly kind: 'on'; readonly off: string } | { readonly kind: 'no' } | undefined;

const NO: Verdict = { kind: 'no' };

/** Texts that people switch something off with, the plainest first. */
const OFF = ['0', 'False', ''];

function verdictOf(process: DjangoProcess, name: string, text: string): Verdict {
  const { written, under } = process;
  const { reads, incomplete } = written.environment;
  if (!reads.some((read) => read.name === name)) return incomplete === undefined ? NO : undefined;
  const debugWith = (value: string): boolean | undefined => {
    const debug = under(new Map([[name, value]]))?.debug;
    return debug?.known ? (debug.value?.value ?? false) : undefined;
  };
  // A text that says no is not what is wrong where settings take any text for yes.
  if (debugWith(text) !== true || (SAYS_NO.test(text) && takesAnyText(process, name, 'DEBUG'))) return NO;
  const off = OFF.find((value) => debugWith(value) === false);
  return off === undefined ? NO : { kind: 'on', off };
}

/** Names that mean Django's DEBUG where settings cannot be read. */
const isDebugName = (name: string): boolean => /^(?:DJANGO_)?DEBUG$/.test(name);

const ON = /^(?:true|1|yes|on|y|t)$/i;

/** What several processes make of a variable; where none of them tells, its name and what it says have to do. */
export function verdictOfAll(processes: readonly DjangoProcess[], name: string, text: string): Verdict {
  const verdicts = processes.map((process) => verdictOf(process, name, text));
  const on = verdicts.find((verdict) => verdict?.kind === 'on');
  if (on) return on;
  return verdicts.includes(NO) || !isDebugName(name) || !ON.test(text) ? NO : { kind: 'on', off: '0' };
}

/** Variables that may switch DEBUG on: those that settings make it of, and those that are called like it. */
export function debugNames(processes: readonly DjangoProcess[]): ReadonlySet<string> {
  const names = new Set(['DEBUG', 'DJANGO_DEBUG']);
  for (const { written } of processes)
    for (const { name, setting } of written.environment.reads)
      if (setting === 'DEBUG' || /(?:^|_)DEBUG$/.test(name)) names.add(name);
  return names;
}
