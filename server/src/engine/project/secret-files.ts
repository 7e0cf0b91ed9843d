import { secretFilesIn } from '../model/secret-files.ts';
import type { Model } from '../model/types.ts';
import type { Known } from '../text/known.ts';
import type { Reading } from './reading.ts';
import type { ContextListing } from './types.ts';

/** Reads the files whose content tells whether they hold a secret; what is nothing but a secret stays unread. */
export function readSecretFiles(model: Model, context: Known<ContextListing>, reading: Reading): void {
  if (!context.known) return;
  for (const { path, name } of model.stages.flatMap((stage) => stage.instructions).flatMap(secretFilesIn)) {
    const isFile = context.value.below(path).includes(path);
    if (name.kind !== 'key' && isFile) reading.contextText(context, path);
  }
}
