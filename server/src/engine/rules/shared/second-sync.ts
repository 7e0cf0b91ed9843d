import type { RunInstruction } from '../../model/types.ts';
import type { UvTool } from '../../shell/tools/types.ts';
import type { Command } from '../../shell/types.ts';
import { commandsOf } from './commands.ts';
import { instructionsBefore } from './order.ts';

/** The project itself, which a first sync may leave out. */
const LEAVES_OUT = new Set(['--no-install-project', '--no-install-workspace', '--no-install-local']);
/** Options that change nothing about which packages come. */
const SAME_PACKAGES =
  /^--(?:frozen|locked|editable|no-editable|compile-bytecode|quiet|verbose|no-progress|no-cache|link-mode)$/;

/** What decides which packages a `uv sync` brings besides the project. */
const wantedBy = ({ options }: UvTool): string =>
  options
    .filter(({ canonical }) => !LEAVES_OUT.has(canonical) && !SAME_PACKAGES.test(canonical))
    .map(({ canonical, literal }) => `${canonical}=${literal ?? ''}`)
    .sort()
    .join(' ');

/** The packages are there from a sync that left out the project: all that comes now is the project. */
export function onlyAddsProject(command: Command, run: RunInstruction): boolean {
  const { tool } = command;
  if (tool?.kind !== 'uv' || tool.action !== 'sync') return false;
  const earlier = [...instructionsBefore(run)].flatMap((each) => (each.kind === 'run' ? commandsOf(each.script) : []));
  return earlier.some(
    (each) =>
      each.tool?.kind === 'uv' &&
      each.tool.action === 'sync' &&
      each.tool.options.some(({ canonical }) => LEAVES_OUT.has(canonical)) &&
      wantedBy(each.tool) === wantedBy(tool),
  );
}
