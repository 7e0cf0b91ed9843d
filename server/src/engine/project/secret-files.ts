import { secretFileName } from '../data/secret-files.ts';
import { contextSources } from '../model/context-sources.ts';
import { secretFilesIn } from '../model/secret-files.ts';
import type { Model } from '../model/types.ts';
import type { Known } from '../text/known.ts';
import type { Reading } from './reading.ts';
import type { ContextListing, SentListing } from './types.ts';

/** A project has a handful. */
const MAX_FILES = 20;

/** Reads the files whose content tells whether they hold a secret; what is nothing but a secret stays unread. */
export function readSecretFiles(
  model: Model,
  context: Known<ContextListing>,
  sent: Known<SentListing>,
  reading: Reading,
): void {
  if (!context.known) return;
  const instructions = model.stages.flatMap((stage) => stage.instructions);
  for (const { path, name } of instructions.flatMap(secretFilesIn)) {
    const isFile = context.value.below(path)[0] === path;
    if (name.kind !== 'key' && isFile) reading.contextText(context, path);
  }
  if (!sent.known) return;
  const sources = new Set(instructions.flatMap(contextSources).map(({ path }) => path));
  const copied = new Set([...sources].flatMap((source) => sent.value.copied(source, isTelling) ?? []));
  for (const path of [...copied].slice(0, MAX_FILES)) reading.contextText(context, path);
}

/** Its content tells whether it holds a secret. */
const isTelling = (path: string): boolean => (secretFileName(path)?.kind ?? 'key') !== 'key';
