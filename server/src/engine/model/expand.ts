import { isEscape } from '../syntax/words.ts';
import { type Known, known, unknown } from '../text/known.ts';

/**
 * The value of an ARG that has none: empty unless the build gives one. Where the text names a default for that case
 * (`${TAG:-3.13}`), the default is what the file says.
 */
export const NOT_GIVEN = unknown('the build gives the value');

/** Undefined: no such name is set here. */
export type Lookup = (name: string) => Known<string> | undefined;

/** A single sign or a number is a name as well, one that nobody can set: `$$HOME` is `HOME`. */
const VARIABLE = /\$(?:([A-Za-z_]\w*|\d+|[@*#?$!-])|\{(\w+)(?:(:?[-+?])((?:[^{}]|\$\{[^{}]*\})*))?\})/y;

/**
 * Expands `$NAME` and `${NAME…}` as Docker does in FROM, ENV, COPY, USER … and removes quotes and escapes.
 * A name that nobody sets expands to nothing; one that may be set elsewhere makes the whole text unknown.
 */
export function expandDocker(text: string, escapeChar: string, lookup: Lookup): Known<string> {
  if (!/[$"'\\`]/.test(text)) return known(text);
  let value = '';
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (isEscape(text, i, quote, escapeChar)) value += text[++i] ?? '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
    else if (char === '$' && quote !== "'") {
      VARIABLE.lastIndex = i;
      const match = VARIABLE.exec(text);
      if (!match) {
        if (text[i + 1] === '{') return unknown(`${text.slice(i)} is no variable we can expand`);
        value += char;
        continue;
      }
      const part = expandVariable(match, escapeChar, lookup);
      if (!part.known) return part;
      value += part.value;
      i += match[0].length - 1;
    } else value += char;
  }
  return known(value);
}

function expandVariable(match: RegExpExecArray, escapeChar: string, lookup: Lookup): Known<string> {
  const name = match[1] ?? match[2] ?? '';
  const found = lookup(name);
  const operator = match[3];
  const operand = match[4] ?? '';
  if (operator === undefined) return found ?? known('');
  if (found === NOT_GIVEN && operator.endsWith('-')) return expandDocker(operand, escapeChar, lookup);
  if (found && !found.known) return found;
  const isSet = found !== undefined && (!operator.startsWith(':') || found.value !== '');
  if (operator.endsWith('-')) return isSet && found ? found : expandDocker(operand, escapeChar, lookup);
  if (operator.endsWith('+')) return isSet ? expandDocker(operand, escapeChar, lookup) : known('');
  return isSet && found ? found : unknown(`${name} must be given to the build`);
}
