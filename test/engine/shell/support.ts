import { execScript, parseScript } from '../../../server/src/engine/shell/parse.ts';
import { PlacedText } from '../../../server/src/engine/shell/text.ts';
import type { Tool } from '../../../server/src/engine/shell/tools/types.ts';
import type { Command, ExecScript, Script, Word } from '../../../server/src/engine/shell/types.ts';
import type { CommandForm } from '../../../server/src/engine/syntax/nodes.ts';
import { parseDockerfile } from '../../../server/src/engine/syntax/parse.ts';
import type { Span } from '../../../server/src/engine/text/span.ts';

/** A shell text on its own. */
export const shell = (text: string): Script => parseScript(new PlacedText(text, 0));

export function only(script: Script): Command {
  const [command, ...more] = script.commands;
  if (!command || more.length > 0) throw new Error(`Expected one command, got ${script.commands.length}`);
  return command;
}

export const command = (text: string): Command => only(shell(text));

export const tool = (text: string): Tool | undefined => command(text).tool;

/** The tool of a command line, checked to be of a kind. */
export function toolOf<K extends Tool['kind']>(kind: K, text: string): Extract<Tool, { kind: K }> {
  const found = tool(text);
  if (found?.kind !== kind) throw new Error(`Expected ${kind}, got ${found?.kind ?? 'no tool'}: ${text}`);
  return found as Extract<Tool, { kind: K }>;
}

/** The words as fixed text; those that are none, as written between « ». */
export const values = (words: readonly Word[]): string[] => words.map((word) => word.literal ?? `«${word.text}»`);

export const programs = (commands: readonly Command[]): string[] =>
  commands.map((each) => values(each.program).join(' '));

export interface InFile {
  readonly file: string;
  readonly script: Script;
  /** The text of the file at a span. */
  at(span: Span): string;
}

function commandForm(file: string): CommandForm {
  for (const node of parseDockerfile(file).instructions) {
    if ('command' in node && node.command && node.kind !== 'shell') return node.command;
  }
  throw new Error('No RUN, CMD, ENTRYPOINT or HEALTHCHECK in the file');
}

/** The first shell form of a Dockerfile. */
export function inFile(file: string): InFile {
  const form = commandForm(file);
  if (form.form !== 'shell') throw new Error('Not a shell form');
  return { file, script: parseScript(form.text), at: ({ start, end }) => file.slice(start, end) };
}

/** The first exec form of a Dockerfile. */
export function execInFile(file: string, withText = true): InFile & { readonly script: ExecScript } {
  const form = commandForm(file);
  if (form.form !== 'exec') throw new Error('Not an exec form');
  const script = withText ? execScript(form.items, file) : execScript(form.items);
  return { file, script, at: ({ start, end }) => file.slice(start, end) };
}
