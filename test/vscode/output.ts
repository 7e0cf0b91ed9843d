import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { relative, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { MARK } from './suite/mark.ts';

/**
 * Lets stack frames name the line of the test instead of that of the bundle. Node could do it in the extension host,
 * but VS Code formats the stacks there itself.
 */
export function frameMapper(bundle: string): (line: string) => string {
  const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, 'utf8')) as SourceMapPayload);
  return (line) =>
    line.replace(/\(?[^\s(]*\w+\.cjs:(\d+):(\d+)\)?/, (frame, row: string, column: string) => {
      const origin = map.findOrigin(Number(row), Number(column));
      if (!('fileName' in origin)) return frame;
      return `(${relative('', resolve(bundle, '..', origin.fileName))}:${origin.lineNumber}:${origin.columnNumber})`;
    });
}

/** Shows what the tests print, and puts all else, which is a lot, into a log. */
export class OnlyMarkedLines extends Writable {
  readonly #shown: NodeJS.WritableStream;
  readonly #log: NodeJS.WritableStream;
  readonly #polish: (line: string) => string;
  #unfinished = '';
  /** Lines of the tests so far. */
  shown = 0;
  /** The first error of the editor itself, with the top of its stack: the reason when no test ever ran. */
  firstError: string[] = [];

  constructor(shown: NodeJS.WritableStream, log: NodeJS.WritableStream, polish: (line: string) => string) {
    super({ decodeStrings: false });
    this.#shown = shown;
    this.#log = log;
    this.#polish = polish;
  }

  override _write(chunk: Buffer | string, _encoding: BufferEncoding, done: () => void): void {
    const lines = (this.#unfinished + chunk.toString()).split('\n');
    this.#unfinished = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith(MARK)) this.#show(line.slice(MARK.length));
      else this.#keep(line);
    }
    done();
  }

  #show(line: string): void {
    this.shown++;
    this.#shown.write(`${this.#polish(line)}\n`);
  }

  #keep(line: string): void {
    this.#log.write(`${line}\n`);
    const { length } = this.firstError;
    if (length === 0 ? /^\w*Error: /.test(line) : length < 8) this.firstError.push(this.#polish(line));
  }
}
