import { type BuildPackage, buildPackage, isInFullImage } from '../../data/native-packages.ts';
import { type InstalledPackage, installedPackages } from '../../model/packages.ts';
import type { RunInstruction, Stage } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { Command } from '../../shell/types.ts';
import { remembered } from '../../text/remembered.ts';
import { commandsOf } from './commands.ts';
import { isSystemPython } from './system-python.ts';

/** A package that only a build needs. */
export interface BuildEntry extends InstalledPackage {
  readonly manager: 'apt' | 'apk';
  readonly use: BuildPackage;
}

/** One command that installs such packages. */
export interface BuildInstall {
  readonly run: RunInstruction;
  readonly command: Command;
  /** Never empty. */
  readonly entries: readonly [BuildEntry, ...BuildEntry[]];
  /** Those that are still there when the RUN ends. */
  readonly kept: readonly BuildEntry[];
}

/** The installs of build packages in a stage's own RUNs, in order. */
export const buildInstalls: (stage: Stage) => readonly BuildInstall[] = remembered((stage: Stage) => {
  const byCommand = new Map<Command, BuildEntry[]>();
  const own = installedPackages(stage).packages.filter(({ instruction }) => instruction.stage === stage);
  const found = own.flatMap((entry) => asBuildEntry(entry) ?? []);
  // Without a compiler, make runs the tasks of a Makefile.
  if (found.every(({ name }) => name === 'make')) return [];
  for (const entry of found) byCommand.set(entry.command, [...(byCommand.get(entry.command) ?? []), entry]);
  return [...byCommand].flatMap(([command, [first, ...more]]) => {
    if (!first) return [];
    const run = first.instruction;
    const entries = [first, ...more] as const;
    return [{ run, command, entries, kept: entries.filter((entry) => !isRemoved(entry)) }];
  });
});

function asBuildEntry(entry: InstalledPackage): BuildEntry | undefined {
  const { manager, name, instruction } = entry;
  if (manager === 'pip') return undefined;
  const { base } = instruction.stage;
  const use = buildPackage(manager, name);
  // What the image holds already costs nothing; another Python is another matter.
  if (!use || (base.contents === 'buildpack' && isInFullImage(name))) return undefined;
  return isSystemPython(base, name) ? undefined : { ...entry, manager, use };
}

const REMOVES = new Set(['purge', 'remove', 'autopurge', 'del']);

/** A later command of the same RUN takes the package out again, or may. */
export function isRemoved({ instruction: run, command, name }: InstalledPackage): boolean {
  const group = command.tool?.kind === 'apk' ? command.tool.virtual : undefined;
  return commandsOf(run.script).some((each) => {
    if (each.span.start < command.span.end) return false;
    if (each.name === 'apt-mark') return true;
    const { tool } = each;
    if ((tool?.kind !== 'apt' && tool?.kind !== 'apk') || !REMOVES.has(tool.action ?? '')) return false;
    return tool.packages.some((word) => {
      const values = expandWord(word, run.before, run.script);
      return !values.known || values.value.some((value) => value === name || value === group || /[*?^]/.test(value));
    });
  });
}

/** A later RUN takes the package out again: the layer keeps it, which is that RUN's defect. */
export const isRemovedLater = ({ instruction: run, name }: BuildEntry): boolean =>
  run.stage.instructions.some(
    (each) =>
      each.kind === 'run' &&
      each.index > run.index &&
      commandsOf(each.script).some(
        ({ tool }) =>
          (tool?.kind === 'apt' || tool?.kind === 'apk') &&
          REMOVES.has(tool.action ?? '') &&
          tool.packages.some((word) => word.literal === undefined || word.literal === name),
      ),
  );
