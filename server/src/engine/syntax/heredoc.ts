import { lineEnd, nextLine } from '../text/lines.ts';
import type { LogicalText } from '../text/logical.ts';
import type { Heredoc } from './nodes.ts';

interface Marker {
  readonly name: string;
  readonly quoted: boolean;
  readonly stripTabs: boolean;
  readonly start: number;
  readonly end: number;
}

/** Words of a line, split at blanks outside quotes; quotes and escapes stay. */
function* rawWords(text: string): Generator<{ text: string; start: number; end: number }> {
  let at = 0;
  while (at < text.length) {
    while (/\s/.test(text[at] ?? '')) at++;
    const start = at;
    let quote = '';
    while (at < text.length) {
      const char = text[at] ?? '';
      if (quote === '' && /\s/.test(char)) break;
      if (char === '\\' && quote !== "'") at++;
      else if (quote === '' && (char === '"' || char === "'")) quote = char;
      else if (char === quote) quote = '';
      at++;
    }
    if (at > start) yield { text: text.slice(start, Math.min(at, text.length)), start, end: Math.min(at, text.length) };
  }
}

function readMarker(word: { text: string; start: number; end: number }): Marker | undefined {
  const match = /^\d*<<(-?)([^<]*)$/.exec(word.text);
  const delimiter = match?.[2];
  if (!match || !delimiter) return undefined;
  const name = delimiter.replace(/["'\\]/g, '');
  if (name === '') return undefined;
  return { name, quoted: name !== delimiter, stripTabs: match[1] === '-', start: word.start, end: word.end };
}

/** Finds the heredocs that a RUN, COPY or ADD opens and, from `bodyStart` on, their bodies one after the other. */
export function findHeredocs(
  source: string,
  line: LogicalText,
  bodyStart: number,
): { heredocs: Heredoc[]; unterminated: boolean } {
  const heredocs: Heredoc[] = [];
  let position = bodyStart;
  for (const word of rawWords(line.text)) {
    const marker = readMarker(word);
    if (!marker) continue;
    const terminator = findTerminator(source, position, marker);
    if (!terminator) return { heredocs: [], unterminated: true };
    heredocs.push({
      name: marker.name,
      quoted: marker.quoted,
      stripTabs: marker.stripTabs,
      marker: line.spanOf(marker.start, marker.end),
      body: { start: position, end: terminator.start },
      terminator,
    });
    position = nextLine(source, terminator.end);
  }
  return { heredocs, unterminated: false };
}

function findTerminator(source: string, from: number, marker: Marker): { start: number; end: number } | undefined {
  for (let at = from; at < source.length; at = nextLine(source, at)) {
    const end = lineEnd(source, at);
    const text = source.slice(at, end);
    if ((marker.stripTabs ? text.replace(/^\t+/, '') : text) === marker.name) return { start: at, end };
  }
  return undefined;
}
