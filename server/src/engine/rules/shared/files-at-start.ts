import type { ComposeVolume } from '../../project/compose/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { type Known, unknown } from '../../text/known.ts';
import { contextFileAt } from './image-layout.ts';
import { laidOver, mountedAt } from './service-mounts.ts';
import type { Started } from './started.ts';
import { inWorkspace } from './started-files.ts';

/**
 * The file of the workspace that a started program finds at a path of the image; known to be undefined where surely none lies. What
 * the service that starts it has mounted lies over the image. Where nobody says which service that is, what any of them mounts counts
 * where it is not the same.
 */
export function fileAtStart({ start, service }: Started, path: string, facts: ProjectFacts): Known<string | undefined> {
  const over = service && laidOver(service, path, facts);
  if (over) return over;
  const inImage = inWorkspace(contextFileAt(start.stage, path, facts), facts);
  if (!inImage.known || service) return inImage;
  for (const volume of volumesOf(facts)) {
    const mounted = mountedAt(volume, path, facts);
    if (!mounted) continue;
    if (!mounted.known || mounted.value !== inImage.value) return unknown('compose mounts something over it');
  }
  return inImage;
}

const volumesOf = ({ composeServices }: ProjectFacts): readonly ComposeVolume[] =>
  composeServices.known ? composeServices.value.flatMap(({ volumes }) => volumes) : [];
