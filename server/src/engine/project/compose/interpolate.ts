import { type Known, known, unknown } from '../../text/known.ts';

export interface Interpolated {
  readonly value: Known<string>;
  /** A variable stands in it. */
  readonly varies: boolean;
}

/** Defaults in defaults: nobody goes deeper. */
const MAX_DEPTH = 5;

/** Longer texts are whole files that somebody put into one value. */
const MAX_LENGTH = 8 * 1024;

const NAME = /[A-Za-z_]\w*/y;

/** Replaces variables by their defaults, as compose would with an empty environment; `$$` is a dollar sign. */
export function interpolate(text: string, depth = 0): Interpolated {
  if (!text.includes('$')) return { value: known(text), varies: false };
  if (text.length > MAX_LENGTH) return { value: unknown('the text is too long'), varies: true };
  let out = '';
  let varies = false;
  let why: string | undefined;
  for (let at = 0; at < text.length; ) {
    const dollar = text.indexOf('$', at);
    out += text.slice(at, dollar === -1 ? text.length : dollar);
    if (dollar === -1) break;
    if (text[dollar + 1] === '$') {
      out += '$';
      at = dollar + 2;
      continue;
    }
    const variable = variableAt(text, dollar, depth);
    if (!variable) {
      out += '$';
      at = dollar + 1;
      continue;
    }
    varies = true;
    if (variable.value.known) out += variable.value.value;
    else why ??= variable.value.why;
    at = variable.end;
  }
  return { value: why === undefined ? known(out) : unknown(why), varies };
}

interface VariableUse {
  readonly value: Known<string>;
  readonly end: number;
}

/** `$NAME`, `${NAME}`, `${NAME:-default}` … at a dollar sign. */
function variableAt(text: string, dollar: number, depth: number): VariableUse | undefined {
  const isBraced = text[dollar + 1] === '{';
  NAME.lastIndex = dollar + (isBraced ? 2 : 1);
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return undefined;
  const unset = unknown(`${name} is set where compose runs`);
  const end = NAME.lastIndex;
  if (!isBraced) return { value: unset, end };
  const close = closingBrace(text, end);
  if (close === undefined) return undefined;
  const fallback = /^:?-(.*)$/s.exec(text.slice(end, close))?.[1];
  const value = fallback === undefined || depth >= MAX_DEPTH ? unset : interpolate(fallback, depth + 1).value;
  return { value, end: close + 1 };
}

/** The brace that closes the one before `from`; defaults may have braces of their own. */
export function closingBrace(text: string, from: number): number | undefined {
  let open = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{' && text[at - 1] === '$') open++;
    else if (text[at] === '}' && --open === 0) return at;
  }
  return undefined;
}
