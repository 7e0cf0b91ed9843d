import type { StartInstruction } from '../../model/types.ts';
import type { ComposeService } from '../../project/compose/types.ts';
import { isWithin } from '../../text/path.ts';
import { replaces, servicesOf, shippingServices } from './compose.ts';
import { declaredVolumes, type ImageAround, withoutSlash } from './folder-access.ts';
import { isForEverybody } from './folder-owner.ts';
import { isClustered } from './surroundings.ts';
import type { WrittenFolder } from './written-folders.ts';

/**
 * A service of compose whose containers take data with them when they are replaced: nothing is mounted where the image's server
 * writes what users give it. Undefined where one keeps it, or nobody can tell.
 */
export function losesData({ path, kind, at }: WrittenFolder, image: ImageAround): ComposeService | undefined {
  const isData = (kind === 'uploads' || kind === 'database') && at.tool?.kind === 'server' && !isForEverybody(path);
  // Where a cluster runs the image, compose is for trying it out.
  if (!isData || isClustered(image.facts)) return undefined;
  if (declaredVolumes(image.stage).some((volume) => volume.includes('$') || meet(path, volume))) return undefined;
  const services = servicesThatRun(at.instruction, image);
  // In another working directory, a path that begins in none is another one.
  const isSeen = ({ hidden, workingDir }: ComposeService): boolean => hidden === undefined && workingDir === undefined;
  return services.every((service) => isSeen(service) && !mounts(service, path)) ? services[0] : undefined;
}

/** The services that ship, and run what the image says. */
function servicesThatRun(instruction: StartInstruction | undefined, { stage, model, facts }: ImageAround) {
  const services = servicesOf(stage, model, facts);
  if (!services.known) return [];
  return shippingServices(services.value, stage).filter((service) => !replaces(service, instruction));
}

/** Something is mounted over the folder, in it, or who knows where. */
const mounts = ({ volumes }: ComposeService, path: string): boolean =>
  volumes.some(({ target }) => !target.known || meet(path, withoutSlash(target.value)));

const meet = (path: string, other: string): boolean => isWithin(path, other) || isWithin(other, path);
