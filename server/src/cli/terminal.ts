import { realpathSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';

/** What a command sees of the process it runs in. */
export interface Terminal {
  readonly cwd: string;
  /** The script that was started, links followed; the package lies around it. */
  readonly entry: string;
  readonly colours: boolean;
  out(text: string): void;
  /** One line on stderr, after the program's name. */
  complain(line: string): void;
  readInput(): Promise<Uint8Array>;
}

export const PROGRAM = 'django-dockerfile';

/** Control characters of a file or its name must not reach the terminal: they could rewrite what it shows. */
export const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029]/g, '\uFFFD');

/** https://no-color.org: set and not empty means no. */
export const showsColours = (isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean =>
  isTerminal && !env.NO_COLOR && env.TERM !== 'dumb';

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  // A reader that has seen enough (`| head`) closes the pipe: that is no failure.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    cwd: process.cwd(),
    entry: realpathSync(process.argv[1] ?? process.cwd()),
    colours: showsColours(stdout.isTTY === true, env),
    out: (text) => {
      stdout.write(text);
    },
    complain: (line) => {
      stderr.write(`${PROGRAM}: ${printable(line)}\n`);
    },
    readInput: () => buffer(process.stdin),
  };
}
