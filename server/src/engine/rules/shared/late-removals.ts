import { installedPackages, packagesBefore } from '../../model/packages.ts';
import { joinPath } from '../../model/state.ts';
import type { CopyInstruction, Instruction, RunInstruction } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Tool } from '../../shell/tools/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import { isWithin, lastPart } from '../../text/path.ts';
import { remembered } from '../../text/remembered.ts';
import { commandsOf, effectiveTool } from './commands.ts';
import { bringsMuch, copiesBelow, isArchive, isSmallFile } from './copied-paths.ts';
import { instructionsBefore } from './order.ts';
import { directoryBefore, imagePaths } from './paths.ts';

/** Something that is removed in another layer than the one that brought it. */
export interface LateRemoval {
  /** For messages. */
  readonly what: string;
  readonly command: Command;
  readonly origin: CopyInstruction | RunInstruction;
  /** A script or a few files: nobody misses the space. */
  readonly isSmall: boolean;
}

const isCopy = (each: Instruction): each is CopyInstruction => each.kind === 'copy' || each.kind === 'add';

/** `/wheels` of `/wheels/*` as well. */
function removedPaths(run: RunInstruction, command: Command, words: readonly Word[]): string[] {
  const wholes = words.flatMap((word) => /^(\/[\w./-]+)\/\*$/.exec(word.text)?.[1] ?? []);
  return [...imagePaths(run, command, words), ...wholes];
}

function copyOf(
  run: RunInstruction,
  path: string,
  facts: ProjectFacts,
): Omit<LateRemoval, 'what' | 'command'> | undefined {
  const below = copiesBelow(run, path);
  const big = below.find((copy) => bringsMuch(copy, facts));
  const [first] = below;
  if (first) return { origin: big ?? first, isSmall: !big && !isArchive(path) };
  const copies = instructionsBefore(run).filter(isCopy);
  const origin = copies.find((copy) => bringsFile(copy, path, facts));
  return origin && { origin, isSmall: !isArchive(path) };
}

/** The file lies in a folder that the COPY fills: by its own name, or as the listing of the context says. */
function bringsFile({ copy }: CopyInstruction, path: string, { context }: ProjectFacts): boolean {
  const { destination, sources, origin } = copy;
  if (!destination.known || !isWithin(path, destination.value)) return false;
  const rest = path.slice(destination.value === '/' ? 1 : destination.value.length + 1);
  return sources.some((source) => {
    if (!source.known || source.value.includes('*')) return false;
    if (lastPart(source.value) === rest && (isSmallFile(source.value) || isArchive(source.value))) return true;
    if (origin.kind !== 'context' || !context.known) return false;
    return context.value.below(source.value === '.' ? rest : `${source.value}/${rest}`).length > 0;
  });
}

/** Files and folders that a command brings from elsewhere. */
function broughtBy(run: RunInstruction, command: Command): string[] {
  const tool = effectiveTool(command);
  const at = (path: string | undefined): string[] => {
    const joined =
      path === undefined || path.startsWith('~') ? undefined : joinPath(directoryBefore(run, command), path);
    return joined?.known ? [joined.value] : [];
  };
  if (tool?.kind === 'download') return downloads(tool).flatMap(at);
  if (tool?.kind === 'pip') {
    const folder = tool.options.find(({ canonical }) => canonical === '--wheel-dir' || canonical === '--dest');
    return folder ? at(folder.literal) : [];
  }
  if (command.name !== 'git' || command.program[1]?.literal !== 'clone') return [];
  const index = command.program.findIndex((word) => /:\/\/|@[\w.]+:/.test(word.text));
  const [address, folder] = index === -1 ? [] : command.program.slice(index);
  return at(folder ? folder.literal : address?.literal && lastPart(address.literal).replace(/\.git$/, ''));
}

const broughtIn = remembered((run: RunInstruction): readonly string[] =>
  commandsOf(run.script).flatMap((command) => broughtBy(run, command)),
);

function downloads({ front, options, urls }: Extract<Tool, { kind: 'download' }>): (string | undefined)[] {
  const named = options.find(({ canonical }) => canonical === '--output' || canonical === '--output-document');
  if (named) return [named.literal];
  const keepsNames = front === 'wget' || options.some(({ canonical }) => canonical === '--remote-name');
  const isMoved = options.some(({ canonical }) => canonical === '--directory-prefix' || canonical === '--output-dir');
  return keepsNames && !isMoved ? urls.map(({ literal }) => literal && lastPart(literal.replace(/[?#].*$/, ''))) : [];
}

const earlierRuns = (run: RunInstruction): RunInstruction[] =>
  instructionsBefore(run).filter((each): each is RunInstruction => each.kind === 'run');

function runOf(run: RunInstruction, path: string): Omit<LateRemoval, 'what' | 'command'> | undefined {
  const origin = earlierRuns(run).find((each) => broughtIn(each).some((brought) => isWithin(brought, path)));
  return origin && { origin, isSmall: isSmallFile(path) };
}

/** It is made anew, or looked at again, in the same RUN. */
const isUsedAgain = (run: RunInstruction, command: Command, path: string): boolean => {
  const commands = commandsOf(run.script);
  return commands
    .slice(commands.indexOf(command) + 1)
    .some(({ words }) => words.some(({ text }) => text.includes(path)));
};

function* removedFiles(run: RunInstruction, command: Command, facts: ProjectFacts): Generator<LateRemoval> {
  const { tool } = command;
  if (tool?.kind !== 'files' || tool.front !== 'rm') return;
  for (const path of removedPaths(run, command, tool.paths)) {
    const found = copyOf(run, path, facts) ?? runOf(run, path);
    if (found && !isUsedAgain(run, command, path)) yield { what: path, command, ...found };
  }
}

type Manager = 'apt' | 'apk' | 'pip';

function removedNames({ tool }: Command): { manager: Manager; words: readonly Word[] } | undefined {
  if (tool?.kind === 'apt')
    return /^(?:remove|purge|autoremove)$/.test(tool.action ?? '')
      ? { manager: 'apt', words: tool.packages }
      : undefined;
  if (tool?.kind === 'apk') return tool.action === 'del' ? { manager: 'apk', words: tool.packages } : undefined;
  if (tool?.kind === 'pip') return tool.action === 'uninstall' ? { manager: 'pip', words: tool.targets } : undefined;
  return undefined;
}

function* removedPackages(run: RunInstruction, command: Command): Generator<LateRemoval> {
  const { manager, words = [] } = removedNames(command) ?? {};
  const names = words.flatMap((word) => {
    const values = expandWord(word, run.before, run.script);
    return values.known ? values.value : [];
  });
  for (const name of names) {
    if (manager && isBroughtAnew(run, command, manager, name)) continue;
    const origin =
      packagesBefore(run).find(
        (each) =>
          each.manager === manager &&
          each.name === name.toLowerCase() &&
          !removesItself(each.instruction, manager, name),
      )?.instruction ?? (manager === 'apk' ? earlierRuns(run).find((each) => makesVirtual(each, name)) : undefined);
    if (origin) yield { what: name, command, origin, isSmall: false };
  }
}

/** The RUN installs the package as well: then this removal counts. */
const isBroughtAnew = (run: RunInstruction, { span }: Command, manager: Manager, name: string): boolean =>
  installedPackages(run.stage).packages.some(
    (each) =>
      each.instruction === run &&
      each.manager === manager &&
      each.name === name.toLowerCase() &&
      each.command.span.start < span.start,
  );

const removesItself = (run: RunInstruction, manager: Manager, name: string): boolean =>
  commandsOf(run.script).some((command) => {
    const removed = removedNames(command);
    return removed?.manager === manager && removed.words.some((word) => word.text === name);
  });

const makesVirtual = ({ script }: RunInstruction, name: string): boolean =>
  commandsOf(script).some(({ tool }) => tool?.kind === 'apk' && tool.virtual === name);

const REMOVERS = new Set<Tool['kind'] | undefined>(['files', 'apt', 'apk', 'pip']);

const mayRemove = ({ tool }: Command): boolean => REMOVERS.has(tool?.kind);

/** What a RUN removes although an earlier layer holds it. */
export const lateRemovals = (run: RunInstruction, facts: ProjectFacts): LateRemoval[] =>
  commandsOf(run.script)
    .filter((command) => !command.conditional && mayRemove(command))
    .flatMap((command) => [...removedFiles(run, command, facts), ...removedPackages(run, command)]);
