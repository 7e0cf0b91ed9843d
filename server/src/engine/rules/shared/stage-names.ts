import type { Model, Stage } from '../../model/types.ts';
import type { BaseUse } from './base-images.ts';

/** The stage that a FROM without tag seems to mean: `FROM docker.io/python` behind a stage called python is not that stage. */
export function shadowedStage({ stages }: Model, { reference, stage }: BaseUse): Stage | undefined {
  if (reference.tag !== undefined || reference.digest !== undefined) return undefined;
  const last = reference.repository.slice(reference.repository.lastIndexOf('/') + 1).toLowerCase();
  return stages.find((each) => each.index < stage.index && each.name?.toLowerCase() === last);
}

/** A name for a new stage that nothing in the file takes yet, neither for a stage nor for an image. */
export function freeStageName({ stages }: Model, wanted: string): string {
  const taken = new Set(
    stages.flatMap((stage) => [
      stage.name ?? '',
      stage.from.image?.value ?? '',
      ...stage.instructions.flatMap((each) => {
        if (each.kind === 'copy') return each.node.from?.value ?? '';
        return each.kind === 'run'
          ? each.mounts.map(({ mount }) => mount.options.find(({ key }) => key === 'from')?.value ?? '')
          : [];
      }),
    ]),
  );
  const names = [wanted, ...Array.from(taken, (_, index) => `${wanted}-${index + 2}`)];
  return names.find((name) => ![...taken].some((each) => each.toLowerCase() === name)) ?? `${wanted}-image`;
}
