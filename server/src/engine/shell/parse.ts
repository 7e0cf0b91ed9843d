import type { Span } from '../text/span.ts';
import { readShell, type ShellReading } from './bash/read.ts';
import { ShellCommand } from './command.ts';
import { readJsonText } from './json-text.ts';
import { CollapsedText, PlacedText, type ShellText, withoutCarriageReturns } from './text.ts';
import type { Command, ExecScript, Script, Word } from './types.ts';
import { literalWord } from './words.ts';

/** Longer texts are scripts that somebody generated: reading them costs more than it tells. */
const MAX_LENGTH = 64 * 1024;

/** A text nothing is known about: another shell's, or one the parser gives up on. */
export const opaqueScript = (text: ShellText): Script => ({
  text,
  commands: [],
  top: [],
  opaque: true,
  plainChain: false,
  comments: [],
});

function read(text: ShellText): ShellReading | undefined {
  if (text.text.length > MAX_LENGTH) return undefined;
  try {
    return readShell(withoutCarriageReturns(text));
  } catch (error) {
    // Texts that nest thousands deep exhaust the parser's stack; anything else is a bug that has to be seen.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What a shell makes of a text. The text of another shell than sh and its relatives is the caller's to keep away. */
export function parseScript(text: ShellText): Script {
  const reading = read(text);
  if (!reading || reading.tooDeep) return opaqueScript(text);
  const commands: readonly Command[] = reading.commands.map((syntax) => new ShellCommand(syntax, parseScript));
  return {
    text,
    commands,
    top: commands.filter((command) => command.within === 'top'),
    opaque: false,
    plainChain: reading.plainChain,
    comments: reading.comments,
  };
}

const spanOf = (words: readonly Word[]): Span => ({
  start: Math.min(...words.map((word) => word.span.start)),
  end: Math.max(...words.map((word) => word.span.end)),
});

interface ExecItem {
  readonly value: string;
  /** Includes the quotes. */
  readonly span: Span;
}

function execWord(item: ExecItem, file: string | undefined): Word {
  const { value, span } = item;
  const verbatim = span.end - span.start === value.length + 2;
  const source = verbatim
    ? new PlacedText(value, span.start + 1)
    : ((file === undefined ? undefined : readJsonText(file, span, value)) ?? new CollapsedText(value, span));
  return { ...literalWord(source, value, true), span };
}

/**
 * An exec form as a script of one command. Words of ENTRYPOINT and CMD may be given together, as they run.
 * With the file's text, places inside items that hold JSON escapes are exact too; without it they are the whole item.
 */
export function execScript(items: readonly ExecItem[], file?: string): ExecScript {
  const first = items[0]?.span ?? { start: 0, end: 0 };
  const last = items.at(-1)?.span ?? first;
  const span = { start: first.start, end: Math.max(first.end, last.end) };
  const words = items.map((item) => execWord(item, file));
  return scriptOfWords(words, span);
}

/** One command of words that stand somewhere already: those of ENTRYPOINT and CMD together, or what a script is given. */
export function scriptOfWords(words: readonly Word[], span: Span = spanOf(words)): ExecScript {
  const text = new CollapsedText(words.map((word) => word.text).join(' '), span);
  const command =
    words.length === 0
      ? undefined
      : new ShellCommand(
          {
            span,
            joinedBy: 'start',
            assignments: [],
            words,
            redirects: [],
            conditional: false,
            within: 'top',
            tail: true,
            background: false,
            negated: false,
            timed: false,
          },
          parseScript,
        );
  const commands = command ? [command] : [];
  return { text, commands, top: commands, opaque: false, plainChain: false, comments: [], command };
}
