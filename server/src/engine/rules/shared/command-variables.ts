import type { RunInstruction } from '../../model/types.ts';
import type { Command } from '../../shell/types.ts';
import { commandsOf } from './commands.ts';

/** Variables that have a value for a command: its own, and those that stay from the commands in front of it. */
function assignedNames(run: RunInstruction, command: Command): readonly string[] {
  const commands = commandsOf(run.script);
  return commands.slice(0, commands.indexOf(command) + 1).flatMap((each) => {
    if (each === command || each.words.length === 0)
      return each.assignments.filter(({ value }) => value && value.literal !== '').map(({ name }) => name);
    if (each.tool?.kind !== 'state' || each.tool.front !== 'export') return [];
    return each.tool.args.flatMap((word) => /^(\w+)=./.exec(word.text)?.[1] ?? []);
  });
}

/** A command sees a value for a variable: from the RUN itself, ENV or ARG. One that nobody can read counts. */
export function hasVariable(name: string, command: Command, run: RunInstruction): boolean {
  if (assignedNames(run, command).includes(name)) return true;
  const value = run.before.env(name) ?? run.before.arg(name);
  return value !== undefined && (!value.known || value.value !== '');
}
