import { joinPath } from '../../model/state.ts';
import type { RunInstruction } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { Command, Word } from '../../shell/types.ts';
import { type Known, unknown } from '../../text/known.ts';
import { commandsOf } from './commands.ts';

/** The working directory in front of a command, `cd` counted. */
export function directoryBefore(run: RunInstruction, command: Command): Known<string> {
  let directory = run.before.workdir;
  for (const each of commandsOf(run.script)) {
    if (each === command) break;
    if (each.tool?.kind !== 'state' || each.tool.front !== 'cd') continue;
    const target = each.tool.args[0]?.literal;
    const isPlain = target !== undefined && each.within === 'top' && !each.conditional;
    directory = isPlain ? joinPath(directory, target) : unknown('cd goes where nobody can see');
  }
  return directory;
}

/** Where in the image the words of a command point to; those nobody can read are left out. */
export function imagePaths(run: RunInstruction, command: Command, words: readonly Word[]): string[] {
  const directory = directoryBefore(run, command);
  return words.flatMap((word) => {
    const values = expandWord(word, run.before, run.script);
    return (values.known ? values.value : []).flatMap((value) => {
      const path = value.startsWith('~') ? unknown('a home folder') : joinPath(directory, value);
      return path.known ? [path.value] : [];
    });
  });
}
