const START = '<!-- rules:start -->';
const END = '<!-- rules:end -->';

/** Puts text between the markers of a Markdown file. */
export function replaceSection(file: string, text: string): string {
  const start = file.indexOf(START);
  const end = file.indexOf(END);
  if (start === -1 || end < start) throw new Error(`README.md lacks the markers ${START} and ${END}, in this order.`);
  return `${file.slice(0, start + START.length)}\n\n${text}\n\n${file.slice(end)}`;
}
