import type { RunInstruction } from '../model/types.ts';
import type { DockerfileSyntax } from '../syntax/nodes.ts';
import type { FixDraft } from './builder.ts';

/** Puts a flag in front of everything else in a RUN, on a line of its own where the commands begin beside the keyword. */
export function addFlag(
  draft: FixDraft,
  { text, escape: escapeChar }: DockerfileSyntax,
  run: RunInstruction,
  flag: string,
) {
  const { keywordSpan, heredocs } = run.node;
  const gap = /^[ \t]*/.exec(text.slice(keywordSpan.end))?.[0].length ?? 0;
  const at = keywordSpan.end + gap;
  const isShort = heredocs.length > 0 || text[at] === escapeChar;
  draft.insert(at, isShort ? `${flag} ` : `${flag}${draft.continuation}    `);
}
