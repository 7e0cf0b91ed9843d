import type { Span } from '../../text/span.ts';
import { forEachChild, type Script as ScriptNode, type SyntaxNode } from '../unbash.ts';

/** Nodes that are text through and through: a `#` inside begins no comment. */
const OPAQUE_TO_COMMENTS = new Set<SyntaxNode['type']>([
  'Word',
  'Assignment',
  'Redirect',
  'HereString',
  'HereDoc',
  'TestCommand',
  'ArithmeticCommand',
]);

/** The parser drops comments: they are what begins with `#` between the nodes. Offsets are those of the text. */
export function commentsIn(script: ScriptNode, text: string): readonly Span[] {
  if (!text.includes('#')) return [];
  const taken: Span[] = [];
  const collect = (node: SyntaxNode): void => {
    if (node.type === 'HereDoc') taken.push({ start: node.body.pos, end: node.closing?.end ?? node.body.end });
    if (node.type === 'ArithmeticFor') taken.push({ start: node.pos, end: node.body.pos });
    if (OPAQUE_TO_COMMENTS.has(node.type)) taken.push({ start: node.pos, end: node.end });
    else forEachChild(node, collect);
  };
  collect(script);
  taken.sort((a, b) => a.start - b.start);
  const comments: Span[] = [];
  let position = script.shebang === undefined ? 0 : Math.max(0, text.indexOf('\n'));
  const searchUntil = (limit: number): void => {
    for (let hash = text.indexOf('#', position); hash !== -1 && hash < limit; hash = text.indexOf('#', position)) {
      const newline = text.indexOf('\n', hash);
      position = newline === -1 ? text.length : newline;
      comments.push({ start: hash, end: position });
    }
  };
  for (const { start, end } of taken) {
    searchUntil(start);
    position = Math.max(position, end);
  }
  searchUntil(text.length);
  return comments;
}
