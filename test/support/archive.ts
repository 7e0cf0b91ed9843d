/** Sections of a text: `-- name --` on a line of its own, and what follows up to the next one. */
export function readArchive(text: string): ReadonlyMap<string, string> {
  const sections = new Map<string, string>();
  let name: string | undefined;
  for (const line of text.split(/(?<=\n)/)) {
    const header = /^-- (.+) --\r?\n?$/.exec(line)?.[1];
    if (header !== undefined) {
      name = header;
      sections.set(name, '');
    } else if (name !== undefined) sections.set(name, sections.get(name) + line);
  }
  return sections;
}
