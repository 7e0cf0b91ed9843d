import { compareMinors } from '../../data/python.ts';

/** `>=3.9`, `~= 5.1.2`, `^4.2`, `==3.11.*`. */
const CLAUSE = /^(===?|~=|!=|<=|>=|<|>|\^|~|)\s*v?(\d+)(?:\.(\d+|\*))?(?:\.(\d+|\*))?(?:\.[\w.*]+)?$/;

/**
 * Whether a range of versions takes some release of a minor (`3.14`, `5.2`); undefined for what cannot be read. Ranges are
 * Python's own (`>=3.10,<3.13`) or Poetry's (`^3.10`, `~3.10`, `>=3.9 <4 || 5.*`).
 */
export function allowsMinor(range: string, minor: string): boolean | undefined {
  const answers = range.split('||').map((part) => allowsAll(part, minor));
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

function allowsAll(range: string, minor: string): boolean | undefined {
  const clauses = range
    .replace(/([<>=~!^])\s+/g, '$1')
    .split(/[\s,]+/)
    .filter((clause) => clause !== '' && clause !== '*');
  const answers = clauses.map((clause) => allowsOne(clause, minor));
  return answers.includes(undefined) ? undefined : !answers.includes(false);
}

function allowsOne(clause: string, minor: string): boolean | undefined {
  const [, operator, major, second, third] = CLAUSE.exec(clause) ?? [];
  if (operator === undefined || major === undefined) return undefined;
  const isWholeMajor = second === undefined || second === '*';
  const bound = `${major}.${isWholeMajor ? 0 : second}`;
  const order = compareMinors(minor, bound);
  const sameMajor = minor.split('.')[0] === major;
  // Whether a bound such as `<3.13.2` leaves some releases of its own minor.
  const hasPatch = third !== undefined && third !== '*' && third !== '0';
  switch (operator) {
    case '>=':
      return order >= 0;
    case '>':
      return hasPatch ? order >= 0 : order > 0;
    case '<':
      return hasPatch ? order <= 0 : order < 0;
    case '<=':
      return hasPatch ? order <= 0 : order < 0;
    case '~=':
      return third === undefined ? sameMajor && order >= 0 : order === 0;
    case '^':
      return sameMajor && order >= 0;
    case '~':
      return isWholeMajor ? sameMajor : order === 0;
    case '!=':
      return second === '*' ? !sameMajor : third !== '*' || order !== 0;
    default:
      return isWholeMajor ? sameMajor : order === 0;
  }
}
