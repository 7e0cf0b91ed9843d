import type { CopyInstruction, Instruction, RunInstruction, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { commandsOf, runsUnreadScript } from './commands.ts';
import { type DependencyInstall, dependencyInstalls } from './dependency-install.ts';
import { type Input, type Inputs, installInputs } from './install-inputs.ts';
import { instructionsBefore } from './order.ts';
import { copiesSource } from './project-source.ts';

/** An install that runs again whenever the source changes, because that is copied in front of it. */
export interface EarlySource {
  /** The COPYs of the source in front of the install; there is at least one. */
  readonly copies: readonly [CopyInstruction, ...CopyInstruction[]];
  readonly run: RunInstruction;
  readonly installs: readonly DependencyInstall[];
  readonly inputs: Inputs;
}

const isCopy = (instruction: Instruction): instruction is CopyInstruction =>
  instruction.kind === 'copy' || instruction.kind === 'add';

export const installsAnything = (instruction: Instruction): boolean =>
  instruction.kind === 'run' && dependencyInstalls(instruction).length > 0;

/** A script that nobody reads here may have installed the dependencies already. */
const mayInstall = (instruction: Instruction): boolean =>
  instruction.kind === 'run' && (instruction.script.opaque || commandsOf(instruction.script).some(runsUnreadScript));

/** The install goes into an environment that the base image has brought, with whatever is in it. */
function fillsForeignEnvironment(run: RunInstruction): boolean {
  const base = run.stage.ancestry.at(-1)?.base;
  const commands = [...instructionsBefore(run), run].flatMap((each) =>
    each.kind === 'run' ? commandsOf(each.script) : [],
  );
  return (
    base?.plainEnvironment !== true &&
    commands.some(({ words }) => words.some((word) => /\/bin\/activate$/.test(word.text))) &&
    !commands.some(({ tool }) => tool?.kind === 'venv')
  );
}

/** A command in front of the install names the file, and may have written it. */
function mayBeMade({ imagePath }: Input, run: RunInstruction, installs: readonly DependencyInstall[]): boolean {
  const name = imagePath.slice(imagePath.lastIndexOf('/') + 1);
  const runs = [...instructionsBefore(run).filter((each) => each.kind === 'run'), run];
  return runs.some((each) =>
    commandsOf(each.script).some(
      (command) =>
        !command.inner &&
        !installs.some((install) => install.command === command) &&
        [...command.words, ...command.redirects.flatMap(({ target }) => target ?? [])].some((word) =>
          word.text.includes(name),
        ),
    ),
  );
}

/** The first install of a stage, when source was copied in front of it and nothing was installed before. */
export function findEarlySource(stage: Stage, facts: ProjectFacts): EarlySource | undefined {
  const run = stage.instructions.find(installsAnything);
  if (run?.kind !== 'run') return undefined;
  const before = instructionsBefore(run);
  const [first, ...more] = before.filter(isCopy).filter((copy) => copiesSource(copy, facts));
  if (!first || before.some(installsAnything)) return undefined;
  if (before.slice(0, before.indexOf(first)).some(mayInstall) || fillsForeignEnvironment(run)) return undefined;
  const installs = dependencyInstalls(run);
  const inputs = installInputs(run, installs, facts);
  // A project that is its own dependency needs its source; files that somebody makes on the way may need it as well.
  if (!inputs || inputs.needsSource || inputs.files.some((file) => mayBeMade(file, run, installs))) return undefined;
  return { copies: [first, ...more], run, installs, inputs };
}
