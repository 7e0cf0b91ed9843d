import { inheritedCopies } from '../../model/instruction-lists.ts';
import type { CopyInstruction, HealthcheckInstruction, RunInstruction, Stage } from '../../model/types.ts';
import type { Command } from '../../shell/types.ts';
import { SHELL_NAMES } from './start.ts';

/** Folders and names under which a shell comes into an image. */
const SHELL_PLACES = /^\/(?:$|(?:usr|busybox)(?:\/|$)|s?bin(?:$|\/(?:ba|da|a)?sh$|\/busybox$))/;

/** A stage on an image without a shell, into which none is copied. */
export const lacksShell = (stage: Stage): boolean =>
  stage.base.family === 'distroless' &&
  stage.base.hasShell.known &&
  !stage.base.hasShell.value &&
  !inheritedCopies(stage).some(
    ({ copy: { destination } }) => !destination.known || SHELL_PLACES.test(destination.value),
  );

const NEEDS_SHELL = /^(?:apt|apt-get|apk|dpkg|pip3?|useradd|groupadd|adduser|mkdir|chown|chmod|ln|cp|rm)$/;

/** A program that the image lacks, or one that a shell has to run. */
export const isMissing = ({ name }: Command): boolean =>
  name !== undefined && (SHELL_NAMES.test(name) || NEEDS_SHELL.test(name) || /\.(?:ba)?sh$/.test(name));

const isShell = (stage: readonly string[]): boolean => SHELL_NAMES.test((stage[0] ?? '').replace(/^.*\//, ''));

/** An instruction that only a shell can run, or that runs what the image lacks. */
export function cannotRun({ node, script, before }: RunInstruction | HealthcheckInstruction): boolean {
  if (!node.command || !script) return false;
  if (node.command.form === 'shell') return isShell(before.shell) && script.text.text.trim() !== '';
  return script.commands.slice(0, 1).some(isMissing);
}

/** Folders that are copied from other stages, with where they came from and where they lie now. */
export interface CopiedFolder {
  readonly copy: CopyInstruction;
  readonly source: Stage;
  readonly from: string;
  readonly to: string;
}

export const copiedFolders = (stage: Stage): CopiedFolder[] =>
  inheritedCopies(stage).flatMap((copy) => {
    const { origin, sources, destination } = copy.copy;
    const [source] = sources;
    if (origin.kind !== 'stage' || !source?.known || sources.length !== 1 || !destination.known) return [];
    return [{ copy, source: origin.stage, from: `/${source.value}`, to: destination.value }];
  });
