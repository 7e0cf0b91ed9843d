import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What `django-dockerfile NAME --help` prints. */
  readonly usage: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** The command line cannot be understood; the message is one line. */
export class UsageError extends Error {}

/** node:util's parser, with its complaints as usage errors of one line. */
export function parseOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.split(/\. |\n/)[0]);
  }
}

export function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((each) => each === value);
  if (choice === undefined) throw new UsageError(`--${option} ${value}: expected one of ${choices.join(', ')}`);
  return choice;
}
