/** A line of a requirements file, continued lines joined, without its comment. */
export interface RequirementLine {
  /** Continuations are spaces, so every character is as far from `start` as in the file. */
  readonly text: string;
  /** The offset of its first character. */
  readonly start: number;
}

/** Blanks what is no text of its own, and keeps the length: offsets stay true. */
const joined = (text: string): string =>
  text.replace(/^\ufeff/, ' ').replace(/\\\r?\n/g, (match) => ' '.repeat(match.length));

/** The lines of a requirements file that say something. */
export function requirementLines(source: string): readonly RequirementLine[] {
  const text = joined(source);
  const lines: RequirementLine[] = [];
  let start = 0;
  while (start < text.length) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = uncommented(text.slice(start, end)).trimEnd();
    const indent = line.length - line.trimStart().length;
    if (indent < line.length) lines.push({ text: line.slice(indent), start: start + indent });
    start = end + 1;
  }
  return lines;
}

/** A `#` begins a comment at the start of a line or behind a space: elsewhere it is part of an address. */
function uncommented(line: string): string {
  for (let at = line.indexOf('#'); at !== -1; at = line.indexOf('#', at + 1))
    if (at === 0 || /\s/.test(line.charAt(at - 1))) return line.slice(0, at);
  return line;
}

/** What stands behind an option, in any of its spellings; undefined when the line has another one. */
export function optionValue(line: string, pattern: RegExp): string | undefined {
  const value = pattern.exec(line)?.[1]?.trim();
  return value?.replace(/^(["'])(.*)\1$/, '$2');
}

export const INCLUDE = /^(?:-r|--requirement)(?:\s*=\s*|\s+|(?=[^\s=-]))(.+)$/;
export const CONSTRAINT = /^(?:-c|--constraint)(?:\s*=\s*|\s+|(?=[^\s=-]))(.+)$/;
export const EDITABLE = /^(?:-e|--editable)(?:\s*=\s*|\s+)(.+)$/;
