import { joinPath } from '../../model/state.ts';
import type { Command, Script } from '../../shell/types.ts';
import { type Known, unknown } from '../../text/known.ts';
import { type Started, type StartedCommand, valueAtStart } from './started.ts';
import { folderAtStart } from './started-files.ts';

/** The folder in which a started command runs: WORKDIR or that of its service, and where `cd` in the texts on the way leads. */
export function directoryAt(started: Started, at: StartedCommand): Known<string> {
  if (started.texts.some((text) => HIDES.test(text)) || !started.commands.every(staysThere))
    return unknown('something on the way may change to another folder');
  let directory = folderAtStart({ stage: started.start.stage, service: started.service });
  const scripts = scriptsAround(started, at);
  for (const each of started.commands) {
    if (each === at) break;
    const change = each.command.tool?.kind === 'state' ? each.command.tool : undefined;
    if (change?.front !== 'cd') continue;
    const isOurs = scripts.has(each.script);
    // What another program does in a shell of its own ends with it.
    if (!isOurs && !isSourced(started, each)) continue;
    if (each.command.within === 'subshell' && at.command.within !== 'subshell' && !each.command.conditional) continue;
    const [target] = change.args;
    const isPlain = isOurs && each.command.within === 'top' && !each.conditional && change.args.length === 1;
    const path = isPlain && target ? valueAtStart(target, started, each) : unknown('cd leads where nobody can see');
    directory = path.known ? joinPath(directory, path.value) : path;
  }
  return directory;
}

/** Words that change the folder in ways of their own. */
const HIDES = /\b(?:pushd|popd|chroot)\b/;

/** `su - app`, `env -C /srv`, `uv run --directory back`, `poetry -C back run`. */
const CHANGES = /^(?:-C|-D|--chdir|--directory|--cwd|--project|-l|--login|-)(?:=|$)/;

const LAUNCHERS = /^(?:su|runuser|sudo|doas|env|uv|uvx|poetry|pdm|pipenv|start-stop-daemon|systemd-run)$/;

const nameOf = ({ words: [first] }: Command): string => first?.literal?.slice(first.literal.lastIndexOf('/') + 1) ?? '';

function staysThere({ command, tool }: StartedCommand): boolean {
  const isLauncher = LAUNCHERS.test(nameOf(command)) || command.wrappers.some((name) => LAUNCHERS.test(name));
  if (!isLauncher) return true;
  // The words behind the program it starts are that one's.
  const program = tool && 'runs' in tool ? tool.runs[0] : tool?.program;
  const end = program ? command.words.indexOf(program) : -1;
  const inFront = end === -1 ? command.words : command.words.slice(0, end);
  return !inFront.some(({ text }) => CHANGES.test(text));
}

/** The texts that a command is part of: its own, and those that lead to it. */
function scriptsAround(started: Started, { script }: StartedCommand): ReadonlySet<Script> {
  const scripts = new Set<Script>();
  for (let each: Script | undefined = script; each && !scripts.has(each); each = callerOf(started, each))
    scripts.add(each);
  return scripts;
}

function callerOf({ commands, files }: Started, script: Script): Script | undefined {
  const asText = commands.find(({ command }) => command.inner === script);
  if (asText) return asText.script;
  const given = files.find((file) => file.given === script);
  if (given) return given.script;
  const file = files.find((each) => each.script === script);
  return file && commands.find(({ command }) => command === file.caller)?.script;
}

const isSourced = ({ files }: Started, { script }: StartedCommand): boolean =>
  files.some((file) => file.script === script && file.use === 'source');
