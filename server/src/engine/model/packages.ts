import type { Command, Word } from '../shell/types.ts';
import { remembered } from '../text/remembered.ts';
import type { Instruction, RunInstruction, Stage } from './types.ts';
import { expandWord } from './words.ts';

type Manager = 'apt' | 'apk' | 'pip';

export interface InstalledPackage {
  readonly manager: Manager;
  /** Lower case, without version or extras; of Python packages with `-` for `_` and `.`. */
  readonly name: string;
  /** Where it is named; several packages may share a variable. */
  readonly word: Word;
  readonly command: Command;
  readonly instruction: RunInstruction;
}

export interface InstalledPackages {
  readonly packages: readonly InstalledPackage[];
  /** Everything that was installed could be read: no variable, wrapper or script hid a name. */
  readonly complete: boolean;
  /** The same, of what apt and apk installed. */
  readonly systemComplete: boolean;
}

/** `libpq5=15.4-1`, `libc6:amd64`, `curl/trixie-backports`, `py3-pip~24`, `gcc>9`. */
const systemName = (text: string): string => text.toLowerCase().replace(/[=<>~@:/].*$/, '');

/** `Django>=5,<6`, `psycopg[binary]`, `app @ https://…`; undefined for a path, an archive or an address. */
function pythonName(text: string): string | undefined {
  const name = /^[A-Za-z0-9][\w.-]*(?=\s*(?:$|[[=<>!~;@]))/.exec(text)?.[0];
  const plain = name === undefined || /\.(?:whl|zip|tar\.gz)$/.test(name) ? /#egg=([\w.-]+)/.exec(text)?.[1] : name;
  return plain?.toLowerCase().replace(/[_.-]+/g, '-');
}

/** `curl=7.*` is a wildcard to the shell, but its name is not. */
const nameInFront = (word: Word): string | undefined => /^[A-Za-z0-9][\w.+-]*(?=[=<>~!])/.exec(word.text)?.[0];

/** The packages a command installs, as written; undefined for commands that install none by name. */
function installs({ tool }: Command): { manager: Manager; words: Command['words'] } | undefined {
  switch (tool?.kind) {
    case 'apt':
      return tool.action === 'install' || tool.action === undefined
        ? { manager: 'apt', words: tool.packages }
        : undefined;
    case 'apk':
      return tool.action === 'add' ? { manager: 'apk', words: tool.packages } : undefined;
    case 'pip':
      return tool.action === 'install' ? { manager: 'pip', words: tool.targets } : undefined;
    default:
      return undefined;
  }
}

/** A name that cannot be read stands alone, with who installs it. */
type Unread = Pick<InstalledPackage, 'manager'> & { readonly name?: undefined };

function* packagesOf(instruction: RunInstruction): Generator<InstalledPackage | Unread> {
  for (const command of allCommands(instruction.script.commands)) {
    const { manager, words = [] } = installs(command) ?? {};
    if (!manager) continue;
    for (const word of words) {
      const values = expandWord(word, instruction.before, instruction.script);
      for (const value of values.known ? values.value : [nameInFront(word)]) {
        const name = value === undefined ? undefined : manager === 'pip' ? pythonName(value) : systemName(value);
        yield name ? { manager, name, word, command, instruction } : { manager };
      }
    }
  }
}

function* allCommands(commands: readonly Command[]): Generator<Command> {
  for (const command of commands) {
    yield command;
    if (command.inner) yield* allCommands(command.inner.commands);
  }
}

/** Packages that a stage and those it is FROM install. */
export const installedPackages: (stage: Stage) => InstalledPackages = remembered((stage: Stage) => {
  const packages: InstalledPackage[] = [];
  let complete = true;
  let systemComplete = true;
  for (const each of [...stage.ancestry].reverse()) {
    for (const instruction of each.instructions) {
      if (instruction.kind !== 'run') continue;
      if (instruction.script.opaque) {
        complete = false;
        systemComplete = false;
      }
      for (const entry of packagesOf(instruction)) {
        if (entry.name !== undefined) packages.push(entry);
        else if (entry.manager === 'pip') complete = false;
        else {
          complete = false;
          systemComplete = false;
        }
      }
    }
  }
  return { packages, complete, systemComplete };
});

const isBefore = (entry: InstalledPackage, instruction: Instruction): boolean =>
  entry.instruction.stage !== instruction.stage || entry.instruction.index < instruction.index;

/** Packages installed when an instruction begins. */
export const packagesBefore = (instruction: Instruction): readonly InstalledPackage[] =>
  installedPackages(instruction.stage).packages.filter((entry) => isBefore(entry, instruction));
