import type { Tool } from '../shell/tools/types.ts';
import type { Command, Script } from '../shell/types.ts';
import { remembered } from '../text/remembered.ts';
import type { Instruction } from './types.ts';

/** What an instruction runs or starts; undefined where it does neither. */
export const scriptIn = (instruction: Instruction): Script | undefined =>
  'script' in instruction ? instruction.script : undefined;

/** All commands of a script, also those of the texts it hands to a shell: `bash -c '…'`. */
export const commandsOf: (script: Script) => readonly Command[] = remembered(({ commands }: Script) =>
  commands.some(({ inner }) => inner)
    ? commands.flatMap((command) => (command.inner ? [command, ...commandsOf(command.inner)] : [command]))
    : commands,
);

/** Which tools a script calls, also those that run in another one: what a rule does not find here it need not look for. */
export const toolsIn: (script: Script) => ReadonlySet<Tool['kind']> = remembered((script: Script) => {
  const kinds = new Set<Tool['kind']>();
  for (const { tool } of commandsOf(script)) {
    let each = tool;
    while (each) {
      kinds.add(each.kind);
      each = 'ran' in each ? each.ran : undefined;
    }
  }
  return kinds;
});

const SHELLS = /^(?:ba|da|a|z|k)?sh$/;
const TASK_RUNNERS = /^(?:make|just|task|invoke|nox|tox)$/;

/** Runs a script of somebody's own, whose text nobody reads here: `./install.sh`, `bash setup.sh`, `make deps`. */
export function runsUnreadScript({ tool, inner, name, program, joinedBy }: Command): boolean {
  const [first, ...args] = program;
  if (tool?.kind === 'state' || inner || name === undefined) return false;
  // `scripts/setup/install` is not the install of coreutils.
  if (tool) return tool.kind === 'files' && first !== undefined && isOwnFile(first.text);
  if (SHELLS.test(name)) return joinedBy !== '|' && args.some((word) => !word.text.startsWith('-'));
  return TASK_RUNNERS.test(name) || /\.(?:ba|z)?sh$/.test(name) || (first !== undefined && isOwnFile(first.text));
}

/** A path to a file that lies in no folder of programs: `./install`, `scripts/setup`, `/srv/app/setup`. */
const isOwnFile = (path: string): boolean => path.includes('/') && !/^\/(?:.*\/)?s?bin\/[^/]+$/.test(path);
