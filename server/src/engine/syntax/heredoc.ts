import { lineEnd, nextLine } from '../text/lines.ts';
import type { LogicalText } from '../text/logical.ts';
import { firstIndex } from '../text/search.ts';
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

/** Finds the heredocs of a file. It remembers where lines stand, so that many of them without an end cost no more than few. */
export class HeredocFinder {
  readonly #source: string;
  /** Where each line begins, by its text; tabs in front are dropped for `<<-`. Made when first needed. */
  readonly #lines: { exact?: LineIndex; stripped?: LineIndex } = {};

  constructor(source: string) {
    this.#source = source;
  }

  /** What a RUN, COPY or ADD opens and, from `bodyStart` on, the bodies one after the other. */
  find(line: LogicalText, bodyStart: number): { heredocs: Heredoc[]; unterminated: boolean } {
    const heredocs: Heredoc[] = [];
    let position = bodyStart;
    for (const word of rawWords(line.text)) {
      const marker = readMarker(word);
      if (!marker) continue;
      const start = this.#terminator(position, marker);
      if (start === undefined) return { heredocs: [], unterminated: true };
      const terminator = { start, end: lineEnd(this.#source, start) };
      heredocs.push({
        name: marker.name,
        quoted: marker.quoted,
        stripTabs: marker.stripTabs,
        marker: line.spanOf(marker.start, marker.end),
        body: { start: position, end: start },
        terminator,
      });
      position = nextLine(this.#source, terminator.end);
    }
    return { heredocs, unterminated: false };
  }

  #terminator(from: number, { name, stripTabs }: Marker): number | undefined {
    const kind = stripTabs ? 'stripped' : 'exact';
    this.#lines[kind] ??= indexLines(this.#source, stripTabs);
    const starts = this.#lines[kind].get(name) ?? [];
    return starts[firstIndex(starts, (start) => start >= from)];
  }
}

type LineIndex = ReadonlyMap<string, readonly number[]>;

function indexLines(source: string, stripTabs: boolean): LineIndex {
  const index = new Map<string, number[]>();
  for (let at = 0; at < source.length; at = nextLine(source, at)) {
    const line = source.slice(at, lineEnd(source, at));
    const text = stripTabs ? line.replace(/^\t+/, '') : line;
    const starts = index.get(text);
    if (starts) starts.push(at);
    else index.set(text, [at]);
  }
  return index;
}
