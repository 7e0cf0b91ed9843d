import { defineRule, type Rule } from '../../../server/src/engine/rules/define.ts';

const common = {
  category: 'security',
  severity: 'warning',
  severities: ['warning'],
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: {},
  docs: { summary: 'A sample', why: 'Tests need one.', examples: [], whenToIgnore: 'Never.', references: [] },
  fix: 'none',
  check: () => [],
} as const;

interface Options {
  readonly user: string;
  readonly shell: string;
  readonly strict: boolean;
  readonly limit: number;
}

/** A rule with an option of every type. */
const withOptions = defineRule<never, Options>({
  ...common,
  id: 'runs-as-root',
  options: {
    user: { type: 'string', default: 'app', description: 'A name.', pattern: '^[a-z]+$' },
    shell: { type: 'string', default: 'sh', description: 'A shell.', choices: ['sh', 'bash'] },
    strict: { type: 'boolean', default: false, description: 'A switch.' },
    limit: { type: 'integer', default: 3, description: 'A number.', minimum: 1, maximum: 9 },
  },
});

const optIn = defineRule<never>({ ...common, id: 'healthcheck-missing', defaultLevel: 'off' });

export const SAMPLE_RULES: readonly Rule[] = [withOptions, optIn];
