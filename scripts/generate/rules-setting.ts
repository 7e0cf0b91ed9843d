import type { Level, Rule } from '../../server/src/engine/rules/define.ts';
import type { OptionSpec } from '../../server/src/engine/rules/options.ts';

export const RULES_SETTING = 'djangoDockerfile.rules';

const LEVEL_DESCRIPTIONS: Readonly<Record<Level, string>> = {
  off: 'Never report it.',
  hint: 'Report it as a hint.',
  info: 'Report it as information.',
  warning: 'Report it as a warning.',
  error: 'Report it as an error.',
};

const level = {
  type: 'string',
  enum: Object.keys(LEVEL_DESCRIPTIONS),
  enumDescriptions: Object.values(LEVEL_DESCRIPTIONS),
};

/** The schema of the setting that configures the rules: an editor completes and checks ids, levels and options from it. */
export function rulesSetting(rules: readonly Rule[]): object {
  return {
    type: 'object',
    scope: 'resource',
    default: {},
    order: 3,
    markdownDescription: '%setting.rules%',
    additionalProperties: false,
    properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
  };
}

function ruleSchema(rule: Rule): object {
  const options = Object.entries(rule.options).map(([name, spec]) => [name, optionSchema(spec)] as const);
  const normally = rule.defaultLevel === 'off' ? 'off' : rule.severity;
  return {
    markdownDescription: `${rule.docs.summary} (${normally} by default).`,
    anyOf: [
      level,
      {
        type: 'object',
        additionalProperties: false,
        properties: { level, ...Object.fromEntries(options) },
      },
    ],
  };
}

function optionSchema(spec: OptionSpec<unknown>): object {
  const { description, choices, ...rest } = spec as OptionSpec<unknown> & { readonly choices?: readonly string[] };
  return { ...rest, markdownDescription: description, ...(choices ? { enum: choices } : {}) };
}
