import type { SystemManager } from '../../data/native-packages.ts';
import { bringsCapability, type Capability } from '../../data/system-needs.ts';
import { inheritedCopies, inheritedRuns } from '../../model/instruction-lists.ts';
import { type InstalledPackage, installedPackages } from '../../model/packages.ts';
import type { RunInstruction, Stage } from '../../model/types.ts';
import type { Command } from '../../shell/types.ts';
import { remembered } from '../../text/remembered.ts';
import { commandsOf, runsUnreadScript } from './commands.ts';

/** A stage whose packages of the distribution can be told: a small image that we know, and nothing hidden on top. */
export interface ReadableSystem {
  readonly manager: SystemManager;
  readonly release: string;
  readonly packages: readonly InstalledPackage[];
  /** Something is removed again, with who knows what. */
  readonly removes: boolean;
}

/** Folders from which programs and libraries of the system are loaded; what lies deeper in /usr/local is Python's, or a program. */
const SYSTEM_FOLDER =
  /^\/(?:$|usr\/?$|usr\/(?:lib|lib64|include|share)(?:\/|$)|lib|lib64|etc\/apt|usr\/local\/?$|usr\/local\/lib\/?$|opt\/?$)/;

const REMOVES = new Set(['purge', 'remove', 'autoremove', 'del']);

const isRemoval = ({ tool }: Command): boolean =>
  (tool?.kind === 'apt' || tool?.kind === 'apk') && REMOVES.has(tool.action ?? '');

/** Undefined where something else may bring packages: other sources, copied libraries, scripts that nobody has read. */
export const readableSystem: (stage: Stage) => ReadableSystem | undefined = remembered((stage: Stage) => {
  const { base } = stage;
  const isSmall = base.variant === 'slim' || base.variant === 'alpine' || base.family === 'debian';
  const manager = base.packageManager.known ? base.packageManager.value : undefined;
  if (!isSmall || !base.release.known || (manager !== 'apt' && manager !== 'apk')) return undefined;
  const { packages, systemComplete } = installedPackages(stage);
  const brings = inheritedCopies(stage).some(
    ({ copy }) =>
      copy.origin.kind !== 'context' && (!copy.destination.known || SYSTEM_FOLDER.test(copy.destination.value)),
  );
  const runs = inheritedRuns(stage);
  if (!systemComplete || brings || runs.some(isHidden)) return undefined;
  return {
    manager,
    release: base.release.value,
    packages: packages.filter((each) => each.manager === manager),
    removes: runs.some(({ script }) => commandsOf(script).some(isRemoval)),
  };
});

/** Sources of packages besides the distribution's, files of packages, programs that install them in ways of their own. */
const OTHER_WAYS =
  /sources\.list|apt\.postgresql\.org|add-apt-repository|\.deb\b|\bdpkg\b|\bconda\b|\bmicromamba\b|\bbrew\b|--repository|\bmake\s+install\b|\bnix\b|dlopen/;

const isHidden = ({ script }: RunInstruction): boolean =>
  script.opaque || OTHER_WAYS.test(script.text.text) || commandsOf(script).some(runsUnreadScript);

/** Whether packages bring something; undefined where one of them may. */
export function bring(
  manager: SystemManager,
  packages: readonly InstalledPackage[],
  capability: Capability,
): boolean | undefined {
  const answers = packages.map(({ name }) => bringsCapability(manager, name, capability));
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
}

/** Packages that are there when a command of a RUN begins. */
export const packagesWhen = (
  { packages }: ReadableSystem,
  run: RunInstruction,
  command: Command,
): readonly InstalledPackage[] =>
  packages.filter(({ instruction, command: by }) =>
    instruction === run
      ? by.span.end <= command.span.start
      : instruction.stage !== run.stage || instruction.index < run.index,
  );
