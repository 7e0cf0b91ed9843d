import { type Known, known, unknown } from '../../text/known.ts';
import { remembered } from '../../text/remembered.ts';
import { listingOf } from '../context.ts';
import type { ContextListing, SentListing } from '../types.ts';
import { IgnoreMatcher } from './matcher.ts';
import type { CompiledIgnoreFile } from './read.ts';

/** The context after the ignore file. Several rules ask for it, so it is worked out once. */
export function sentOf(
  context: Known<ContextListing>,
  dockerignore: Known<CompiledIgnoreFile | undefined>,
): Known<SentListing> {
  if (!context.known) return context;
  if (!dockerignore.known) return dockerignore;
  const known = lastSent(context.value);
  known.sent ??= sentListing(context.value, dockerignore.value);
  return known.sent;
}

const lastSent = remembered((_: ContextListing): { sent: Known<SentListing> | undefined } => ({ sent: undefined }));

function sentListing(context: ContextListing, file: CompiledIgnoreFile | undefined): Known<SentListing> {
  if (!file || file.patterns.length === 0) return known({ ...context, leavesOut: () => undefined });
  const matcher = new IgnoreMatcher(file.patterns);
  const isSent = (path: string): boolean => matcher.leavesOut(path) === undefined;
  const files = context.below('.').filter(isSent);
  const skipped = context.skipped.filter(isSent);
  if (matcher.gaveUp) return unknown(`${file.path} takes too long to compare with every file`);
  const listing = listingOf(context.root, files, skipped, context.links);
  return known({
    ...listing,
    // A folder that is left empty is sent.
    has: (path) => listing.has(path) || (context.has(path) && isSent(path)),
    leavesOut: (path) => (path === '.' ? undefined : matcher.leavesOut(path)),
  });
}
