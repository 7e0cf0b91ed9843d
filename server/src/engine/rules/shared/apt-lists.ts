import type { Instruction, Model, RunInstruction } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { Command, Word } from '../../shell/types.ts';
import { remembered } from '../../text/remembered.ts';
import { commandsOf, runsUnreadScript } from './commands.ts';
import { isTransient } from './mounts.ts';
import { sequencesBehind } from './order.ts';

export const LISTS = '/var/lib/apt/lists';
/** Whether a later install takes its packages from the lists that an update left. */
export type Need = 'no' | 'perhaps' | 'yes';

/** What apt cannot do without lists. */
const NEEDS_LISTS =
  /^(?:install|reinstall|upgrade|safe-upgrade|dist-upgrade|full-upgrade|build-dep|source|download|satisfy)$/;

export const isUpdate = ({ tool }: Command): boolean => tool?.kind === 'apt' && tool.action === 'update';

/** What apt can only do with lists. */
export const readsLists = ({ tool }: Command): boolean =>
  tool?.kind === 'apt' && (tool.action === undefined || NEEDS_LISTS.test(tool.action));

/** `curl … | bash`: a set-up script of a package source, which updates the lists itself. */
function isPipedSetup(command: Command, source: Command | undefined): boolean {
  if (command.joinedBy !== '|' || !/^(?:ba|da)?sh$/.test(command.name ?? '') || source?.tool?.kind !== 'download')
    return false;
  return source.tool.urls.some((url) => /nodesource|setup_|packagecloud|script\.deb/.test(url.text));
}

/** `/var/lib/apt` and what holds it, the lists and what lies in them; `partial` holds downloads that were cut off. */
const HOLDS_LISTS =
  /^["']?\/var\/lib(?:\/(?:apt(?:\/lists)?|\{.*\bapt\b.*\}))?\/?\**["']?$|^["']?\/var\/lib\/apt\/lists\/(?!partial)/;

function namesLists(word: Word, run: RunInstruction): boolean {
  if (word.parts.every((part) => part.kind !== 'variable')) return HOLDS_LISTS.test(word.text);
  const values = expandWord(word, run.before, run.script);
  // A path nobody can read may be theirs.
  return values.known ? values.value.some((value) => HOLDS_LISTS.test(value)) : word.text.startsWith('$');
}

/** The command takes the lists away, in any of the spellings that do, or is somebody's script that may. */
function mayRemoveLists(command: Command, run: RunInstruction): boolean {
  const { tool, name } = command;
  if (tool?.kind === 'apt') return tool.action === 'dist-clean' || tool.action === 'distclean';
  if (tool?.kind === 'files') return tool.front === 'rm' && tool.paths.some((path) => namesLists(path, run));
  if (name === 'find') return command.words.some((word) => HOLDS_LISTS.test(word.text));
  return runsUnreadScript(command) || (tool === undefined && /apt|clean|purge/i.test(name ?? ''));
}

/** The update whose lists are there when the RUN ends. */
export const updateLeft: (run: RunInstruction) => Command | undefined = remembered((run: RunInstruction) => {
  if (isTransient(run, LISTS)) return undefined;
  let update: Command | undefined;
  let previous: Command | undefined;
  for (const command of commandsOf(run.script)) {
    if (isUpdate(command) || isPipedSetup(command, previous)) update ??= command;
    else if (mayRemoveLists(command, run)) update = undefined;
    previous = command;
  }
  return update;
});

/** Whether what runs behind an update, up to the next one, installs from its lists. */
function needOf(sequence: readonly Instruction[]): Need {
  let need: Need = 'no';
  for (const instruction of sequence) {
    if (instruction.kind === 'onbuild' && /\bapt/.test(instruction.node.args.text)) need = 'perhaps';
    if (instruction.kind !== 'run') continue;
    if (instruction.script.opaque) need = 'perhaps';
    for (const command of commandsOf(instruction.script)) {
      if (isUpdate(command) && !command.conditional) return need;
      if (readsLists(command)) return 'yes';
      if (runsUnreadScript(command) || (!command.tool && /apt/.test(command.name ?? ''))) need = 'perhaps';
    }
  }
  return need;
}

/** The same for everything that is built on a RUN. */
export function needBehind(run: RunInstruction, model: Model): Need {
  const needs = sequencesBehind(run, model).map(needOf);
  if (needs.includes('yes')) return 'yes';
  return needs.includes('perhaps') ? 'perhaps' : 'no';
}

/** An install, and the RUN it stands in. */
export interface Reader {
  readonly run: RunInstruction;
  readonly command: Command;
}

/** The first command behind a RUN that installs from the lists this RUN left. */
export function firstReader(run: RunInstruction, model: Model): Reader | undefined {
  for (const sequence of sequencesBehind(run, model)) {
    for (const each of sequence) {
      const commands = each.kind === 'run' ? commandsOf(each.script) : [];
      const stop = commands.find((command) => readsLists(command) || (isUpdate(command) && !command.conditional));
      if (each.kind === 'run' && stop && readsLists(stop)) return { run: each, command: stop };
      if (stop) break;
    }
  }
  return undefined;
}
