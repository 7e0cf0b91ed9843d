import { knownValue, type MarkerEnvironment, memberOf } from './marker-environment.ts';
import { type MarkerToken, markerTokens } from './marker-tokens.ts';
import { normalName } from './names.ts';
import { admits, minorShare, parseClause, pep440 } from './specifier.ts';

type Answer = boolean | undefined;

interface Reader {
  readonly tokens: readonly MarkerToken[];
  readonly environment: MarkerEnvironment;
  at: number;
  depth: number;
  broken: boolean;
}

const DEEPEST = 50;

/** Whether a marker holds; undefined when nobody can tell, or when it is none. No marker always holds. */
export function evaluateMarker(marker: string | undefined, environment: MarkerEnvironment): Answer {
  if (marker === undefined || marker.trim() === '') return true;
  const tokens = markerTokens(marker);
  if (!tokens) return undefined;
  const reader: Reader = { tokens, environment, at: 0, depth: 0, broken: false };
  const answer = either(reader);
  return reader.broken || reader.at < tokens.length ? undefined : answer;
}

function takes(reader: Reader, kind: MarkerToken['kind'], text?: string): boolean {
  const token = reader.tokens[reader.at];
  if (token?.kind !== kind || (text !== undefined && token.text !== text)) return false;
  reader.at++;
  return true;
}

function either(reader: Reader): Answer {
  let answer = both(reader);
  while (takes(reader, 'word', 'or')) {
    const next = both(reader);
    answer = answer === true || next === true ? true : answer === undefined ? undefined : next;
  }
  return answer;
}

function both(reader: Reader): Answer {
  let answer = single(reader);
  while (takes(reader, 'word', 'and')) {
    const next = single(reader);
    answer = answer === false || next === false ? false : answer === undefined ? undefined : next;
  }
  return answer;
}

function single(reader: Reader): Answer {
  if (!takes(reader, 'open')) return comparison(reader);
  if (++reader.depth > DEEPEST) {
    reader.broken = true;
    return undefined;
  }
  const answer = either(reader);
  reader.depth--;
  if (!takes(reader, 'close')) reader.broken = true;
  return answer;
}

function comparison(reader: Reader): Answer {
  const left = reader.tokens[reader.at++];
  const operator = operatorOf(reader);
  const right = reader.tokens[reader.at++];
  if (!operator || !isOperand(left) || !isOperand(right)) {
    reader.broken = true;
    return undefined;
  }
  if (left.kind === 'word' && right.kind === 'text')
    return compare(left.text, operator, right.text, reader.environment);
  if (left.kind === 'text' && right.kind === 'word')
    return compareTurned(left.text, operator, right.text, reader.environment);
  return undefined;
}

const isOperand = (token: MarkerToken | undefined): token is MarkerToken =>
  token?.kind === 'word' || token?.kind === 'text';

function operatorOf(reader: Reader): string | undefined {
  const token = reader.tokens[reader.at++];
  if (token?.kind === 'operator' || (token?.kind === 'word' && token.text === 'in')) return token.text;
  return token?.kind === 'word' && token.text === 'not' && takes(reader, 'word', 'in') ? 'not in' : undefined;
}

const TURNED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=', '==': '==', '!=': '!=' };

/** The text stands on the left: `'linux' in sys_platform`, `'dev' in extras`, `'3.12' <= python_version`. */
function compareTurned(text: string, operator: string, variable: string, environment: MarkerEnvironment): Answer {
  if (operator !== 'in' && operator !== 'not in') {
    const turned = TURNED[operator];
    return turned === undefined ? undefined : compare(variable, turned, text, environment);
  }
  const found = memberOf(variable, text, environment);
  return found === undefined ? undefined : found === (operator === 'in');
}

function compare(variable: string, operator: string, text: string, environment: MarkerEnvironment): Answer {
  switch (variable) {
    case 'python_version':
    case 'python_full_version':
      return comparePython(variable, operator, text, environment.python);
    case 'extra':
      return compareExtra(operator, text, environment.extras);
    default:
      return compareText(knownValue(variable, environment), operator, text);
  }
}

function compareExtra(operator: string, text: string, extras: readonly string[] | undefined): Answer {
  // uv writes conflicts of extras as extras of made-up names.
  if (!extras || /^(?:extra|group|project)-\d+-/.test(text)) return undefined;
  const isChosen = extras.includes(normalName(text));
  if (operator === '==') return isChosen;
  return operator === '!=' ? !isChosen : undefined;
}

function compareText(value: string | undefined, operator: string, text: string): Answer {
  if (value === undefined) return undefined;
  switch (operator) {
    case '==':
    case '===':
      return value === text;
    case '!=':
      return value !== text;
    case 'in':
      return text.includes(value);
    case 'not in':
      return !text.includes(value);
    default:
      return undefined;
  }
}

const minorOf = (python: string): string | undefined => /^\d+\.\d+/.exec(python)?.[0];

function comparePython(variable: string, operator: string, text: string, python: string | undefined): Answer {
  const minor = python === undefined ? undefined : minorOf(python);
  if (python === undefined || minor === undefined) return undefined;
  if (operator === 'in' || operator === 'not in') {
    const versions = text.split(/[\s,|]+/);
    // What Python does is to search a text, so `3.1` is found in `3.11`; lists of minors are what people mean.
    if (variable !== 'python_version' || !versions.every((each) => /^\d+\.\d+$/.test(each))) return undefined;
    return text.includes(minor) === (operator === 'in');
  }
  if (!parseClause(`${operator} ${text}`)) return undefined;
  const specifier = pep440(`${operator}${text}`);
  if (variable === 'python_version') return admits(specifier, minor, true);
  if (python !== minor) return admits(specifier, python, true);
  const share = minorShare(specifier, minor);
  return share === 'some' || share === undefined ? undefined : share === 'all';
}
