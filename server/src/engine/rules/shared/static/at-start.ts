import type { Model } from '../../../model/types.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { servicesOf, startText } from '../compose.ts';
import type { Started } from '../started.ts';

const mentions = (text: string): boolean => text.includes('collectstatic');

/** A script, or a service of compose, may have static files collected when the container starts. */
export function mayCollectAtStart({ start, texts, complete }: Started, model: Model, facts: ProjectFacts): boolean {
  const services = servicesOf(start.stage, model, facts);
  if (!complete || !services.known) return true;
  return texts.some(mentions) || services.value.some((service) => mentions(startText(service)));
}
