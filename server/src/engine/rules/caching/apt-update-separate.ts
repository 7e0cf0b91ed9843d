import { mergeRuns } from '../../fix/merge-runs.ts';
import type { Model, RunInstruction } from '../../model/types.ts';
import type { Command } from '../../shell/types.ts';
import { defineRule, type FixContext } from '../define.ts';
import { firstReader, isUpdate, needBehind, type Reader, readsLists, updateLeft } from '../shared/apt-lists.ts';
import { commandsOf } from '../shared/commands.ts';
import { hasShellText, haveSameFlags, mergeSafety } from '../shared/run-merging.ts';

interface Separate {
  readonly run: RunInstruction;
  readonly update: Command;
  /** The install that takes its packages from these lists. */
  readonly reader: Reader;
}

/** A RUN that updates the lists for an install in another one. */
function separateUpdate(run: RunInstruction, model: Model): Separate | undefined {
  const update = updateLeft(run);
  if (!update || !isUpdate(update) || commandsOf(run.script).some(readsLists)) return undefined;
  if (needBehind(run, model) !== 'yes') return undefined;
  const reader = firstReader(run, model);
  return reader && { run, update, reader };
}

/** The RUNs from the update to the last install that follows directly. */
function adjacentRuns({ run }: Separate, { syntax }: Model): RunInstruction[] {
  const runs = [run];
  for (const next of run.stage.instructions.slice(run.index + 1)) {
    if (next.kind !== 'run' || !hasShellText(next) || !haveSameFlags(run, next, syntax)) break;
    const commands = commandsOf(next.script);
    if (!commands.every(({ tool }) => tool?.kind === 'apt') || commands.some(isUpdate)) break;
    runs.push(next);
  }
  return runs;
}

/** Where another instruction stands between: the update moves to the install. */
function moveUpdate({ fix, model }: FixContext<object>, { run, update, reader }: Separate) {
  const between = run.stage.instructions.slice(run.index + 1, reader.run.index);
  const isAlone = run.script.plainChain && run.script.commands.length === 1 && run.node.comments.length === 0;
  if (reader.run.stage !== run.stage || !isAlone || !hasShellText(run)) return undefined;
  if (!haveSameFlags(run, reader.run, model.syntax) || between.some(({ kind }) => kind === 'user' || kind === 'shell'))
    return undefined;
  if (!hasShellText(reader.run) || !reader.run.script.plainChain) return undefined;
  const text = update.words.map((word) => word.text).join(' ');
  return fix
    .draft()
    .removeInstruction(run)
    .insert(reader.command.span.start, `${text} && `)
    .build('Update the package lists in the RUN that installs', 'review');
}

export default defineRule<Separate>({
  id: 'apt-update-separate',
  category: 'caching',
  severity: 'warning',
  severities: ['warning', 'hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: ['trivy:DS-0017', 'checkov:CKV_DOCKER_5'],
  duplicates: [],
  appliesTo: { instructions: ['RUN'], programs: ['apt', 'apt-get'] },
  docs: {
    summary: 'apt-get update stands in another RUN than the install',
    why:
      'Docker keeps the layer of `RUN apt-get update` until something above it changes. Months later you add a package for Django, ' +
      'say the client library of a database: the install runs, but with the lists of the old layer, and asks the mirror for ' +
      'versions that are gone. The build ends with 404 errors, or brings old versions with known flaws. In one RUN, the lists are ' +
      'as new as the install.',
    examples: [
      {
        title: 'An update on its own',
        before:
          'FROM python:3.13-slim-trixie\nRUN apt-get update\nRUN apt-get install --yes --no-install-recommends libpq5\n' +
          'CMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'Update and install in one RUN',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nRUN apt-get update \\\n    && apt-get install --yes --no-install-recommends libpq5 \\\n' +
          '    && rm -rf /var/lib/apt/lists/*\n',
      },
    ],
    whenToIgnore: 'When every build of the image starts without a cache.',
    references: ['https://docs.docker.com/build/building/best-practices/#apt-get'],
  },
  *check({ model }) {
    for (const stage of model.stages) {
      for (const instruction of stage.instructions) {
        const separate = instruction.kind === 'run' ? separateUpdate(instruction, model) : undefined;
        if (!separate) continue;
        yield {
          span: separate.update.span,
          message:
            'This update is cached on its own: a later change of the install runs with stale lists and gets 404s',
          severity: stage.role === 'develops' && !stage.shipsLayers ? 'hint' : 'warning',
          related: [{ span: separate.reader.command.span, message: 'This installs from its lists' }],
          data: separate,
        };
      }
    }
  },
  buildFix(context, { data }) {
    const { model, fix } = context;
    const runs = adjacentRuns(data, model);
    if (!runs.includes(data.reader.run)) return moveUpdate(context, data);
    const safety = mergeSafety(runs);
    const draft = fix.draft();
    if (!safety || !mergeRuns(draft, model.syntax, runs)) return undefined;
    return draft.build('Update and install in one RUN', safety);
  },
});
