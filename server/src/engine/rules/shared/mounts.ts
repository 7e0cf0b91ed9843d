import type { RunInstruction } from '../../model/types.ts';
import { isWithin } from '../../text/path.ts';

/** Targets of mounts that keep what is written out of the layer. Undefined where a variable hides one. */
export const transientTargets = (run: RunInstruction): readonly (string | undefined)[] =>
  run.mounts
    .filter(({ mount }) => mount.type === 'cache' || mount.type === 'tmpfs')
    .map(({ target }) => (target.known ? target.value : undefined));

/** The path, or a folder above it, is a mount of that kind; a mount nobody can read counts. */
export const isTransient = (run: RunInstruction, path: string): boolean =>
  transientTargets(run).some((target) => target === undefined || target === path || path.startsWith(`${target}/`));

/** What is written there does not stay in the image, or is what somebody brings along for this RUN. */
export const isMounted = (run: RunInstruction, path: string): boolean =>
  run.mounts.some(
    ({ mount, target }) =>
      mount.type !== 'secret' && mount.type !== 'ssh' && (!target.known || isWithin(path, target.value)),
  );
