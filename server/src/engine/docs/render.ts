import type { Example, Rule, Safety } from '../rules/define.ts';
import { CATEGORIES } from '../rules/define.ts';
import type { OptionSpec } from '../rules/options.ts';
import { CATEGORY_TITLES } from './categories.ts';
import { type Fixed, runExample } from './examples.ts';
import { foreignComment, foreignLabel, parseForeignId } from './foreign.ts';
import { code, codeBlock, firstParagraph, listing, plain, table } from './markdown.ts';

/** The page of a rule. What it shows of findings and fixes comes from running the rule. */
export function renderRulePage(rule: Rule): string {
  const sections = [
    `# ${rule.id}`,
    `${rule.docs.summary}.`,
    renderFacts(rule),
    `## Why\n\n${rule.docs.why.trim()}`,
    `## Examples\n\n${rule.docs.examples.map((example) => renderExample(rule, example)).join('\n\n')}`,
    renderOptions(rule),
    `## When to ignore it\n\n${rule.docs.whenToIgnore.trim()}\n\n${renderSilencing(rule)}`,
    `## References\n\n${rule.docs.references.map((reference) => `- <${reference}>`).join('\n')}`,
  ];
  return `${sections.filter((section) => section !== undefined).join('\n\n')}\n`;
}

/** What hovering over a finding, or over a practice without one, shows. */
export function renderHover(rule: Rule, message?: string, pageLink?: string): string {
  const name = pageLink === undefined ? code(rule.id) : `[${code(rule.id)}](${pageLink})`;
  const title = `**${message === undefined ? rule.docs.summary : plain(message)}** ${name}`;
  return `${title}\n\n${firstParagraph(rule.docs.why)}`;
}

/** The README's table: a part for each category that has rules. */
export function renderRulesTable(rules: readonly Rule[], pageFolder: string): string {
  const parts = CATEGORIES.map((category) => {
    const members = rules.filter((rule) => rule.category === category);
    if (members.length === 0) return undefined;
    const rows = members.map((rule) => [
      `[${code(rule.id)}](${pageFolder}/${rule.id}.md)`,
      rule.docs.summary,
      defaultLevel(rule),
      rule.fix === 'none' ? '' : rule.fix,
    ]);
    return `### ${CATEGORY_TITLES[category]}\n\n${table(['Rule', 'What it reports', 'Level', 'Fix'], rows)}`;
  });
  return parts.filter((part) => part !== undefined).join('\n\n');
}

const defaultLevel = (rule: Rule): string => (rule.defaultLevel === 'off' ? 'off by default' : rule.severity);

const FIXES: Readonly<Record<Safety | 'none', string>> = {
  safe: 'safe: fix-all, fix on save and `django-dockerfile fix` apply it',
  review: 'to review: offered one by one, because it changes what the image does on purpose',
  none: 'none',
};

function renderFacts(rule: Rule): string {
  const others = rule.severities.filter((severity) => severity !== rule.severity);
  const severity = `${rule.severity}${others.length > 0 ? `, in some cases ${listing(others, 'or')}` : ''}`;
  const rows = [
    ['Category', CATEGORY_TITLES[rule.category]],
    ['Severity', rule.defaultLevel === 'off' ? `off by default; when turned on: ${severity}` : severity],
    ['Fix', FIXES[rule.fix]],
    ['Since', rule.since],
  ];
  const overlaps = rule.overlaps.map((id) => foreignLabel(parseForeignId(id)));
  if (overlaps.length > 0) rows.push(['Overlaps with', overlaps.join(', ')]);
  return rows.map(([name, value]) => `- **${name}:** ${value}`).join('\n');
}

const MODES = { executable: ['executable'], plain: ['not executable'], unknown: [] } as const;

/** What a block of code cannot show of a file: its mode and its line ends. */
function unseen({ files, modes }: Example, path: string): string {
  const notes = [...MODES[modes?.[path] ?? 'unknown'], ...(files?.[path]?.includes('\r\n') ? ['line ends: CRLF'] : [])];
  return notes.length > 0 ? ` (${notes.join(', ')})` : '';
}

function renderExample(rule: Rule, example: Example): string {
  const { findings, fixed } = runExample(rule, example);
  const files = Object.entries(example.files ?? {});
  const parts = [
    `### ${example.title}`,
    ...files.map(([path, text]) =>
      text.trim() === ''
        ? `With ${code(path)}${unseen(example, path)} in the project.`
        : `With ${code(path)}${unseen(example, path)}:\n\n${codeBlock('', text.replaceAll('\r', ''))}`,
    ),
    codeBlock('dockerfile', example.before),
    findings.length === 0
      ? 'This is fine.'
      : findings.map(({ severity, message }) => `- **${severity}**: ${plain(message)}`).join('\n'),
  ];
  return [...parts, ...(fixed ? renderFixed(example, fixed) : [])].join('\n\n');
}

function renderFixed({ before, files = {} }: Example, fixed: Fixed): readonly string[] {
  const titles = [...new Set(fixed.fixes.map(({ title }) => title))].map((title) => `“${plain(title)}”`);
  const review = fixed.fixes.some(({ safety }) => safety === 'review');
  return [
    `After ${listing(titles)}${review ? ', a fix to review' : ''}:`,
    ...(fixed.text === before ? [] : [codeBlock('dockerfile', fixed.text)]),
    ...Object.entries(fixed.files).flatMap(([path, text]) => [
      `${code(path)}${Object.hasOwn(files, path) ? '' : ', a new file'}:`,
      codeBlock('', text),
    ]),
  ];
}

function renderOptions(rule: Rule): string | undefined {
  const options = Object.entries(rule.options);
  if (options.length === 0) return undefined;
  const rows = options.map(([name, spec]) => [
    code(name),
    allowedValues(spec),
    code(JSON.stringify(spec.default)),
    spec.description,
  ]);
  const example = options.map(([name, spec]) => `, ${name} = ${JSON.stringify(spec.default)}`).join('');
  return [
    '## Options',
    table(['Option', 'Values', 'Default', 'What it does'], rows),
    'In `pyproject.toml`:',
    codeBlock('toml', `[tool.django-dockerfile.rules]\n${rule.id} = { level = "${rule.severity}"${example} }`),
  ].join('\n\n');
}

function allowedValues(spec: OptionSpec<unknown>): string {
  if ('choices' in spec && Array.isArray(spec.choices)) return spec.choices.map((choice) => code(choice)).join(', ');
  return spec.type;
}

function renderSilencing(rule: Rule): string {
  const foreign = rule.overlaps.map((id) => foreignComment(parseForeignId(id))).filter((text) => text !== undefined);
  const lines = [
    'For one instruction, on the line above it:',
    codeBlock('dockerfile', `# django-dockerfile ignore=${rule.id} say why`),
    `For the whole file, below parser directives such as \`# syntax=\` and above the first instruction: ${code(`# django-dockerfile ignore-file=${rule.id}`)}.`,
  ];
  if (foreign.length > 0)
    lines.push(`${listing(foreign.map(code))} ${foreign.length > 1 ? 'count' : 'counts'} as well.`);
  return lines.join('\n\n');
}
