import type { FixDraft } from '../../../fix/builder.ts';
import type { ProjectFacts } from '../../../project/types.ts';
import { lastPart } from '../../../text/path.ts';
import { findInput } from '../install-inputs.ts';
import type { Step } from '../steps.ts';
import { fileIn, folderWithSlash } from './project-files.ts';

/**
 * Copies a lock with the instruction that brings the manifest of a step, to the same folder. False where that instruction does not name
 * the manifest, or where the ignore file keeps the lock away.
 */
export function copyBeside(draft: FixDraft, step: Step, manifest: string, lock: string, facts: ProjectFacts): boolean {
  const path = fileIn(step.directory, manifest);
  const input = path.known ? findInput(step.run, path.value, facts) : undefined;
  const copy = input?.from[0];
  if (!input || copy?.kind !== 'copy' || copy.copy.origin.kind !== 'context' || copy.node.json) return false;
  const { sources, intoFolder } = copy.copy;
  const index = sources.findIndex((source) => source.known && source.value === input.contextPath);
  const token = sources.length === copy.node.sources.length ? copy.node.sources[index] : undefined;
  const sent = facts.sent();
  const name = lastPart(lock);
  if (!token?.text.endsWith(manifest) || !intoFolder || !sent.known) return false;
  if (sent.value.leavesOut(folderWithSlash(input.contextPath) + name)) return false;
  draft.insert(token.span.end, ` ${token.text.slice(0, -manifest.length)}${name}`);
  return true;
}
