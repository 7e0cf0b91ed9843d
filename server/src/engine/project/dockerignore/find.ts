import type { Model } from '../../model/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { within } from '../context.ts';
import type { Reading } from '../reading.ts';
import type { ContextListing } from '../types.ts';
import type { WorkspaceFiles } from '../workspace-files.ts';
import { type CompiledIgnoreFile, readIgnoreFile } from './read.ts';

/** The ignore file in force: the Dockerfile's own beside it, else the one at the context's root. */
export function findIgnoreFile(
  model: Model,
  workspace: Known<WorkspaceFiles>,
  context: Known<ContextListing>,
  reading: Reading,
): Known<CompiledIgnoreFile | undefined> {
  if (!workspace.known) return workspace;
  const files = workspace.value;
  const own = `${model.path}.dockerignore`;
  if (files.has(own)) return read(own, reading);
  if (!context.known) return context;
  const shared = within(context.value.root, '.dockerignore');
  if (files.has(shared)) return read(shared, reading);
  // Who builds with Podman has one all the same.
  const podmans = within(context.value.root, '.containerignore');
  return files.has(podmans) ? unknown('Docker does not read .containerignore, and Podman does') : known(undefined);
}

function read(path: string, reading: Reading): Known<CompiledIgnoreFile> {
  const file = reading.parsed(path, readIgnoreFile);
  return file.known ? file.value : file;
}
