import { renderRulePage } from '../../engine/docs/render.ts';
import { type Command, parseOptions, UsageError } from '../command.ts';
import { CLEAN } from '../exit-codes.ts';
import { knownRule } from '../rule-names.ts';
import { PROGRAM } from '../terminal.ts';

export const explainCommand: Command = {
  name: 'explain',
  summary: "a rule's page: what it reports, why, and examples",
  usage: `Usage: ${PROGRAM} explain RULE

Prints the page of a rule.
`,
  async run(args, terminal) {
    const { positionals } = parseOptions(args, {});
    const [id, ...more] = positionals;
    if (id === undefined || more.length > 0) throw new UsageError('explain takes the id of one rule');
    terminal.out(renderRulePage(knownRule(id)));
    return CLEAN;
  },
};
