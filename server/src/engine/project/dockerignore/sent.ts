import { type Known, known, unknown } from '../../text/known.ts';
import { remembered } from '../../text/remembered.ts';
import { type IndexedListing, listingOf } from '../context.ts';
import { PathIndex } from '../path-index.ts';
import { Run } from '../run.ts';
import type { SentListing } from '../types.ts';
import { IgnoreMatcher } from './matcher.ts';
import type { CompiledIgnoreFile } from './read.ts';

interface Sent {
  file: CompiledIgnoreFile | undefined;
  listing: Known<SentListing> | undefined;
}

const lastSent = remembered((_: IndexedListing): Sent => ({ file: undefined, listing: undefined }));

/** The context after the ignore file; worked out once, as long as both stay. */
export function sentOf(
  context: Known<IndexedListing>,
  dockerignore: Known<CompiledIgnoreFile | undefined>,
): Known<SentListing> {
  if (!context.known) return context;
  if (!dockerignore.known) return dockerignore;
  const last = lastSent(context.value);
  if (!last.listing || last.file !== dockerignore.value) {
    last.file = dockerignore.value;
    last.listing = sentListing(context.value, last.file);
  }
  return last.listing;
}

/** What an ignore file lets through of some files, for the next listing: most of them are in that one as well. */
const lastPassed = remembered((_: CompiledIgnoreFile): { of: ReadonlyMap<Run, Run> } => ({ of: new Map() }));

function sentListing(context: IndexedListing, file: CompiledIgnoreFile | undefined): Known<SentListing> {
  if (!file || file.patterns.length === 0) return known({ ...context, leavesOut: () => undefined });
  const matcher = new IgnoreMatcher(file.patterns);
  const isSent = (path: string): boolean => matcher.leavesOut(path) === undefined;
  const last = lastPassed(file);
  const passed = new Map<Run, Run>();
  for (const run of context.index.runs)
    passed.set(run, last.of.get(run) ?? new Run(run.folder, run.files.filter(isSent)));
  const skipped = context.skipped.filter(isSent);
  if (matcher.gaveUp) return unknown(`${file.path} takes too long to compare with every file`);
  last.of = passed;
  const index = new PathIndex([...passed.values()].filter(({ files }) => files.length > 0));
  const listing = listingOf(context.root, index, skipped, context.links);
  return known({
    ...listing,
    // A folder that is left empty is sent.
    has: (path) => listing.has(path) || (context.has(path) && isSent(path)),
    leavesOut: (path) => (path === '.' ? undefined : matcher.leavesOut(path)),
  });
}
