import { bringsOtherPackages, neededRecommendation } from '../../data/apt-companions.ts';
import { packagesBefore } from '../../model/packages.ts';
import type { RunInstruction } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { AptTool } from '../../shell/tools/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import { remembered } from '../../text/remembered.ts';
import { commandsOf } from './commands.ts';
import { mayHoldOptions } from './hidden-options.ts';
import { isTransient } from './mounts.ts';

/** A call of apt in a RUN. */
export interface AptCall {
  readonly command: Command;
  readonly tool: AptTool;
}

const aptCalls: (run: RunInstruction) => readonly AptCall[] = remembered(({ script }: RunInstruction) =>
  commandsOf(script).flatMap((command) => (command.tool?.kind === 'apt' ? [{ command, tool: command.tool }] : [])),
);

const ASKS = /^(?:install|reinstall|upgrade|dist-upgrade|full-upgrade|safe-upgrade|build-dep|remove|purge|autoremove)$/;
const NEEDS_NAMES = /^(?:install|reinstall|build-dep|remove|purge)$/;
const CHANGES_NOTHING = new Set(['--simulate', '--assume-no', '--print-uris', '--download-only', '--trivial-only']);

/** Calls that ask a question in this build. Something may answer: `yes | apt-get install`. */
export const withoutYes = (run: RunInstruction): AptCall[] =>
  aptCalls(run).filter(
    ({ command, tool }) =>
      !tool.assumeYes &&
      ASKS.test(tool.action ?? '') &&
      (tool.packages.length > 0 || !NEEDS_NAMES.test(tool.action ?? '')) &&
      !tool.options.some(({ canonical }) => CHANGES_NOTHING.has(canonical) || canonical === '--force-yes') &&
      command.joinedBy !== '|' &&
      !command.redirects.some(({ operator }) => operator.startsWith('<')) &&
      !mayHoldOptions(command, run),
  );

/** The name of a package that surely brings others along: then apt surely asks. */
export function companionOf(run: RunInstruction, { tool }: AptCall): string | undefined {
  const { base } = run.stage;
  const isSlim = base.variant === 'slim' && (base.family === 'python' || base.family === 'debian');
  if (!isSlim || tool.action !== 'install' || packagesBefore(run).length > 0) return undefined;
  return namesIn(run, tool.packages).find(bringsOtherPackages);
}

const namesIn = (run: RunInstruction, packages: readonly Word[]): string[] =>
  packages.flatMap((word) => {
    const values = expandWord(word, run.before, run.script);
    return values.known ? values.value : [];
  });

/** A package that a call no longer brings when it leaves out what is recommended, although it is needed; and where to name it. */
export function neededBy(run: RunInstruction, { tool }: AptCall): { name: string; behind: Word } | undefined {
  const name = neededRecommendation([...namesIn(run, tool.packages), ...packagesBefore(run).map((each) => each.name)]);
  const behind = tool.packages.find(({ literal }) => literal?.startsWith('gcc')) ?? tool.packages.at(-1);
  return name !== undefined && behind ? { name, behind } : undefined;
}

export const withRecommends = (run: RunInstruction): AptCall[] =>
  aptCalls(run).filter(
    ({ command, tool }) =>
      tool.front !== 'aptitude' &&
      tool.action === 'install' &&
      tool.packages.length > 0 &&
      !tool.noRecommends &&
      !tool.options.some(({ canonical }) => CHANGES_NOTHING.has(canonical) || canonical === '--install-recommends') &&
      !mayHoldOptions(command, run),
  );

/** What apt and apt-get have in common. */
const SHARED_ACTIONS = new Set(['install', 'update', 'upgrade', 'remove', 'purge', 'autoremove']);

export const madeForTerminals = (run: RunInstruction): AptCall[] =>
  aptCalls(run).filter(({ tool }) => tool.front === 'apt' && SHARED_ACTIONS.has(tool.action ?? ''));

/** `apt-get clean` where nothing is left to clean: official images empty the cache behind every call. */
export function needlessCleans(run: RunInstruction): AptCall[] {
  const { base } = run.stage;
  const cleansItself = base.plainEnvironment && base.packageManager.known && base.packageManager.value === 'apt';
  if (!cleansItself || isTransient(run, '/var/cache/apt/archives')) return [];
  const calls = aptCalls(run);
  if (
    calls.some(
      ({ tool }) => tool.action === 'download' || tool.options.some((each) => each.canonical === '--download-only'),
    )
  )
    return [];
  return calls.filter(({ tool }) => tool.action === 'clean' || tool.action === 'autoclean');
}

export const distUpgrades = (run: RunInstruction): AptCall[] =>
  aptCalls(run).filter(({ tool }) => tool.action === 'dist-upgrade' || tool.action === 'full-upgrade');
