import type { Span } from '../text/span.ts';
import type { ShellText } from './text.ts';
import type { Tool } from './tools/types.ts';

/** A part of a word: fixed text, a variable, or something only a running shell can tell. */
export type WordPart =
  | { readonly kind: 'literal'; readonly text: string }
  | {
      readonly kind: 'variable';
      readonly name: string;
      /** `${NAME:-default}`, when the default is fixed text. */
      readonly fallback: string | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: 'dynamic';
      readonly why: 'substitution' | 'arithmetic' | 'glob' | 'expansion';
      readonly span: Span;
    };

export interface Word {
  /** As written, continuations joined. */
  readonly text: string;
  /** The word's value when it is fixed text, else undefined. */
  readonly literal: string | undefined;
  readonly quoted: boolean;
  readonly parts: readonly WordPart[];
  readonly span: Span;
  /** The word as written, with the way back to the file for a part of it. */
  readonly source: ShellText;
}

export interface Assignment {
  readonly name: string;
  readonly value: Word | undefined;
  readonly span: Span;
}

export interface Redirect {
  readonly operator: string;
  /** The number in front of the operator: 2 in `2>&1`. */
  readonly descriptor: number | undefined;
  /** Undefined for a heredoc and for a redirect that is still being typed. */
  readonly target: Word | undefined;
  readonly span: Span;
}

/** What stands between a command and the one before it in the same list. A line break counts as `;`. */
export type Joiner = 'start' | '&&' | '||' | ';' | '&' | '|';

export interface Command {
  /** From the first assignment, redirect or word to the last. */
  readonly span: Span;
  /** The members of a pipeline behind the first have `|`; the first has what joins the pipeline. */
  readonly joinedBy: Joiner;
  /** In front of the command, and those an `env` wrapper makes. */
  readonly assignments: readonly Assignment[];
  /** As written; the first word is the program, or a wrapper such as `exec`, `env`, `sudo`. */
  readonly words: readonly Word[];
  /** Words from the program on, behind wrappers that run another program (`exec`, `env A=b`, `time`, `sudo`, `tini --` …). */
  readonly program: readonly Word[];
  /** Names of the wrappers in front of the program, in order. */
  readonly wrappers: readonly string[];
  /** The program's base name when it is fixed text: `/opt/venv/bin/pip` → `pip`. */
  readonly name: string | undefined;
  readonly redirects: readonly Redirect[];
  /**
   * It may not run although the list succeeds: in a branch, a loop or a function body, behind `||`, in front of a `||`
   * that hides the failure, or behind `&&` and a test in a list that goes on.
   */
  readonly conditional: boolean;
  /** Where it stands: at the top of the list or inside something. */
  readonly within: 'top' | 'subshell' | 'group' | 'substitution' | 'compound' | 'function';
  /** Nothing of its text runs behind it: its exit code is that of the text. Also the last one of each branch at the end. */
  readonly tail: boolean;
  readonly background: boolean;
  readonly negated: boolean;
  /** What the command is, when it is a program we read. Unknown programs have none. */
  readonly tool: Tool | undefined;
  /**
   * Words that only a running shell knows stand where options may stand: `pip install $FLAGS x`, `uv sync $(flags)`,
   * `gunicorn "$@"`. An option that seems to be missing may be among them.
   */
  readonly openEnded: boolean;
  /** The script that a shell is given as text: `sh -c '…'`, `su app -c '…'`. */
  readonly inner: Script | undefined;
}

/** A shell text, read. */
export interface Script {
  readonly text: ShellText;
  /** Every command in source order, also those inside compounds and substitutions. */
  readonly commands: readonly Command[];
  /** Commands of the top list only, in order. */
  readonly top: readonly Command[];
  /**
   * Nothing is known about the text: a syntax error, or too long or too deep to read. `commands` is empty then.
   * A list that ends with `&&`, `||` or `|` is still being typed: its commands are there.
   */
  readonly opaque: boolean;
  /** The text is one flat list of simple commands joined by `&&` only, and nothing else. */
  readonly plainChain: boolean;
  /** Shell comments inside the text (`# …` to the end of a line). */
  readonly comments: readonly Span[];
}

/** An exec form, read: no shell sees the words, so all of them are fixed text. */
export interface ExecScript extends Script {
  /** Undefined for an empty array. */
  readonly command: Command | undefined;
}
