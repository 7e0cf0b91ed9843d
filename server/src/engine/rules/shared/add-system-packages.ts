import { addOption } from '../../fix/add-option.ts';
import { commentsAbove, type FixDraft } from '../../fix/builder.ts';
import type { Instruction, Model, RunInstruction, Stage } from '../../model/types.ts';
import type { Command } from '../../shell/types.ts';
import { isRoot } from './privileges.ts';

interface SystemInstall {
  readonly run: RunInstruction;
  readonly command: Command;
}

/** What a stage installs with apt or apk for certain, up to a command of a RUN, or in the whole of it. */
const systemInstalls = (stage: Stage, run?: RunInstruction, command?: Command): SystemInstall[] =>
  stage.instructions.slice(0, run ? run.index + 1 : undefined).flatMap((each) =>
    each.kind === 'run'
      ? each.script.top.flatMap((step) => {
          const { tool } = step;
          const isInstall =
            (tool?.kind === 'apt' && tool.action === 'install') ||
            (tool?.kind === 'apk' && tool.action === 'add' && tool.virtual === undefined);
          const isBefore = each !== run || !command || step.span.end <= command.span.start;
          return isInstall && isBefore && !step.conditional && tool.packages.length > 0
            ? [{ run: each, command: step }]
            : [];
        })
      : [],
  );

const INSTALLS: Readonly<Record<string, (packages: string) => readonly string[]>> = {
  apt: (packages) => [
    'apt-get update',
    `apt-get install --yes --no-install-recommends ${packages}`,
    'rm -rf /var/lib/apt/lists/*',
  ],
  apk: (packages) => [`apk add --no-cache ${packages}`],
};

const addTo = (draft: FixDraft, { run, command }: SystemInstall, names: string): boolean => {
  const { tool } = command;
  const last = tool?.kind === 'apt' || tool?.kind === 'apk' ? tool.packages.at(-1) : undefined;
  return run.node.command.form === 'shell' && addOption(draft, run, last, names);
};

const newRun = (manager: string, names: string, escapeChar: string): readonly string[] | undefined =>
  INSTALLS[manager]?.(names).map(
    (line, index, all) =>
      `${index === 0 ? 'RUN' : '    &&'} ${line}${index === all.length - 1 ? '' : ` ${escapeChar}`}`,
  );

/**
 * Installs packages of the distribution in front of a command: with the last install that runs before it, else in a RUN of their own.
 * False where that cannot be written.
 */
export function addPackagesBefore(
  draft: FixDraft,
  { syntax }: Model,
  { run, command }: SystemInstall,
  packages: readonly string[],
): boolean {
  const names = packages.join(' ');
  const install = systemInstalls(run.stage, run, command).at(-1);
  if (install) return addTo(draft, install, names);
  const { packageManager } = run.stage.base;
  const lines = packageManager.known ? newRun(packageManager.value, names, syntax.escape) : undefined;
  if (!lines || !run.before.user.known || !isRoot(run.before.user.value)) return false;
  const place = placeFor(run);
  draft.insertLinesBefore(commentsAbove(syntax, place.node)[0] ?? place, lines);
  return true;
}

/** In front of what is copied and run in the stage: behind it, every edit of the source would install the packages again. */
function placeFor(run: RunInstruction): Instruction {
  const { user } = run.before;
  const first = run.stage.instructions.find(({ kind }) => kind === 'copy' || kind === 'add' || kind === 'run');
  const sameUser = first?.before.user.known && user.known && first.before.user.value === user.value;
  return first && sameUser ? first : run;
}

/** Installs packages of the distribution in a stage: with its last install, else in a RUN behind FROM. */
export function addPackagesTo(draft: FixDraft, { syntax }: Model, stage: Stage, packages: readonly string[]): boolean {
  const names = packages.join(' ');
  const install = systemInstalls(stage).at(-1);
  if (install) return addTo(draft, install, names);
  const { packageManager } = stage.base;
  const lines = packageManager.known ? newRun(packageManager.value, names, syntax.escape) : undefined;
  const { user } = stage.start;
  if (!lines || !user.known || !isRoot(user.value)) return false;
  draft.insertLinesAfter(stage.from, lines);
  return true;
}
