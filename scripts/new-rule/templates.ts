import type { RuleFile } from '../generate/rule-files.ts';

/** A rule that compiles and does nothing yet: the contract tests fail on every FIXME and on its example. */
export const ruleSource = (
  { id, category }: RuleFile,
  version: string,
): string => `import { defineRule } from '../define.ts';

export default defineRule({
  id: '${id}',
  category: '${category}',
  severity: 'warning',
  severities: ['warning'],
  fix: 'none',
  since: '${version}',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['RUN'] },
  docs: {
    summary: 'FIXME: what is wrong, in one line without a full stop',
    why: 'FIXME: what it costs a Django image. At least two sentences.',
    examples: [
      {
        title: 'FIXME: the usual case',
        before: 'FROM python:3.14-slim-trixie\\nRUN FIXME\\n',
      },
    ],
    whenToIgnore: 'FIXME: who is right to do it.',
    references: ['https://FIXME'],
  },
  *check() {
    // FIXME: read the model and yield { span, message, data }.
  },
});
`;

export const ruleTestSource = ({
  id,
  category,
}: RuleFile): string => `import rule from '../../../server/src/engine/rules/${category}/${id}.ts';
import { testRule } from '../../support/rule-tester.ts';

testRule(rule, {
  valid: {
    'FIXME: what must stay silent, and why': {
      code: 'FROM python:3.14-slim-trixie\\n',
    },
  },
  invalid: {
    'FIXME: the usual case': {
      code: 'FROM python:3.14-slim-trixie\\nRUN «FIXME»\\n',
      message: 'FIXME',
    },
  },
});
`;
