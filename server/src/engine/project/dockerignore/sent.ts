import { type Known, known, unknown } from '../../text/known.ts';
import { remembered } from '../../text/remembered.ts';
import { listingOf } from '../context.ts';
import type { ContextListing, SentListing } from '../types.ts';
import { IgnoreMatcher } from './matcher.ts';
import type { CompiledIgnoreFile } from './read.ts';

interface Sent {
  file: CompiledIgnoreFile | undefined;
  listing: Known<SentListing> | undefined;
}

const lastSent = remembered((_: ContextListing): Sent => ({ file: undefined, listing: undefined }));

/** The context after the ignore file; worked out once, as long as both stay. */
export function sentOf(
  context: Known<ContextListing>,
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

/** Which files an ignore file lets through, for the next listing: most of its files are in this one. */
const lastVerdicts = remembered((_: CompiledIgnoreFile): { of: ReadonlyMap<string, boolean> } => ({ of: new Map() }));

function sentListing(context: ContextListing, file: CompiledIgnoreFile | undefined): Known<SentListing> {
  if (!file || file.patterns.length === 0) return known({ ...context, leavesOut: () => undefined });
  const matcher = new IgnoreMatcher(file.patterns);
  const isSent = (path: string): boolean => matcher.leavesOut(path) === undefined;
  const last = lastVerdicts(file);
  const verdicts = new Map(context.below('.').map((path) => [path, last.of.get(path) ?? isSent(path)]));
  const files = context.below('.').filter((path) => verdicts.get(path));
  const skipped = context.skipped.filter(isSent);
  if (matcher.gaveUp) return unknown(`${file.path} takes too long to compare with every file`);
  last.of = verdicts;
  const listing = listingOf(context.root, files, skipped);
  return known({
    ...listing,
    // A folder that is left empty is sent.
    has: (path) => listing.has(path) || (context.has(path) && isSent(path)),
    leavesOut: (path) => (path === '.' ? undefined : matcher.leavesOut(path)),
  });
}
