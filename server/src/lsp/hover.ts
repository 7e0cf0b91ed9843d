import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import { practicesAt } from '../engine/docs/practices.ts';
import { renderHover } from '../engine/docs/render.ts';
import type { Rule } from '../engine/rules/define.ts';
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
  const found = practicesAt(check.analysis, offset);
  if (!found || !check.analysis.detection.judged) return undefined;
  const { start, end } = found.span;
  const title = `**Practices for \`${check.input.text.slice(start, end)}\`**`;
  const rows = found.rules.map((rule) => `- ${linked(rule, links)} ${rule.docs.summary}`);
  return hover(check, found.span, [`${title}\n\n${rows.join('\n')}`]);
}

function linked({ id }: Rule, links: RuleLinks): string {
  const link = links.hover(id);
  return link === undefined ? `\`${id}\`` : `[\`${id}\`](${link})`;
}
