import type { Rule } from '../../engine/rules/define.ts';
import { RULES } from '../../engine/rules/index.ts';
import { type Command, oneOf, parseOptions, UsageError } from '../command.ts';
import { CLEAN } from '../exit-codes.ts';
import { PROGRAM } from '../terminal.ts';

export const rulesCommand: Command = {
  name: 'rules',
  summary: 'every rule',
  usage: `Usage: ${PROGRAM} rules [--format text|json]

Lists the rules: id, level by default, fix (safe, review or none) and what it reports.
`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, { format: { type: 'string', default: 'text' } });
    if (positionals.length > 0) throw new UsageError(`rules takes no argument: ${positionals[0]}`);
    const format = oneOf('format', values.format, ['text', 'json']);
    terminal.out(format === 'json' ? `${JSON.stringify(RULES.map(ruleJson), undefined, 2)}\n` : ruleTable(RULES));
    return CLEAN;
  },
};

const ruleJson = (rule: Rule) => ({
  id: rule.id,
  category: rule.category,
  severity: rule.severity,
  fix: rule.fix,
  summary: rule.docs.summary,
  documents: rule.documents,
  severities: rule.severities,
  defaultLevel: rule.defaultLevel,
  overlaps: rule.overlaps,
  duplicates: rule.duplicates,
  since: rule.since,
});

function ruleTable(rules: readonly Rule[]): string {
  const width = Math.max(0, ...rules.map(({ id }) => id.length));
  const rows = rules.map(({ id, defaultLevel, fix, docs }) =>
    [id.padEnd(width), defaultLevel.padEnd(7), fix.padEnd(6), docs.summary].join('  '),
  );
  return rows.map((row) => `${row}\n`).join('');
}
