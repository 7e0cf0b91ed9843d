import type { Level, Rule } from '../rules/define.ts';
import type { ConfigLayers, ResolvedConfig, RuleEntry, RuleSetting } from './types.ts';

/**
 * Merges the layers rule by rule: workspace settings over the project's file, over user settings, over defaults.
 * A rule that the workspace or the file speaks of takes nothing at all from the user's settings, so that a personal habit
 * never makes the editor differ from CI. Between workspace and file, which a team shares, the level and each option are
 * taken one by one: raising a level does not lose the options in the file.
 */
export function resolveConfig(rules: readonly Rule[], layers: ConfigLayers): ResolvedConfig {
  const { workspace, file, user } = layers;
  const settings = new Map<string, RuleSetting>();
  for (const rule of rules) {
    const shared = [workspace?.rules.get(rule.id), file?.rules.get(rule.id)].filter((entry) => entry !== undefined);
    const personal = user?.rules.get(rule.id);
    settings.set(rule.id, ruleSetting(rule, shared.length === 0 && personal ? [personal] : shared));
  }
  return {
    detect: workspace?.detect ?? file?.detect ?? user?.detect ?? 'auto',
    exclude: file?.exclude ?? [],
    rule: (id) => settings.get(id) ?? { level: undefined, options: {} },
  };
}

/** Entries come strongest first. */
function ruleSetting(rule: Rule, entries: readonly RuleEntry[]): RuleSetting {
  const options = Object.entries(rule.options).map(([name, spec]) => {
    const entry = entries.find((candidate) => candidate.options.has(name));
    return [name, entry ? entry.options.get(name) : spec.default] as const;
  });
  return {
    level: entries.find(({ level }) => level !== undefined)?.level ?? defaultLevel(rule),
    options: Object.fromEntries(options),
  };
}

/** A rule that is on by default keeps the severities of its findings. */
const defaultLevel = (rule: Rule): Level | undefined => (rule.defaultLevel === 'off' ? 'off' : undefined);
