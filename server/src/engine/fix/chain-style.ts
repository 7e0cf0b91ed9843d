import type { RunInstruction } from '../model/types.ts';
import type { Command, Script } from '../shell/types.ts';
import type { DockerfileSyntax } from '../syntax/nodes.ts';
import { indentAt } from '../text/lines.ts';
import type { FixDraft } from './builder.ts';

/** How a RUN that goes over several lines joins its commands. */
export interface ChainStyle {
  readonly indent: string;
  /** In front of each command, or behind the one before. */
  readonly place: 'leading' | 'trailing';
}

const DEFAULT_STYLE: ChainStyle = { indent: '    ', place: 'leading' };

/** Read from the gap between two commands, when it goes over a line break. */
function styleOfGap(text: string, previous: Command, next: Command): ChainStyle | undefined {
  const gap = text.slice(previous.span.end, next.span.start);
  if (!gap.includes('\n')) return undefined;
  const leading = /\n[ \t]*&&[^\n]*$/.test(gap);
  const joinerAt = leading ? previous.span.end + gap.lastIndexOf('&&') : next.span.start;
  return { indent: indentAt(text, joinerAt), place: leading ? 'leading' : 'trailing' };
}

function styleOfScript(text: string, { top }: Script): ChainStyle | undefined {
  for (const [index, next] of top.entries()) {
    const previous = top[index - 1];
    const joins = next.joinedBy === '&&' || next.joinedBy === ';';
    const style = previous && joins ? styleOfGap(text, previous, next) : undefined;
    if (style) return style;
  }
  return undefined;
}

/** The style of a RUN, else of the nearest stage's first RUN that shows one. */
export function chainStyle(syntax: DockerfileSyntax, run: RunInstruction): ChainStyle {
  const own = styleOfScript(syntax.text, run.script);
  if (own) return own;
  for (const each of run.stage.ancestry.flatMap((stage) => stage.instructions)) {
    if (each.kind !== 'run' || each.node.heredocs.length > 0) continue;
    const style = styleOfScript(syntax.text, each.script);
    if (style) return shifted(style, syntax.text, each, run);
  }
  return shifted(DEFAULT_STYLE, syntax.text, undefined, run);
}

/** Another RUN's style, below this one's own indentation. */
function shifted(style: ChainStyle, text: string, from: RunInstruction | undefined, to: RunInstruction): ChainStyle {
  const outer = from ? indentAt(text, from.span.start) : '';
  const own = indentAt(text, to.span.start);
  const step = style.indent.startsWith(outer) ? style.indent.slice(outer.length) : style.indent;
  return { ...style, indent: own + step };
}

/** What goes between a command and the next one on a line of its own: ` \⏎    && `, ` && \⏎    `, or `; \⏎    `. */
export function lineJoiner(draft: FixDraft, { indent, place }: ChainStyle, operator: '&&' | ';' = '&&'): string {
  if (operator === ';') return `;${draft.continuation}${indent}`;
  return place === 'leading' ? `${draft.continuation}${indent}&& ` : ` &&${draft.continuation}${indent}`;
}
