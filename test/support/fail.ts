/** An invariant that does not hold. The message names it, says what happened and shows the text. */
export function fail(invariant: string, what: string, texts: Readonly<Record<string, string>> = {}): never {
  const shown = Object.entries(texts).map(([name, text]) => `--- ${name} ---\n${text.replaceAll('\r', '␍')}`);
  throw new Error([`${invariant}: ${what}`, ...shown].join('\n'));
}
