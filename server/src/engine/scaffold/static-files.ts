import { staticStorageOf } from '../data/static-storages.ts';
import type { Survey } from '../project/survey/types.ts';

/** Static files are stored outside of the image: a build must not send them there. */
export function isRemote({ settings }: Survey): boolean {
  const storage = settings?.staticStorage;
  return (
    storage?.known === true && storage.value !== undefined && staticStorageOf(storage.value.value)?.local === false
  );
}

/** collectstatic can run while the image is built. */
export function collects(survey: Survey): boolean {
  const { settings } = survey;
  const root = settings?.staticRoot;
  // What nobody could read may well have one.
  const hasRoot = !root?.known || root.value !== undefined;
  return hasRoot && !isRemote(survey);
}
