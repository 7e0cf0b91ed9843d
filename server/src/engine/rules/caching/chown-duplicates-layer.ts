import { commentsAbove } from '../../fix/builder.ts';
import { dropCommands } from '../../fix/drop-command.ts';
import type { RunInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type FixContext } from '../define.ts';
import { commandsOf } from '../shared/commands.ts';
import { bringsMuch, copiesBelow } from '../shared/copied-paths.ts';
import { layerSeverity } from '../shared/layer-severity.ts';
import { isTransient } from '../shared/mounts.ts';
import { mayMoveOwner, type OwnerChange, ownerOf, ownerSafety, reachesMore } from '../shared/owner-move.ts';
import { imagePaths } from '../shared/paths.ts';

const SETS: Readonly<Record<string, string>> = { chown: 'chown', chgrp: 'chown', chmod: 'chmod' };

/** The first change of owner or mode in a RUN that stores again what COPYs have brought: a second one costs nothing more. */
function changeIn(run: RunInstruction, facts: ProjectFacts): OwnerChange | undefined {
  for (const command of commandsOf(run.script)) {
    const { tool } = command;
    const flag = tool?.kind === 'files' && tool.recursive ? SETS[tool.front] : undefined;
    if (tool?.kind !== 'files' || flag === undefined) continue;
    for (const folder of imagePaths(run, command, tool.paths)) {
      if (isTransient(run, folder)) continue;
      const copies = copiesBelow(run, folder).filter(({ node }) => !node.flags.some(({ name }) => name === flag));
      const first = copies.findIndex((copy) => bringsMuch(copy, facts));
      const [copy, ...more] = first === -1 ? [] : copies.slice(first);
      if (copy) return { run, command, tool, folder, copies: [copy, ...more] };
    }
  }
  return undefined;
}

/** The COPYs set the owner; what is left for the RUN is the folder itself, where that was there before. */
function setOwnerEarly({ model, fix }: FixContext<object>, change: OwnerChange) {
  const { run, command, tool, copies } = change;
  const owner = ownerOf(change);
  if (owner === undefined || !mayMoveOwner(change)) return undefined;
  const draft = fix.draft();
  for (const { node } of copies) draft.insert(node.keywordSpan.end, ` --chown=${owner}`);
  const safety = ownerSafety(change);
  if (safety === 'safe') {
    if (!dropCommands(draft, run, [command])) return undefined;
    // A comment above the RUN may speak of what is gone.
    const isExplained = run.script.top.length === 1 && commentsAbove(model.syntax, run).length > 0;
    return draft.build('Let COPY set the owner', isExplained ? 'review' : 'safe');
  }
  if (reachesMore(change)) return undefined;
  const recursive = tool.options.find(({ canonical }) => canonical === '--recursive');
  if (!recursive || !/^(?:-R|--recursive)$/.test(textOf(model.syntax.text, recursive.span))) return undefined;
  return draft
    .remove({ start: recursive.span.start, end: recursive.span.end + 1 })
    .build('Let COPY set the owner of what it brings', 'review');
}

const textOf = (text: string, { start, end }: { readonly start: number; readonly end: number }): string =>
  text[end] === ' ' ? text.slice(start, end) : '';

export default defineRule<OwnerChange>({
  id: 'chown-duplicates-layer',
  category: 'caching',
  severity: 'warning',
  severities: ['warning', 'hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['RUN', 'COPY'], programs: ['chown', 'chmod'] },
  docs: {
    summary: 'A recursive chown or chmod stores copied files a second time',
    why:
      'A layer holds whole files: when a RUN changes the owner of what an earlier COPY brought, every one of those files is stored ' +
      'again, with the new owner. A Django project with its static files, or a virtual environment of 200 MB, is then pushed and ' +
      'pulled twice. `COPY --chown` and `COPY --chmod` write the files as they shall be, once.',
    examples: [
      {
        title: 'A folder that only this COPY fills',
        before:
          'FROM python:3.13-slim-trixie\nRUN useradd --create-home --uid 10001 app\nCOPY . /app\nRUN chown -R app:app /app\n' +
          'WORKDIR /app\nUSER 10001\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'The working directory was there before',
        before:
          'FROM python:3.13-slim-trixie\nRUN useradd --create-home --uid 10001 app\nWORKDIR /app\nCOPY . .\n' +
          'RUN chown -R app:app /app\nUSER 10001\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'Folders that the app writes to',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nRUN useradd --create-home --uid 10001 app\nWORKDIR /app\nCOPY . .\n' +
          'RUN mkdir -p /srv/media && chown -R app:app /srv/media\nUSER 10001\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When the owner is known only after the files have been copied.',
    references: ['https://docs.docker.com/reference/dockerfile/#copy---chown---chmod'],
  },
  *check({ model, facts }) {
    for (const stage of model.stages) {
      for (const run of stage.instructions) {
        const change = run.kind === 'run' ? changeIn(run, facts) : undefined;
        if (!change) continue;
        const { front } = change.tool;
        const flag = SETS[front] ?? front;
        yield {
          span: change.command.span,
          message: `This ${front} stores all that COPY has brought a second time: COPY --${flag} does it at once`,
          severity: layerSeverity(stage, 'warning'),
          related: [{ span: change.copies[0].span, message: 'These files are stored twice' }],
          data: change,
        };
      }
    }
  },
  buildFix: (context, { data }) => setOwnerEarly(context, data),
});
