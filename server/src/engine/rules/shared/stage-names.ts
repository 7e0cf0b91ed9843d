import type { Model, Stage } from '../../model/types.ts';
import type { BaseUse } from './base-images.ts';

/** Every `--from` of COPY and `from=` of a mount, as written. */
function* sourceNames({ stages }: Model): Generator<string> {
  for (const { instructions } of stages) {
    for (const each of instructions) {
      if (each.kind === 'copy' && each.node.from?.value) yield each.node.from.value;
      if (each.kind !== 'run') continue;
      for (const { mount } of each.mounts) {
        const from = mount.options.find(({ key }) => key === 'from')?.value;
        if (from) yield from;
      }
    }
  }
}

/** A stage is named by its number somewhere: a new stage in front of it would take its place. */
export const namesByNumber = (model: Model): boolean =>
  [...sourceNames(model)].some((name) => /^\W?\d+\W?$/.test(name));

/** The stage that a FROM without tag seems to mean: `FROM docker.io/python` behind a stage called python is not that stage. */
export function shadowedStage({ stages }: Model, { reference, stage }: BaseUse): Stage | undefined {
  if (reference.tag !== undefined || reference.digest !== undefined) return undefined;
  const last = reference.repository.slice(reference.repository.lastIndexOf('/') + 1).toLowerCase();
  return stages.find((each) => each.index < stage.index && each.name?.toLowerCase() === last);
}

/**
 * A name for a new stage that nothing in the file takes yet, neither for a stage nor for an image.
 * @param promised Names that other new stages will have.
 */
export function freeStageName(model: Model, wanted: string, promised: readonly string[] = []): string {
  const names = model.stages.flatMap((stage) => [stage.name ?? '', stage.from.image?.value ?? '']);
  const taken = new Set([...names, ...sourceNames(model), ...promised].map((name) => name.toLowerCase()));
  const candidates = [wanted, ...Array.from(taken, (_, index) => `${wanted}-${index + 2}`)];
  return candidates.find((name) => !taken.has(name)) ?? `${wanted}-image`;
}
