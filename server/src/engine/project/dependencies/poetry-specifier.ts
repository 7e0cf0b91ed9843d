const CARET = /^(\^|~(?!=))\s*v?(\d{1,15}(?:\.\d{1,15})*)([-.\w]*)$/;
const BARE = /^v?\d[\w.+!-]*(?:\.\*)?$/;

/**
 * Poetry's ranges, each alternative of `||` translated into clauses of PEP 440: `^5.2` → `>=5.2,<6`. Undefined for what cannot
 * be read.
 */
export function poetryClauses(text: string): readonly string[] | undefined {
  const alternatives = text.split(/\|\|?/).map(alternative);
  return alternatives.every((each) => each !== undefined) ? alternatives : undefined;
}

function alternative(text: string): string | undefined {
  const parts = text
    .replace(/([<>=~!^])\s+/g, '$1')
    .split(/[\s,]+/)
    .filter((part) => part !== '');
  // An alternative without anything in it is a slip of the pen.
  if (parts.length === 0) return undefined;
  const clauses = parts.map(clause);
  return clauses.every((each) => each !== undefined) ? clauses.filter((each) => each !== '').join(',') : undefined;
}

function clause(text: string): string | undefined {
  if (text === '*') return '';
  if (/^[<>=!]|^~=/.test(text)) return text;
  if (BARE.test(text)) return `==${text}`;
  const [, operator, release, suffix = ''] = CARET.exec(text) ?? [];
  if (operator === undefined || release === undefined) return undefined;
  const parts = release.split('.').map(Number);
  const held = operator === '^' ? heldByCaret(parts) : heldByTilde(parts);
  return `>=${release}${suffix},<${raised(parts, held)}`;
}

/** `^1.2.3` holds the 1, `^0.2.3` the 2, `^0.0.3` the 3: the first that is not zero, or else the last. */
const heldByCaret = (parts: readonly number[]): number => {
  const first = parts.findIndex((part) => part !== 0);
  return first === -1 ? parts.length - 1 : first;
};

/** `~1.2.3` and `~1.2` hold the 2, `~1` holds the 1. */
const heldByTilde = (parts: readonly number[]): number => Math.min(parts.length - 1, 1);

const raised = (parts: readonly number[], index: number): string =>
  [...parts.slice(0, index), (parts[index] ?? 0) + 1].join('.');
