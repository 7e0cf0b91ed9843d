export interface MarkerToken {
  readonly kind: 'text' | 'word' | 'operator' | 'open' | 'close';
  readonly text: string;
}

const TOKEN = /\s*(?:(\()|(\))|(["'])((?:(?!\3)[^\\])*)\3|(<=|>=|===|==|!=|~=|<|>)|([a-z_.]+))/iy;

const LONGEST = 10_000;

/** The pieces of a marker; undefined when something is none. */
export function markerTokens(marker: string): readonly MarkerToken[] | undefined {
  const source = marker.trimEnd();
  if (source.length > LONGEST) return undefined;
  const tokens: MarkerToken[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (!match) return undefined;
    tokens.push(tokenOf(match));
  }
  return tokens;
}

function tokenOf([, open, close, quote, text = '', operator, word = '']: RegExpExecArray): MarkerToken {
  if (open) return { kind: 'open', text: open };
  if (close) return { kind: 'close', text: close };
  if (quote) return { kind: 'text', text };
  return operator ? { kind: 'operator', text: operator } : { kind: 'word', text: word.toLowerCase() };
}
