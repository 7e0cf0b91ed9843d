import type { LogicalText } from '../text/logical.ts';
import { allMatches } from '../text/search.ts';
import type { ExecForm, Flag, JsonItem, KeyValue, Mount, MountOption, Token } from './nodes.ts';

const isSpace = (char: string | undefined): boolean =>
  char === ' ' || char === '\t' || char === '\n' || (char !== undefined && /\s/.test(char));

/** Whether Docker drops the escape character at `at`: between double quotes it stays in front of ordinary characters. */
export const isEscape = (text: string, at: number, quote: string, escapeChar: string): boolean => {
  if (text[at] !== escapeChar || quote === "'") return false;
  const next = text[at + 1];
  return quote === '' || next === undefined || next === '"' || next === '$' || next === escapeChar;
};

/** Removes Docker's quotes and escapes; variables stay as they are. */
export function unquote(text: string, escapeChar: string): { value: string; quoted: boolean } {
  if (!/["'\\`]/.test(text)) return { value: text, quoted: false };
  let value = '';
  let quote = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (isEscape(text, i, quote, escapeChar)) {
      value += text[++i] ?? '';
    } else if (quote === '' && (char === '"' || char === "'")) {
      quote = char;
      quoted = true;
    } else if (char === quote) {
      quote = '';
    } else {
      value += char;
    }
  }
  return { value, quoted };
}

export function tokenOf(line: LogicalText, start: number, end: number, escapeChar: string): Token {
  const text = line.text.slice(start, end);
  return { text, ...unquote(text, escapeChar), span: line.spanOf(start, end) };
}

const WORD = /\S+/g;

/** Splits at blanks as Docker does for FROM, COPY, ADD, EXPOSE …: quotes do not group words. */
export function blankSeparated(line: LogicalText, escapeChar: string): Token[] {
  return allMatches(WORD, line.text).map(({ 0: { length }, index }) =>
    tokenOf(line, index, index + length, escapeChar),
  );
}

/** The whole text as one word, as Docker reads USER, WORKDIR and STOPSIGNAL. */
export function wholeWord(line: LogicalText, escapeChar: string): Token[] {
  const start = line.text.search(/\S/);
  return start === -1 ? [] : [tokenOf(line, start, line.text.trimEnd().length, escapeChar)];
}

/** Where a word that may hold quoted blanks ends. */
function quotedWordEnd(text: string, start: number, escapeChar: string): number {
  let quote = '';
  let at = start;
  for (; at < text.length; at++) {
    const char = text[at];
    if (quote === '' && isSpace(char)) break;
    if (char === escapeChar && quote !== "'") at++;
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
  }
  return Math.min(at, text.length);
}

interface Flags {
  readonly flags: readonly Flag[];
  /** The values as written. */
  readonly values: ReadonlyMap<Flag, LogicalText>;
  readonly rest: LogicalText;
}

export const withoutFlags = (rest: LogicalText): Flags => ({ flags: NO_FLAGS, values: NO_VALUES, rest });

const NO_FLAGS: readonly Flag[] = [];
const NO_VALUES: Flags['values'] = new Map();

function spacesEnd(text: string, start: number): number {
  let at = start;
  while (isSpace(text[at])) at++;
  return at;
}

/** Takes the leading `--name=value` words off the arguments. */
export function takeFlags(line: LogicalText, escapeChar: string): Flags {
  const { text } = line;
  let at = spacesEnd(text, 0);
  if (!text.startsWith('--', at)) return withoutFlags(line.slice(at));
  const flags: Flag[] = [];
  const values = new Map<Flag, LogicalText>();
  for (; text.startsWith('--', at); at = spacesEnd(text, at)) {
    const end = quotedWordEnd(text, at, escapeChar);
    const word = text.slice(at, end);
    if (word === '--') {
      at = end;
      break;
    }
    const equals = word.indexOf('=');
    const flag: Flag = {
      name: equals === -1 ? word.slice(2) : word.slice(2, equals),
      value: equals === -1 ? undefined : unquote(word.slice(equals + 1), escapeChar).value,
      span: line.spanOf(at, end),
      valueSpan: equals === -1 ? undefined : line.spanOf(at + equals + 1, end),
    };
    flags.push(flag);
    if (equals !== -1) values.set(flag, line.slice(at + equals + 1, end));
    at = end;
  }
  return { flags, values, rest: line.slice(at) };
}

/** Reads the value of `--mount=type=cache,target=/x`. Quotes group nothing here: every comma begins an option. */
export function readMount(flag: Flag, value: LogicalText | undefined): Mount {
  const options: MountOption[] = [];
  let start = 0;
  for (const part of value?.text.split(',') ?? []) {
    const text = part.replace(/["']|\\(?=.)/g, '');
    const equals = text.indexOf('=');
    options.push({
      key: (equals === -1 ? text : text.slice(0, equals)).trim().toLowerCase(),
      value: equals === -1 ? undefined : text.slice(equals + 1),
      span: value?.spanOf(start, start + part.length) ?? flag.span,
    });
    start += part.length + 1;
  }
  // A mount without a type is a bind mount.
  const type = options.find((option) => option.key === 'type')?.value?.toLowerCase() ?? 'bind';
  return { type, options, span: flag.span };
}

const JSON_STRING = /"(?:[^"\\]|\\.)*"/g;

/** Exec form when the text is a JSON array of strings and nothing else. */
export function readExecForm(line: LogicalText): ExecForm | undefined {
  const trimmed = line.text.trim();
  if (!trimmed.startsWith('[') || !trimmed.endsWith(']')) return undefined;
  let values: unknown;
  try {
    values = JSON.parse(trimmed);
  } catch {
    return undefined;
  }
  if (!Array.isArray(values) || !values.every((value): value is string => typeof value === 'string')) return undefined;
  const lead = line.text.length - line.text.trimStart().length;
  const items: JsonItem[] = [];
  let index = 0;
  for (const match of allMatches(JSON_STRING, trimmed)) {
    const start = lead + match.index;
    items.push({ value: values[index++] ?? '', span: line.spanOf(start, start + match[0].length) });
  }
  return { form: 'exec', items, span: line.spanOf(lead, lead + trimmed.length) };
}

/** `NAME=value NAME2="two words"`, or the old `NAME value` where `legacy` is allowed. */
export function readPairs(
  line: LogicalText,
  escapeChar: string,
  allowLegacy: boolean,
): { pairs: KeyValue[]; legacy: boolean } {
  const { text } = line;
  const pairs: KeyValue[] = [];
  let at = 0;
  while (at < text.length) {
    while (isSpace(text[at])) at++;
    if (at >= text.length) break;
    const end = quotedWordEnd(text, at, escapeChar);
    const equals = text.slice(at, end).indexOf('=');
    if (equals === -1 && allowLegacy && pairs.length === 0) {
      const valueStart = text.slice(end).search(/\S/);
      const stop = text.trimEnd().length;
      const value = valueStart === -1 ? undefined : tokenOf(line, end + valueStart, stop, escapeChar);
      return {
        pairs: [
          {
            name: text.slice(at, end),
            nameSpan: line.spanOf(at, end),
            value,
            span: line.spanOf(at, value ? stop : end),
          },
        ],
        legacy: true,
      };
    }
    const nameEnd = equals === -1 ? end : at + equals;
    pairs.push({
      name: unquote(text.slice(at, nameEnd), escapeChar).value,
      nameSpan: line.spanOf(at, nameEnd),
      value: equals === -1 ? undefined : tokenOf(line, nameEnd + 1, end, escapeChar),
      span: line.spanOf(at, end),
    });
    at = end;
  }
  return { pairs, legacy: false };
}
