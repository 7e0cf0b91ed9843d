import { imageHolds, isKnownProgram, packageBrings } from '../data/programs.ts';
import type { Command } from '../shell/types.ts';
import { type Known, known, unknown } from '../text/known.ts';
import { lastPart } from '../text/path.ts';
import { remembered } from '../text/remembered.ts';
import { commandsOf, runsUnreadScript } from './all-commands.ts';
import { type InstalledPackage, installedPackages } from './packages.ts';
import type { CopyInstruction, Instruction, Stage } from './types.ts';

/** Why it is not known: a package nobody has looked into may bring it, or the image. */
export const MAY_BE_BROUGHT = 'the image or a package may bring it';

/** Whether the image has a program when an instruction begins or, with `at`, when that command of it begins. */
export function hasProgram(instruction: Instruction, program: string, at?: Command): Known<boolean> {
  return holds(instruction.stage, program, (place) => precedes(place, instruction, at));
}

/** Whether a container of the finished image has a program. */
export const hasProgramAtEnd = (stage: Stage, program: string): Known<boolean> => holds(stage, program, () => true);

function holds(stage: Stage, program: string, isEarlier: (place: Place) => boolean): Known<boolean> {
  if (!isKnownProgram(program)) return unknown(`${program} is no program we know of`);
  if (hiddenChanges(stage).some(isEarlier)) return unknown('something nobody can read may have changed the image');
  if (copiesInto(stage, program).some((copy) => isEarlier({ instruction: copy }))) return unknown('it may be copied');

  const { contents, release } = stage.base;
  const inImage = contents && imageHolds(contents, release.known ? release.value : undefined, program);
  const brought = broughtBy(installedPackages(stage).packages.filter(isEarlier), program);
  const found = inImage === true ? true : brought === true ? true : inImage === false ? brought : undefined;
  if (found === undefined) return unknown(MAY_BE_BROUGHT);
  return found && removals(stage).some(isEarlier) ? unknown('packages are removed') : known(found);
}

/** A command of a RUN, or the whole of an instruction. */
interface Place {
  readonly instruction: Instruction;
  readonly command?: Command | undefined;
}

function precedes(place: Place, instruction: Instruction, at: Command | undefined): boolean {
  if (place.instruction.stage !== instruction.stage) return true;
  if (place.instruction !== instruction) return place.instruction.index < instruction.index;
  return at !== undefined && place.command !== undefined && place.command.span.end <= at.span.start;
}

/** True when one of the packages brings it, false when none does, undefined where it cannot be told. */
function broughtBy(packages: readonly InstalledPackage[], program: string): boolean | undefined {
  let result: boolean | undefined = false;
  for (const { manager, name } of packages) {
    const brings = manager === 'pip' ? false : packageBrings(manager, name, program);
    if (brings === true) return true;
    if (brings === undefined) result = undefined;
  }
  return result;
}

function* placesOf(stage: Stage): Generator<Place> {
  for (const each of stage.ancestry) {
    for (const instruction of each.instructions) {
      if (instruction.kind !== 'run') continue;
      if (instruction.script.opaque) yield { instruction, command: undefined };
      for (const command of commandsOf(instruction.script)) yield { instruction, command };
    }
  }
}

/** Programs that install in ways nobody reads here. */
const OTHER_INSTALLERS =
  /^(?:dpkg|gdebi|aptitude|dnf|microdnf|yum|conda|mamba|snap|nix(?:-env)?|brew|tasksel|update-alternatives)$/;

const SHELL = /^(?:ba|da|a|z|k)?sh$/;

/** `curl … | bash`: what comes through the pipe is a script. */
const isFed = ({ name, joinedBy }: Command): boolean => joinedBy === '|' && SHELL.test(name ?? '');

const hiddenChanges: (stage: Stage) => readonly Place[] = remembered((stage: Stage) => {
  const places = [...placesOf(stage)].filter(
    ({ command }) =>
      !command ||
      runsUnreadScript(command) ||
      isFed(command) ||
      OTHER_INSTALLERS.test(command.name ?? '') ||
      (command.tool?.kind === 'apt' && command.tool.action === 'build-dep'),
  );
  return installedPackages(stage).systemComplete ? places : [...places, ...unreadInstalls(stage)];
});

/** Installs with a name that only the build knows. */
const unreadInstalls = (stage: Stage): Place[] =>
  [...placesOf(stage)].filter(({ command }) => command?.tool?.kind === 'apt' || command?.tool?.kind === 'apk');

const REMOVES = new Set(['purge', 'remove', 'autoremove', 'autopurge', 'del']);

const removals: (stage: Stage) => readonly Place[] = remembered((stage: Stage) =>
  [...placesOf(stage)].filter(
    ({ command }) =>
      (command?.tool?.kind === 'apt' || command?.tool?.kind === 'apk') && REMOVES.has(command.tool.action ?? ''),
  ),
);

const PROGRAM_FOLDER = /^\/(?:usr\/(?:local\/)?)?s?bin$/;

/** Copies that may lay the program where it is found: into a folder of programs, under any name nobody can read, or a whole system. */
const copiesInto = (stage: Stage, program: string): CopyInstruction[] =>
  copiesOf(stage).filter(({ copy: { destination, sources, intoFolder } }) => {
    if (!destination.known) return true;
    const { value } = destination;
    if (value.endsWith(`/${program}`)) return true;
    if (value === '/' || /^\/usr(?:\/local)?$/.test(value))
      return sources.some((source) => !source.known || !PLAIN_FILE.test(source.value));
    if (!intoFolder || !PROGRAM_FOLDER.test(value)) return false;
    return sources.some(
      (source) => !source.known || lastPart(source.value) === program || HOLDS_PROGRAMS.test(source.value),
    );
  });

/** A file that is no program and no folder, by its name. */
const PLAIN_FILE = /\.(?:txt|toml|lock|in|cfg|ini|conf|py|sh|json|ya?ml|md)$|(?:^|\/)Pipfile$/;
/** A folder of programs, or a pattern that may match many. */
const HOLDS_PROGRAMS = /^\.$|(?:^|\/)s?bin$|[*?]/;

const copiesOf: (stage: Stage) => readonly CopyInstruction[] = remembered((stage: Stage) =>
  stage.ancestry.flatMap((each) =>
    each.instructions.filter(
      (instruction): instruction is CopyInstruction => instruction.kind === 'copy' || instruction.kind === 'add',
    ),
  ),
);
