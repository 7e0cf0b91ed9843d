import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import { concreteLines } from '../engine/docs/concrete.ts';
import { renderPracticeHover } from '../engine/docs/practice-pages.ts';
import { practicesAt } from '../engine/docs/practices.ts';
import { renderHover } from '../engine/docs/render.ts';
import { findRule } from '../engine/rules/index.ts';
import { containsOffset, covering, type Span } from '../engine/text/span.ts';
import type { Check } from './checker.ts';
import { toRange } from './positions.ts';
import type { RuleLinks } from './rule-links.ts';

/** More would not be read. */
const MAX_FINDINGS = 3;

/** What a person finds under the pointer: the rules of the findings there, else the practices that concern what stands there. */
export function hoverAt(check: Check, position: Position, links: RuleLinks): Hover | undefined {
  const offset = check.document.offsetAt(position);
  return findingsAt(check, offset, links) ?? practices(check, offset, links);
}

const hover = (check: Check, span: Span, parts: readonly string[]): Hover => ({
  contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') },
  range: toRange(check.document, span),
});

function findingsAt(check: Check, offset: number, links: RuleLinks): Hover | undefined {
  const here = check.analysis.findings.filter(({ span }) => containsOffset(span, offset)).slice(0, MAX_FINDINGS);
  const [first] = here;
  if (!first) return undefined;
  // The client shows the findings' own messages beside: here stands why, once a rule.
  const rules = new Set(here.map(({ rule }) => rule));
  const parts = [...rules]
    .map(findRule)
    .flatMap((rule) => (rule ? [renderHover(rule, undefined, links.hover(rule.id))] : []));
  const span = here.reduce((all, { span }) => covering(all, span), first.span);
  return parts.length > 0 ? hover(check, span, parts) : undefined;
}

function practices(check: Check, offset: number, links: RuleLinks): Hover | undefined {
  const { analysis, input } = check;
  const found = practicesAt(analysis, offset);
  if (!found || !analysis.detection.judged || !analysis.model) return undefined;
  const concrete = concreteLines(found.instruction, analysis.model, input.facts, input.today);
  const text = renderPracticeHover(found.practices, found.rules, concrete, {
    practice: (id) => links.practice(id),
    rule: (id) => links.hover(id),
  });
  return hover(check, found.span, [text]);
}
