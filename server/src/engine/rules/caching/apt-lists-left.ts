import { appendCommand } from '../../fix/append-command.ts';
import type { Model, RunInstruction } from '../../model/types.ts';
import type { Command } from '../../shell/types.ts';
import { defineRule } from '../define.ts';
import { isUpdate, LISTS, type Need, needBehind, readsLists, updateLeft } from '../shared/apt-lists.ts';
import { commandsOf } from '../shared/commands.ts';
import { layerSeverity } from '../shared/layer-severity.ts';

const CLEAN_UP = `rm -rf ${LISTS}/*`;

interface Lists {
  readonly run: RunInstruction;
  readonly update: Command;
  /** A later install takes its packages from these lists. */
  readonly needed: Need;
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
