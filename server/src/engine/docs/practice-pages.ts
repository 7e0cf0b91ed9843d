import { PRACTICES } from '../practices/index.ts';
import type { Practice } from '../practices/types.ts';
import type { Rule } from '../rules/define.ts';
import { code, codeBlock, table } from './markdown.ts';

/** The page of a practice. Links lead to pages beside it. */
export function renderPracticePage(practice: Practice, rules: readonly Rule[]): string {
  const sections = [
    `# ${practice.title}`,
    practice.summary,
    `## What it does\n\n${practice.does}`,
    `## Why it matters for Django\n\n${practice.why}`,
    `## Example\n\n${codeBlock(practice.language === 'ignore' ? '' : practice.language, practice.example)}`,
    `## Rules that check it\n\n${practice.rules.map((id) => ruleLine(id, rules)).join('\n')}`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function ruleLine(id: string, rules: readonly Rule[]): string {
  const rule = rules.find((each) => each.id === id);
  return `- [${code(id)}](../rules/${id}.md)${rule ? ` ${rule.docs.summary}` : ''}`;
}

/** The page that leads to all of them: where a practice is told of, and what checks it. */
export function renderPracticesIndex(): string {
  const rows = PRACTICES.map(({ id, title, summary, subjects, rules }) => [
    `[${title}](${id}.md)`,
    summary,
    [
      ...subjects.instructions,
      ...subjects.programs,
      ...subjects.flags.map((flag) => `--${flag}`),
      ...subjects.variables,
    ]
      .map(code)
      .join(' '),
    rules.map((rule) => `[${code(rule)}](../rules/${rule}.md)`).join(' '),
  ]);
  const about =
    'What a good image of a Django project does. Each practice has a page, is told of where one hovers over what it is about, and is ' +
    'checked by rules.';
  return `# Practices\n\n${about}\n\n${table(['Practice', 'In short', 'Hover over', 'Rules'], rows)}\n`;
}

/** How addresses of pages look to whoever shows the hover. */
export interface PageLinks {
  practice(id: string): string | undefined;
  rule(id: string): string | undefined;
}

const linked = (text: string, address: string | undefined): string =>
  address === undefined ? text : `[${text}](${address})`;

/** More lines of an example are for the page. */
const MAX_LINES = 8;

/**
 * What a hover tells: the practice that is most about it in words and code, where to read on, and which rules look at it.
 * @param concrete What is known of this very place.
 */
export function renderPracticeHover(
  practices: readonly Practice[],
  rules: readonly Rule[],
  concrete: readonly string[],
  links: PageLinks,
): string {
  const [first, ...others] = practices;
  const parts = [
    first && `**${linked(first.title, links.practice(first.id))}**: ${first.summary}`,
    concrete.length > 0 ? concrete.map((line) => `- ${line}`).join('\n') : undefined,
    first?.does,
    first && isShort(first.example)
      ? codeBlock(first.language === 'ignore' ? '' : first.language, first.example)
      : undefined,
    others.length > 0
      ? `See also ${others.map(({ id, title }) => linked(title, links.practice(id))).join(', ')}`
      : undefined,
    rules.length > 0 ? `Rules: ${rules.map(({ id }) => linked(code(id), links.rule(id))).join(' ')}` : undefined,
  ];
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

const isShort = (text: string): boolean => text.trimEnd().split('\n').length <= MAX_LINES;
