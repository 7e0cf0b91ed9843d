import type { Tool } from '../shell/tools/types.ts';
import type { Command } from '../shell/types.ts';

/** What a command runs in the end: pip in `uv run pip install`. */
export function effectiveTool({ tool }: Pick<Command, 'tool'>): Tool | undefined {
  let found = tool;
  while (found && 'ran' in found && found.ran) found = found.ran;
  return found;
}
