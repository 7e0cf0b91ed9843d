import { textAt } from '../../text/span.ts';
import type { CallExpression } from '../python/types.ts';
import type { Place } from '../types.ts';
import { handsOverNames } from './blocks.ts';
import { fullName } from './names.ts';
import type { OwnEnvironment } from './own-environment.ts';
import type { Running } from './running.ts';
import { unknownValue } from './value.ts';

/** How many letters of functions are looked through, call by call. */
const MAX_LOOKED = 1_000_000;

const SETS_NAMES = 'dynaconf.DjangoDynaconf';

/** What code that is not followed, or cannot be read, may do to the names of settings. */
export class UnseenCode {
  readonly #environment: OwnEnvironment;
  #looked = 0;

  constructor(environment: OwnEnvironment) {
    this.#environment = environment;
  }

  /** A line that cannot be read may set any name that stands in it; behind a last line that is only half there, anything may be missing. */
  broken({ scope, text, reads }: Running, place: Place): void {
    const lines = textAt(text, place.span);
    reads.incomplete ??= 'a line of the settings cannot be read';
    if (/environ|putenv|dotenv|read_env|\bimport\b/.test(lines))
      this.#environment.hide('a line of the settings cannot be read');
    const mayHideAll = /\b(?:import|exec|globals|locals)\b/.test(lines) || text.trimEnd().length <= place.span.end;
    if (mayHideAll) scope.hide(place, 'a line of the settings cannot be read');
    for (const name of new Set(lines.match(/[A-Za-z_]\w*/g))) {
      scope.set(name, unknownValue(place, 'a line that names it cannot be read'));
    }
  }

  /** Whether a call lets other code set any names it likes. */
  takesOver(call: CallExpression, running: Running): boolean {
    const hides = fullName(call.callee, running.scope) === SETS_NAMES || call.args.some(handsOverNames);
    if (hides) this.hide(call, running, 'other code sets names');
    return hides;
  }

  /** From here on, code that is not seen may have set anything. */
  hide({ span }: CallExpression, { scope, path, reads }: Running, why: string): void {
    scope.hide({ path, span }, why);
    reads.incomplete ??= why;
    this.#environment.hide(why);
  }

  /** A function may change the lists and dicts that it is given, and those that it names; with `global`, all that it names. */
  called({ callee, args }: CallExpression, { scope }: Running, place: Place): void {
    const called = callee.kind === 'name' ? scope.get(callee.name) : undefined;
    const source = called?.kind === 'defined' ? called.source : '';
    this.#looked += source.length;
    if (this.#looked > MAX_LOOKED || /\b(?:globals|exec|setattr|include)\b/.test(source)) {
      scope.hide(place, 'names are set while it runs');
      return;
    }
    const rebinds = /\bglobal\b/.test(source);
    const given = args.flatMap((arg) => (arg.kind === 'name' ? [arg.name] : []));
    for (const name of new Set([...given, ...(source.match(/[^\W\d]\w*/g) ?? [])])) {
      const kind = scope.get(name)?.kind;
      const mayChange = kind === 'list' || kind === 'dict' || (rebinds && kind !== undefined && kind !== 'defined');
      if (mayChange) scope.set(name, unknownValue(place, 'a function may change it'));
    }
  }
}
