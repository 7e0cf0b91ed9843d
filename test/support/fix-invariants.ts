import type { Analysis, Finding } from '../../server/src/engine/analyze.ts';
import { applyFix, type Texts } from '../../server/src/engine/fix/apply.ts';
import { allComments } from '../../server/src/engine/fix/builder.ts';
import type { Fix, WideFix } from '../../server/src/engine/fix/fix.ts';
import type { Model } from '../../server/src/engine/model/types.ts';
import type { Rule } from '../../server/src/engine/rules/define.ts';
import { editsConflict, type TextEdit } from '../../server/src/engine/text/edits.ts';
import { contains, textAt } from '../../server/src/engine/text/span.ts';
import { fail } from './fail.ts';
import { commentTexts, damages, missingFrom } from './text-shape.ts';
import { titleDefect } from './wording.ts';

/** What holds for every fix of every rule, whatever the case says. Returns what it makes of document and project. */
export function checkFixAlone(rule: Rule, model: Model, fix: Fix, files: Texts['files']): Texts {
  const before = model.syntax.text;
  const defect = titleDefect(fix.title);
  if (defect) fail('fix titles are imperatives', `"${fix.title}" ${defect}`, { code: before });
  if (fix.safety === 'safe' && rule.fix !== 'safe') {
    fail('a fix is no safer than declared', `"${fix.title}" is safe, but the rule declares fix: '${rule.fix}'`);
  }
  if (fix.edits.length === 0 && !fix.elsewhere)
    fail('a fix changes something', `"${fix.title}" has no edits`, { code: before });
  const outside = fix.edits.find(({ span }) => span.start < 0 || span.end < span.start || span.end > before.length);
  if (outside) fail('edits lie inside the text', JSON.stringify(outside.span), { code: before });
  if (editsConflict(fix.edits)) fail('edits do not overlap', JSON.stringify(fix.edits), { code: before });
  for (const edit of fix.edits) checkTight(before, edit);
  for (const change of fix.elsewhere ?? []) checkElsewhere(change, fix.title, files);
  return applyFix({ text: before, files }, fix);
}

/** A fix knows the files that it changes: it writes over none, and edits none in a state that it does not have. */
function checkElsewhere(change: WideFix['elsewhere'][number], title: string, files: Texts['files']): void {
  const text = files[change.path];
  if (change.kind === 'create') {
    if (text !== undefined) fail('a fix creates no file that is there', `"${title}" writes over ${change.path}`);
    return;
  }
  if (text !== change.before)
    fail('a fix edits files as they are', `"${title}" takes ${change.path} for another text`, {
      found: text ?? 'none',
    });
  if (change.kind === 'line-feeds') return;
  if (editsConflict(change.edits)) fail('edits do not overlap', JSON.stringify(change.edits), { file: text });
  for (const edit of change.edits) checkTight(text, edit);
}

/** A fix rewrites no line that it does not change: what stands around the change is not its business. */
function checkTight(text: string, { span, newText }: TextEdit): void {
  const old = textAt(text, span).split('\n');
  const fresh = newText.split('\n');
  const [first, last] = [old[0] ?? '', old.at(-1) ?? ''];
  const rewritten = old.length > 1 && fresh.length > 1;
  const same = rewritten && first.trim() !== '' && first === fresh[0] ? first : undefined;
  const sameEnd = rewritten && last.trim() !== '' && last === fresh.at(-1) ? last : undefined;
  const line = same ?? sameEnd;
  if (line !== undefined)
    fail('edits leave other lines alone', `an edit writes "${line}" again as it was`, { code: text });
}

/** What holds between a text and the same text with a fix applied. `own`: this rule alone, `all`: every rule. */
export interface Step {
  readonly before: { readonly own: Analysis; readonly all: Analysis };
  readonly after: { readonly own: Analysis; readonly all: Analysis };
  readonly finding: Finding;
  readonly fix: Fix;
  readonly alsoFires: readonly string[];
}

export function checkFixResult(rule: Rule, { before, after, finding, fix, alsoFires }: Step): void {
  const [old, fresh] = [modelOf(before.own), modelOf(after.own)];
  const texts = { before: old.syntax.text, after: fresh.syntax.text };
  const was = damages(old);
  for (const [damage, count] of Object.entries(damages(fresh))) {
    if (count > (was[damage] ?? 0)) fail('the fixed text parses', `"${fix.title}" leaves ${damage}`, texts);
  }
  const names = (model: Model): string[] => model.syntax.directives.map(({ name }) => name);
  const lostDirectives = missingFrom(names(old), names(fresh));
  if (lostDirectives.length > 0) fail('parser directives stay in force', `lost: ${lostDirectives.join(', ')}`, texts);
  // What a finding says of a comment, its fix may do to it.
  const judged = allComments(old.syntax)
    .find(({ span }) => contains(span, finding.span))
    ?.text.trim();
  const lostComments = missingFrom(commentTexts(old.syntax), commentTexts(fresh.syntax)).filter(
    (text) => text !== judged,
  );
  if (lostComments.length > 0) fail('no comment is lost', `lost: ${lostComments.join(', ')}`, texts);
  // A fix may uncover another problem of the same rule, if the case says so; its own finding is gone all the same.
  const uncovers = alsoFires.includes(rule.id);
  const isLeft = ({ message }: Finding): boolean => !uncovers || message === finding.message;
  const left = after.own.findings.filter(isLeft);
  if (left.length >= before.own.findings.filter(isLeft).length) {
    const messages = left.map(({ message }) => message).join('; ');
    fail('the finding is gone after its fix', `"${fix.title}" leaves ${left.length}: ${messages}`, texts);
  }
  const [counted, countedAfter] = [countByRule(before.all.findings), countByRule(after.all.findings)];
  for (const [id, count] of countedAfter) {
    if (id === rule.id || alsoFires.includes(id) || count <= (counted.get(id) ?? 0)) continue;
    fail('no other rule newly fires', `"${fix.title}" makes ${id} fire; if that is right, add it to alsoFires`, texts);
  }
}

function countByRule(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

export function modelOf({ model }: Analysis): Model {
  return model ?? fail('the text is analysed', 'there is no model');
}
