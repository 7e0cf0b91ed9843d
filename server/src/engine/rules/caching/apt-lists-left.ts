import { appendCommand } from '../../fix/append-command.ts';
import type { Instruction, Model, RunInstruction } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { Command, Word } from '../../shell/types.ts';
import { defineRule } from '../define.ts';
import { commandsOf, runsUnreadScript } from '../shared/commands.ts';
import { layerSeverity } from '../shared/layer-severity.ts';
import { isTransient } from '../shared/mounts.ts';
import { sequencesBehind } from '../shared/order.ts';

const LISTS = '/var/lib/apt/lists';
const CLEAN_UP = `rm -rf ${LISTS}/*`;

interface Lists {
  readonly run: RunInstruction;
  readonly update: Command;
  /** A later install takes its packages from these lists. */
  readonly needed: Need;
}

type Need = 'no' | 'perhaps' | 'yes';

/** What apt cannot do without lists. */
const NEEDS_LISTS =
  /^(?:install|reinstall|upgrade|safe-upgrade|dist-upgrade|full-upgrade|build-dep|source|download|satisfy)$/;

const isUpdate = ({ tool }: Command): boolean => tool?.kind === 'apt' && tool.action === 'update';

const readsLists = ({ tool }: Command): boolean =>
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
function updateLeft(run: RunInstruction): Command | undefined {
  if (isTransient(run, LISTS)) return undefined;
  let update: Command | undefined;
  let previous: Command | undefined;
  for (const command of commandsOf(run.script)) {
    if (isUpdate(command) || isPipedSetup(command, previous)) update ??= command;
    else if (mayRemoveLists(command, run)) update = undefined;
    previous = command;
  }
  return update;
}

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

function needBehind(run: RunInstruction, model: Model): Need {
  const needs = sequencesBehind(run, model).map(needOf);
  if (needs.includes('yes')) return 'yes';
  return needs.includes('perhaps') ? 'perhaps' : 'no';
}

function listsLeft(run: RunInstruction, model: Model): Lists | undefined {
  const update = updateLeft(run);
  if (!update) return undefined;
  const needed = needBehind(run, model);
  // An update alone, with its install in another RUN, is one defect of another kind: nothing is to be removed here.
  if (needed === 'yes' && isUpdate(update) && !commandsOf(run.script).some(readsLists)) return undefined;
  return { run, update, needed };
}

const isRoot = (user: string): boolean => /^(?:root|0)(?::|$)/.test(user);

export default defineRule<Lists>({
  id: 'apt-lists-left',
  category: 'caching',
  severity: 'warning',
  severities: ['warning', 'hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: ['hadolint:DL3009'],
  duplicates: [],
  appliesTo: { instructions: ['RUN'], programs: ['apt', 'apt-get'] },
  docs: {
    summary: 'Package lists of apt stay in the layer',
    why:
      '`apt-get update` downloads about 20 MB of package lists that nothing uses once the packages are installed. Removing them in ' +
      'a later RUN frees nothing: the layer that holds them is part of the image. They have to go in the same RUN, or never enter ' +
      'the layer by way of a cache mount.',
    examples: [
      {
        title: 'Libraries for psycopg in the image that ships',
        before:
          'FROM python:3.13-slim-trixie\nRUN apt-get update \\\n    && apt-get install --yes --no-install-recommends libpq5\n' +
          'WORKDIR /app\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'With cache mounts there is nothing to remove',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nRUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\\n' +
          '    --mount=type=cache,target=/var/lib/apt,sharing=locked \\\n' +
          '    apt-get update && apt-get install --yes --no-install-recommends libpq5\n',
      },
    ],
    whenToIgnore: 'When the image is a base for others that install packages without updating the lists themselves.',
    references: ['https://docs.docker.com/build/building/best-practices/#apt-get'],
  },
  *check({ model }) {
    for (const stage of model.stages) {
      for (const instruction of stage.instructions) {
        const left = instruction.kind === 'run' ? listsLeft(instruction, model) : undefined;
        if (!left) continue;
        yield {
          span: left.update.span,
          message:
            left.needed === 'yes'
              ? 'The package lists of apt (about 20 MB) stay in this layer: a later RUN installs without its own update'
              : 'The package lists of apt (about 20 MB) stay in this layer: remove them in the same RUN',
          severity: layerSeverity(stage, 'warning'),
          data: left,
        };
      }
    }
  },
  buildFix({ model, fix }, { data: { run, needed } }) {
    const { user } = run.before;
    if (needed === 'yes' || (user.known && !isRoot(user.value))) return undefined;
    const draft = fix.draft();
    const safety = appendCommand(draft, model.syntax, run, CLEAN_UP);
    if (!safety) return undefined;
    const proven = needed === 'no' && user.known;
    return draft.build('Remove the package lists in the same layer', proven ? safety : 'review');
  },
});
