import type { Command } from '../../shell/types.ts';

export { commandsOf, runsUnreadScript } from '../../model/all-commands.ts';

/** What a command runs in the end: pip in `uv run pip install`. */
export function effectiveTool({ tool }: Command): Command['tool'] {
  let found = tool;
  while (found && 'ran' in found && found.ran) found = found.ran;
  return found;
}
