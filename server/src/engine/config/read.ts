import { type ConfigEntry, type ConfigNode, describeNode, type TableNode } from '../nodes/nodes.ts';
import { type Level, type Rule, SEVERITIES } from '../rules/define.ts';
import type { Span } from '../text/span.ts';
import { didYouMean } from './did-you-mean.ts';
import { type OptionCheck, readOption } from './option-value.ts';
import { type ConfigProblem, DETECT_MODES, type DetectMode, type ReadConfig, type RuleEntry } from './types.ts';

const LEVELS: readonly Level[] = ['off', ...[...SEVERITIES].reverse()];
const KEYS = ['detect', 'exclude', 'rules'] as const;

const quoted = (values: readonly string[]): string => values.map((value) => JSON.stringify(value)).join(', ');

/** Checks what one place says against the rules' own specs: what is valid becomes the layer, the rest one problem each. */
export function readLayer(rules: readonly Rule[], table: TableNode): ReadConfig {
  const problems: ConfigProblem[] = [];
  const report = (message: string, span: Span | undefined): void => {
    problems.push({ message, span });
  };
  let detect: DetectMode | undefined;
  let exclude: readonly string[] | undefined;
  let entries: ReadonlyMap<string, RuleEntry> = new Map();
  for (const entry of table.entries) {
    if (entry.name === 'detect') detect = readChoice(entry, 'detect', DETECT_MODES, report);
    else if (entry.name === 'exclude') exclude = readGlobs(entry, report);
    else if (entry.name === 'rules') entries = readRules(rules, entry, report);
    else report(`Unknown key "${entry.name}"${didYouMean(entry.name, KEYS)}`, entry.nameSpan);
  }
  return { layer: { detect, exclude, rules: entries }, problems };
}

type Report = (message: string, span: Span | undefined) => void;

function readChoice<T extends string>(
  entry: ConfigEntry,
  path: string,
  choices: readonly T[],
  report: Report,
): T | undefined {
  const found = choiceOf(entry.value, choices);
  if (found === undefined) {
    report(`${path}: expected one of ${quoted(choices)}, found ${describeNode(entry.value)}`, entry.value.span);
  }
  return found;
}

const choiceOf = <T extends string>(node: ConfigNode, choices: readonly T[]): T | undefined =>
  node.kind === 'value' ? choices.find((choice) => choice === node.value) : undefined;

function readGlobs(entry: ConfigEntry, report: Report): readonly string[] | undefined {
  if (entry.value.kind !== 'list') {
    report(`exclude: expected a list of globs, found ${describeNode(entry.value)}`, entry.value.span);
    return undefined;
  }
  const globs: string[] = [];
  for (const item of entry.value.items) {
    if (item.kind === 'value' && typeof item.value === 'string') globs.push(item.value);
    else report(`exclude: expected a glob, found ${describeNode(item)}`, item.span);
  }
  return globs;
}

function readRules(rules: readonly Rule[], entry: ConfigEntry, report: Report): ReadonlyMap<string, RuleEntry> {
  const result = new Map<string, RuleEntry>();
  if (entry.value.kind !== 'table') {
    report(`rules: expected a table of rules, found ${describeNode(entry.value)}`, entry.value.span);
    return result;
  }
  for (const item of entry.value.entries) {
    const rule = rules.find(({ id }) => id === item.name);
    if (rule) {
      result.set(rule.id, readRule(rule, item, report));
      continue;
    }
    const ids = rules.map(({ id }) => id);
    report(`Unknown rule "${item.name}"${didYouMean(item.name, ids)}`, item.nameSpan);
  }
  return result;
}

/** `id = "level"` or `id = { level = …, option = … }`. */
function readRule(rule: Rule, item: ConfigEntry, report: Report): RuleEntry {
  const path = `rules.${rule.id}`;
  const options = new Map<string, unknown>();
  if (item.value.kind !== 'table') return { level: readChoice(item, path, LEVELS, report), options };
  let level: Level | undefined;
  const specs: Readonly<Record<string, OptionCheck>> = rule.options;
  for (const option of item.value.entries) {
    const spec = Object.hasOwn(specs, option.name) ? specs[option.name] : undefined;
    if (option.name === 'level') {
      level = readChoice(option, `${path}.level`, LEVELS, report);
    } else if (spec) {
      const read = readOption(spec, option.value);
      if (read.ok) options.set(option.name, read.value);
      else report(`${path}.${option.name}: ${read.wanted}`, option.value.span);
    } else {
      const hint = didYouMean(option.name, ['level', ...Object.keys(specs)]);
      report(`Unknown option "${option.name}" of ${rule.id}${hint}`, option.nameSpan);
    }
  }
  return { level, options };
}
