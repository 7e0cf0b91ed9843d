import { normalizePath } from '../../../model/state.ts';
import type { Instruction, Stage } from '../../../model/types.ts';
import type { Known } from '../../../text/known.ts';
import { isWithin, lastPart } from '../../../text/path.ts';

interface Placement {
  readonly sources: readonly Known<string>[];
  /** Undefined where a variable hides it. */
  readonly destination: string | undefined;
  readonly intoFolder: boolean;
}

/** What an instruction takes out of a stage, or of one that this is FROM. */
function takenFrom(instruction: Instruction, origin: Stage): readonly Placement[] {
  const all =
    instruction.kind === 'copy' || instruction.kind === 'add'
      ? [instruction.copy]
      : instruction.kind === 'run'
        ? instruction.mounts.map((each) => ({
            origin: each.origin,
            sources: [each.source],
            destination: each.target,
            intoFolder: false,
          }))
        : [];
  return all.flatMap(({ origin: from, sources, destination, intoFolder }) =>
    from.kind === 'stage' && from.stage.ancestry.includes(origin)
      ? [{ sources, destination: destination.known ? destination.value : undefined, intoFolder }]
      : [],
  );
}

/** The paths at which an instruction lays down a file of another stage, or shows it for as long as it runs. */
export function placesBy(instruction: Instruction, origin: Stage, path: string): readonly string[] {
  return takenFrom(instruction, origin).flatMap(({ sources, destination, intoFolder }) =>
    sources.flatMap((source) => {
      const from = source.known ? normalizePath(`/${source.value}`) : undefined;
      if (from === undefined || destination === undefined || !isWithin(path, from)) return [];
      if (path !== from) return [normalizePath(`${destination}/${path.slice(from === '/' ? 0 : from.length)}`)];
      return [intoFolder ? normalizePath(`${destination}/${lastPart(path)}`) : destination];
    }),
  );
}

/** Paths at which a file of another stage, or of itself, lies in a stage. */
export function placesIn(stage: Stage, origin: Stage, path: string): readonly string[] {
  const own = stage.ancestry.includes(origin) ? [path] : [];
  const kept = stage.ancestry.flatMap(({ instructions }) => instructions.filter(({ kind }) => kind !== 'run'));
  return [...own, ...kept.flatMap((each) => placesBy(each, origin, path))];
}
