import { didYouMean } from '../engine/config/did-you-mean.ts';
import { type Command, UsageError } from './command.ts';
import { checkCommand } from './commands/check.ts';
import { explainCommand } from './commands/explain.ts';
import { factsCommand } from './commands/facts.ts';
import { fixCommand } from './commands/fix.ts';
import { lspCommand } from './commands/lsp.ts';
import { newCommand } from './commands/new.ts';
import { rulesCommand } from './commands/rules.ts';
import { CLEAN, type ExitCode, TROUBLE } from './exit-codes.ts';
import { PROGRAM, type Terminal } from './terminal.ts';
import { packageVersion } from './version.ts';

const COMMANDS: readonly Command[] = [
  checkCommand,
  fixCommand,
  newCommand,
  factsCommand,
  explainCommand,
  rulesCommand,
  lspCommand,
];

const HELP = `${PROGRAM}: finds what makes a Django image insecure, slow, bloated or broken, and fixes it

Usage: ${PROGRAM} COMMAND [OPTION…]

Commands:
${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(9)}${summary}`).join('\n')}

Options:
  --help     this text, or with a command its own
  --version  the version

Exit status: 0 nothing at or above --fail-on, 1 findings at or above it, 2 wrong usage or an unreadable file.
`;

/** Runs one command line. Never rejects: whatever goes wrong is one line on stderr. */
export async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await run(args, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.complain(`${error.message} (see ${PROGRAM} --help)`);
    } else {
      const reason = error instanceof Error ? error.message : String(error);
      terminal.complain(`internal error: ${reason.split('\n')[0]}`);
    }
    return TROUBLE;
  }
}

async function run([name, ...args]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (name === undefined) throw new UsageError('no command given');
  if (name === '--help' || name === '-h') {
    terminal.out(HELP);
    return CLEAN;
  }
  if (name === '--version') {
    terminal.out(`${packageVersion(terminal.entry)}\n`);
    return CLEAN;
  }
  const command = COMMANDS.find((each) => each.name === name);
  if (!command) {
    const names = COMMANDS.map((each) => each.name);
    throw new UsageError(`unknown command "${name}"${didYouMean(name, names)}`);
  }
  if (asksForHelp(args)) {
    terminal.out(command.usage);
    return CLEAN;
  }
  return command.run(args, terminal);
}

/** Only before a `--`: what follows it is a path, whatever it looks like. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const options = end === -1 ? args : args.slice(0, end);
  return options.includes('--help') || options.includes('-h');
}
