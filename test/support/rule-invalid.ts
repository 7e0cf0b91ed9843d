import type { Analysis, Finding } from '../../server/src/engine/analyze.ts';
import { changedFiles, type Texts } from '../../server/src/engine/fix/apply.ts';
import type { Fix } from '../../server/src/engine/fix/fix.ts';
import { suppressFileEdits, suppressLineEdits } from '../../server/src/engine/fix/suppress.ts';
import type { Rule, Safety, Severity } from '../../server/src/engine/rules/define.ts';
import { applyEdits } from '../../server/src/engine/text/edits.ts';
import { textAt } from '../../server/src/engine/text/span.ts';
import { fail } from './fail.ts';
import { checkFixAlone, checkFixResult, modelOf } from './fix-invariants.ts';
import { readMarks, writeMarks } from './marks.ts';
import { checkAlways } from './rule-always.ts';
import { type CaseInput, runAllRules, runRule } from './rule-run.ts';
import { plainText } from './variants.ts';
import { messageDefect } from './wording.ts';

type OneOrList<T> = T | readonly T[];

export interface InvalidCase extends CaseInput {
  /** Of each finding in order; a single one is of all. */
  readonly message?: OneOrList<string | RegExp>;
  /** Default: the rule's own severity. */
  readonly severity?: OneOrList<Severity>;
  /** The texts that related places cover, or the path where one lies in another file; of all findings in order. */
  readonly related?: readonly string[];
  /** The text after the preferred fixes of all findings, one after another. `null`: no fix is offered. */
  readonly fixed?: string | null;
  /** What the same fixes make of other files, by path; `null`: such a file stays as it is, or away. Every file that they change is named. */
  readonly elsewhere?: Readonly<Record<string, string | null>>;
  /** How safe the first preferred fix is; default: what the rule declares. */
  readonly fix?: Safety;
  /** The title of the first preferred fix. */
  readonly title?: string | RegExp;
  /** Rules that rightly find something in the fixed text that they did not find before; the rule itself may be one. */
  readonly alsoFires?: readonly string[];
}

export function checkInvalid(rule: Rule, invalid: InvalidCase): void {
  const { text, spans } = readMarks(plainText(invalid.code));
  if (spans.length === 0) fail('an invalid case marks its findings', 'write «marks» around them', { code: text });
  const analysis = runRule(rule, invalid, text);
  const found = writeMarks(
    text,
    analysis.findings.map(({ span }) => span),
  );
  if (found !== writeMarks(text, spans)) {
    const messages = analysis.findings.map(({ message }) => message).join('; ') || 'nothing';
    fail('the rule reports what is marked', messages, { expected: plainText(invalid.code), found });
  }
  checkFindings(rule, invalid, analysis.findings, text);
  checkExpectedFix(rule, invalid, analysis.findings, text);
  const offered = followPreferred(rule, invalid, text);
  if (invalid.fixed !== undefined && offered.text !== (invalid.fixed === null ? text : plainText(invalid.fixed))) {
    fail('the fixed text is as expected', offered.titles.join(', ') || 'no fix is offered', {
      expected: invalid.fixed ?? 'no fix',
      found: offered.text,
    });
  }
  checkElsewhere(invalid, offered.files);
  checkAlsoFires(invalid, offered.fired, text);
  checkSilencing(rule, invalid, analysis);
  checkAlways(rule, invalid, text);
}

function checkElsewhere({ files = {}, fixed, elsewhere }: InvalidCase, after: Texts['files']): void {
  const changed = changedFiles(files, after);
  for (const [path, expected] of Object.entries(elsewhere ?? {})) {
    const found = changed[path];
    if ((found ?? null) !== expected)
      fail('other files are as expected', path, { expected: expected ?? 'no change', found: found ?? 'no change' });
  }
  const unnamed = Object.keys(changed).filter((path) => !Object.hasOwn(elsewhere ?? {}, path));
  if (unnamed.length > 0 && (fixed !== undefined || elsewhere))
    fail('a case names every file that its fixes change', `add ${unnamed.join(', ')} to \`elsewhere\``);
}

const nth = <T>(items: OneOrList<T> | undefined, index: number): T | undefined =>
  Array.isArray(items) ? (items as readonly T[])[index] : (items as T | undefined);

const matches = (expected: string | RegExp, actual: string): boolean =>
  typeof expected === 'string' ? expected === actual : expected.test(actual);

function checkFindings(rule: Rule, invalid: InvalidCase, findings: readonly Finding[], text: string): void {
  for (const [index, { message, severity }] of findings.entries()) {
    const defect = messageDefect(message);
    if (defect) fail('messages are one short line', `"${message}" ${defect}`, { code: text });
    const wanted = nth(invalid.message, index);
    if (wanted !== undefined && !matches(wanted, message)) {
      fail('the message is as expected', `expected ${wanted}, found ${message}`, { code: text });
    }
    if (!rule.severities.includes(severity)) {
      fail('a severity is one that the rule declares', `${severity} is not in \`severities\``, { code: text });
    }
    const wantedSeverity = nth(invalid.severity, index) ?? rule.severity;
    if (severity !== wantedSeverity) {
      fail('the severity is as expected', `expected ${wantedSeverity}, found ${severity}`, { code: text });
    }
  }
  if (invalid.related) {
    const related = findings.flatMap((finding) => finding.related);
    const places = related.map(({ path, span }) => path ?? textAt(text, span));
    const [expected, found] = [JSON.stringify(invalid.related), JSON.stringify(places)];
    if (expected !== found) fail('the related places are as expected', `expected ${expected}, found ${found}`);
  }
}

function checkExpectedFix(rule: Rule, invalid: InvalidCase, findings: readonly Finding[], text: string): void {
  const preferred = findings.map(({ fixes }) => fixes[0]).find((fix) => fix !== undefined);
  if (invalid.fixed === null && preferred) fail('no fix is offered', `there is "${preferred.title}"`, { code: text });
  const expectsFix =
    typeof invalid.fixed === 'string' ||
    Object.values(invalid.elsewhere ?? {}).some((each) => each !== null) ||
    invalid.fix !== undefined ||
    invalid.title !== undefined;
  if (!expectsFix) return;
  if (!preferred) fail('a fix is offered', 'there is none', { code: text });
  const safety = invalid.fix ?? rule.fix;
  if (preferred.safety !== safety) {
    fail('the fix is as safe as expected', `expected ${safety}, "${preferred.title}" is ${preferred.safety}`);
  }
  if (invalid.title !== undefined && !matches(invalid.title, preferred.title)) {
    fail('the title of the fix is as expected', `expected ${invalid.title}, found ${preferred.title}`);
  }
}

/** More than any case has findings. */
const MAX_STEPS = 20;

interface Followed extends Texts {
  readonly titles: readonly string[];
  /** Rules that fired newly on the way. */
  readonly fired: ReadonlySet<string>;
}

/**
 * Applies the preferred fixes one after another, and on the way checks every fix that is offered. It ends when none is left, so a
 * second run changes nothing.
 */
function followPreferred(rule: Rule, invalid: InvalidCase, start: string): Followed {
  let texts: Texts = { text: start, files: invalid.files ?? {} };
  const titles: string[] = [];
  const fired = new Set<string>();
  for (let step = 0; step < MAX_STEPS; step++) {
    const before = runBoth(rule, invalid, texts);
    const results = before.own.findings.map((finding) =>
      finding.fixes.map((fix) => {
        const fixed = checkFixAlone(rule, modelOf(before.own), fix, texts.files);
        const after = runBoth(rule, invalid, fixed);
        checkFixResult(rule, { before, after, finding, fix, alsoFires: invalid.alsoFires ?? [] });
        for (const id of newlyFiring(before.all, after.all)) fired.add(id);
        if (saysMore(before.own, after.own)) fired.add(rule.id);
        return { fix, fixed };
      }),
    );
    const next: { fix: Fix; fixed: Texts } | undefined = results.find((fixes) => fixes.length > 0)?.[0];
    if (!next) return { ...texts, titles, fired };
    titles.push(next.fix.title);
    texts = next.fixed;
  }
  return fail('fixes come to an end', titles.join(', '), { code: start, [`after ${MAX_STEPS} fixes`]: texts.text });
}

/** The rule alone, and all rules, in a project as fixes have left it. A document that stands alone has none. */
function runBoth(rule: Rule, invalid: InvalidCase, { text, files }: Texts) {
  const input = invalid.files ? { ...invalid, files } : invalid;
  return { own: runRule(rule, input, text), all: runAllRules(rule, input, text) };
}

/** One finding of the rule gives way to another one. */
const saysMore = (before: Analysis, after: Analysis): boolean =>
  after.findings.some(({ message }) => !before.findings.some((old) => old.message === message));

function newlyFiring(before: Analysis, after: Analysis): readonly string[] {
  const count = (analysis: Analysis, id: string): number => analysis.findings.filter(({ rule }) => rule === id).length;
  const ids = [...new Set(after.findings.map(({ rule }) => rule))];
  return ids.filter((id) => count(after, id) > count(before, id));
}

function checkAlsoFires(invalid: InvalidCase, fired: ReadonlySet<string>, text: string): void {
  const idle = invalid.alsoFires?.filter((id) => !fired.has(id)) ?? [];
  if (idle.length > 0) fail('alsoFires names what really fires', `take out ${idle.join(', ')}`, { code: text });
}

/** The comments that the editor offers to silence a finding do so. */
function checkSilencing(rule: Rule, input: CaseInput, analysis: Analysis): void {
  const { syntax } = modelOf(analysis);
  for (const { span, message } of analysis.findings) {
    const edits = suppressLineEdits(syntax, span, rule.id);
    if (!edits) continue;
    const text = applyEdits(syntax.text, edits);
    const inserted = text.length - syntax.text.length;
    const left = runRule(rule, input, text).findings;
    if (left.some((finding) => finding.message === message && finding.span.start === span.start + inserted)) {
      fail('an ignore comment silences the finding', message, { code: text });
    }
  }
  const silenced = applyEdits(syntax.text, suppressFileEdits(syntax, rule.id));
  const [left] = runRule(rule, input, silenced).findings;
  if (left) fail('an ignore-file comment silences the rule', left.message, { code: silenced });
}
