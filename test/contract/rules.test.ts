import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/editor/checkout.ts';
import { listRuleFiles, pagePath, rulePath, ruleTestPath } from '../../scripts/generate/rule-files.ts';
import { analyzeAlone } from '../../server/src/engine/docs/alone.ts';
import { runExample } from '../../server/src/engine/docs/examples.ts';
import { foreignTools, parseForeignId } from '../../server/src/engine/docs/foreign.ts';
import type { Rule } from '../../server/src/engine/rules/define.ts';
import { RULES } from '../../server/src/engine/rules/index.ts';
import { isThere, readText } from '../support/checkout.ts';
import { damages } from '../support/text-shape.ts';
import { messageDefect } from '../support/wording.ts';

test('ids are unique', () => {
  const ids = RULES.map(({ id }) => id);
  expect(
    ids.filter((id, index) => ids.indexOf(id) !== index),
    'Rename one of the two rules',
  ).toEqual([]);
});

test('nothing is left of the templates', () => {
  const paths = listRuleFiles(root).flatMap((file) => [rulePath(file), ruleTestPath(file)]);
  const unfinished = paths.filter((path) => isThere(path) && readText(path).includes('FIXME'));
  expect(unfinished, 'Answer every FIXME in these files').toEqual([]);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const mend = `Mend it in ${rulePath(rule)}`;

  test('its declaration is complete', () => {
    expect(id, `An id is kebab-case and names the problem. ${mend}`).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
    expect(rule.severities, `\`severities\` holds the rule's own severity. ${mend}`).toContain(rule.severity);
    expect(new Set(rule.severities).size, `\`severities\` names each once. ${mend}`).toBe(rule.severities.length);
    expect(rule.since, `\`since\` is a version. ${mend}`).toMatch(/^\d+\.\d+\.\d+$/);
    const places = [...rule.appliesTo.instructions, ...rule.appliesTo.programs];
    expect(places.length, `\`appliesTo\` names where hovering shows the rule. ${mend}`).toBeGreaterThan(0);
    const lower = rule.appliesTo.instructions.filter((keyword) => keyword !== keyword.toUpperCase());
    expect(lower, `Keywords in \`appliesTo\` are upper case. ${mend}`).toEqual([]);
  });

  test('foreign ids are of known tools', () => {
    const unknown = [...rule.overlaps, ...rule.duplicates].filter((text) => {
      const { tool, id: foreign } = parseForeignId(text);
      return !foreignTools.includes(tool) || !/^[A-Za-z][\w-]*$/.test(foreign);
    });
    expect(unknown, `A foreign id is \`tool:ID\` with a tool of ${foreignTools.join(', ')}. ${mend}`).toEqual([]);
    const alone = rule.duplicates.filter((foreign) => !rule.overlaps.includes(foreign));
    expect(alone, `Each of \`duplicates\` overlaps as well. ${mend}`).toEqual([]);
  });

  test('its documentation is complete', () => {
    const { summary, why, whenToIgnore, references, examples } = rule.docs;
    expect(summary, `The summary is one line of at most 100 characters. ${mend}`).toMatch(/^[^\n]{10,100}$/);
    expect(summary, `The summary has no full stop at its end. ${mend}`).not.toMatch(/[.!]$/);
    const sentences = why.match(/[.!?](?=\s|$)/g) ?? [];
    expect(sentences.length, `\`why\` has at least two sentences. ${mend}`).toBeGreaterThanOrEqual(2);
    expect(whenToIgnore.trim(), `\`whenToIgnore\` is a sentence. ${mend}`).toMatch(/[.!]$/);
    expect(references.length, `There is at least one reference. ${mend}`).toBeGreaterThan(0);
    const unsafe = references.filter((reference) => !/^https:\/\/\S+$/.test(reference));
    expect(unsafe, `References are https addresses. ${mend}`).toEqual([]);
    const found = examples.filter((example) => example.findings !== 0);
    expect(found.length, `An example shows a finding. ${mend}`).toBeGreaterThan(0);
    const titles = new Set(examples.map(({ title }) => title));
    expect(titles.size, `Titles of examples differ. ${mend}`).toBe(examples.length);
    for (const [name, spec] of Object.entries(rule.options)) {
      expect(spec.description, `The option ${name} is described by a sentence. ${mend}`).toMatch(/^[A-Z`].*\.$/);
    }
  });

  test.each(rule.docs.examples.map((example) => [example.title, example] as const))('example: %s', (_, example) => {
    const { findings, fixed } = runExample(rule, example);
    const messages = findings.map(({ message }) => message);
    expect(messages, `The example has ${messages.length} findings, not what \`findings\` says. ${mend}`).toHaveLength(
      example.findings ?? 1,
    );
    for (const message of messages) expect(messageDefect(message), `"${message}". ${mend}`).toBeUndefined();
    if (!fixed) return;
    const changed = fixed.text !== example.before || Object.keys(fixed.files).length > 0;
    expect(changed, `The fix changes the example. ${mend}`).toBe(true);
    const was = damageOf(rule, example.before);
    const worse = Object.entries(damageOf(rule, fixed.text)).filter(([what, count]) => count > (was[what] ?? 0));
    expect(worse, `The fixed example can be read. ${mend}`).toEqual([]);
  });

  test('an example shows its fix', () => {
    if (rule.fix === 'none') return;
    const shown = rule.docs.examples.some((example) => runExample(rule, example).fixed !== undefined);
    expect(shown, `The rule declares a fix, and no example shows it. ${mend}`).toBe(true);
  });

  test('its page is there', () => {
    expect(isThere(pagePath(id)), 'Run `npm run generate`').toBe(true);
  });
});

function damageOf(rule: Rule, text: string): Readonly<Record<string, number>> {
  const { model } = analyzeAlone([rule], { path: 'Dockerfile', text });
  return model ? damages(model) : {};
}
