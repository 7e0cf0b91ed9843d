/** Small pieces of Markdown; everything longer is written where it is used. */

/** A code block whose fence is longer than any run of backticks inside. */
export function codeBlock(language: string, text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}${language}\n${text.replace(/\n?$/, '\n')}${fence}`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${' -- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** Plain text, such as a finding's message, as Markdown that shows it as it is; what stands in backticks is code already. */
export const plain = (text: string): string =>
  text.replace(/`[^`]+`|[\\*_<>[\]`]/g, (match) => (match.length > 1 ? match : `\\${match}`));

export const code = (text: string): string => `\`${text}\``;

/** `a`, `a and b`, `a, b and c`. */
export function listing(items: readonly string[], word = 'and'): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** Everything up to the first blank line. */
export const firstParagraph = (text: string): string => text.trim().split(/\n\s*\n/)[0] ?? '';
