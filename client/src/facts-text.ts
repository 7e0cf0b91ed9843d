import type { FactSummary, ProjectSummary } from '../../server/src/lsp/messages.ts';
import { inOrder, labelOf, placeAddress, placeText } from './fact-labels.ts';
import type { LinkedText, TextLink } from './linked-text.ts';

/** What is found out about projects, as a page that reads well as it is: its columns are aligned. */
export function factsText(projects: readonly ProjectSummary[]): LinkedText {
  const lines = ['# Project facts', ''];
  const links: TextLink[] = [];
  if (projects.length === 0) lines.push('No Django project is seen here: there is no `manage.py`.', '');
  for (const { name, own, facts } of projects) {
    lines.push(`## ${name}`, '');
    if (own && projects.length > 1) lines.push('The Dockerfile is for this project.', '');
    addTable(inOrder(facts), lines, links);
    lines.push('');
  }
  lines.push('What is not known is left out. Nothing of the project was run to find this out.', '');
  return { text: lines.join('\n'), links };
}

const HEAD = ['Fact', 'Value', 'From'];
/** Editors wrap markdown: one long value is no reason to break every row. */
const MAX_WIDTH = 28;

function addTable(facts: readonly FactSummary[], lines: string[], links: TextLink[]): void {
  const rows = facts.map((fact) => [labelOf(fact), inCell(fact.value), inCell(placeText(fact.from))]);
  const widths = HEAD.map((head, column) => {
    const longest = Math.max(head.length, ...rows.map((row) => (row[column] ?? '').length));
    // The last one needs no blanks behind it.
    return column === HEAD.length - 1 ? head.length : Math.min(longest, MAX_WIDTH);
  });
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  lines.push(line(HEAD), line(widths.map((width) => '-'.repeat(width))));
  for (const [index, fact] of facts.entries()) {
    const text = line(rows[index] ?? []);
    const cell = rows[index]?.[2] ?? '';
    const start = text.lastIndexOf(cell);
    links.push({ line: lines.length, start, end: start + cell.length, target: placeAddress(fact.from) });
    lines.push(text);
  }
}

/** Names and paths may hold what markdown takes for markup, and a bar would end the cell. */
const inCell = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``);
