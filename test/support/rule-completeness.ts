import type { Rule } from '../../server/src/engine/rules/define.ts';
import { fail } from './fail.ts';
import { readMarks } from './marks.ts';
import type { InvalidCase } from './rule-invalid.ts';
import { type CaseInput, runRule } from './rule-run.ts';
import { plainText } from './variants.ts';

/** Whatever a rule declares, some case shows: a declaration that nothing shows is half the work, or a leftover. */
export function checkCompleteness(rule: Rule, valid: readonly CaseInput[], invalid: readonly InvalidCase[]): void {
  const incomplete = (what: string): never => fail('the cases show everything that the rule declares', what);
  if (valid.length === 0) incomplete('there is no valid case: show what must stay silent');
  if (invalid.length === 0) incomplete('there is no invalid case: show what is found');

  const findings = invalid.flatMap((each) => runRule(rule, each, readMarks(plainText(each.code)).text).findings);
  for (const severity of rule.severities) {
    if (!findings.some((finding) => finding.severity === severity)) {
      incomplete(`no case has the severity ${severity}: add one, or take it out of \`severities\``);
    }
  }
  const shown = findings.flatMap(({ fixes }) => fixes);
  if (rule.fix !== 'none') {
    if (!invalid.some(({ fixed, elsewhere }) => typeof fixed === 'string' || elsewhere !== undefined)) {
      incomplete(`the rule declares fix: '${rule.fix}', but no case says what is \`fixed\` or stands \`elsewhere\``);
    }
    if (!shown.some(({ safety }) => safety === rule.fix)) {
      incomplete(`the rule declares fix: '${rule.fix}', but no fix of its cases is that safe`);
    }
  }
  const used = new Set([...valid, ...invalid].flatMap(({ options }) => Object.keys(options ?? {})));
  for (const option of Object.keys(rule.options)) {
    if (!used.has(option)) incomplete(`no case sets the option ${option}`);
  }
}
