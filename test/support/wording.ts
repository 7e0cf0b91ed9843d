/** What is wrong with the wording of a finding's message, if anything. */
export function messageDefect(message: string): string | undefined {
  if (message.trim() !== message || message === '') return 'has blanks around it, or is empty';
  if (/[\r\n]/.test(message)) return 'has more than one line';
  if (message.length > 120) return `has ${message.length} characters; 120 are the limit`;
  if (message.endsWith('.')) return 'ends with a full stop';
  return undefined;
}

/** Endings of words that name what happens instead of telling what to do: "Adding", "Adds", "Added". */
const NOT_IMPERATIVE = /(?:ing|[^s]s|[^e]ed)$/;
const NOT_A_VERB = new Set(['A', 'An', 'The', 'This', 'You', 'Should', 'Please', 'Fix', 'It']);

/** What is wrong with the title of a fix, if anything: it tells what applying it does, as an imperative. */
export function titleDefect(title: string): string | undefined {
  if (/[\r\n]/.test(title)) return 'has more than one line';
  if (title.length > 80) return `has ${title.length} characters; 80 are the limit`;
  if (title.endsWith('.')) return 'ends with a full stop';
  const verb = /^[A-Z][a-z]+(?= )/.exec(title)?.[0];
  if (verb === undefined || NOT_A_VERB.has(verb) || NOT_IMPERATIVE.test(verb)) {
    return 'is no imperative such as "Add USER app"';
  }
  return undefined;
}
