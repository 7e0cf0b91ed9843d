import { mergeRuns } from '../../fix/merge-runs.ts';
import type { RunInstruction } from '../../model/types.ts';
import { defineRule, type FixContext } from '../define.ts';
import { type LateRemoval, lateRemovals } from '../shared/late-removals.ts';
import { layerSeverity } from '../shared/layer-severity.ts';
import { isTransient } from '../shared/mounts.ts';
import { hasShellText, haveSameFlags, mergeSafety } from '../shared/run-merging.ts';
import { shortened } from '../shared/wording.ts';

interface Cleanup extends LateRemoval {
  readonly run: RunInstruction;
}

/** RUNs from the one that brought something to the one that removes it, when nothing else stands between. */
function runsBetween({ run, origin }: Cleanup): RunInstruction[] | undefined {
  if (origin.stage !== run.stage) return undefined;
  const all = run.stage.instructions.slice(origin.index, run.index + 1);
  const runs = all.filter((each): each is RunInstruction => each.kind === 'run');
  return runs.length === all.length ? runs : undefined;
}

function merge({ model, fix }: FixContext<object>, cleanup: Cleanup) {
  const runs = runsBetween(cleanup);
  const isJoinable = runs?.every((each) => hasShellText(each) && haveSameFlags(each, cleanup.run, model.syntax));
  if (!runs || !isJoinable || !mergeSafety(runs)) return undefined;
  const draft = fix.draft();
  if (!mergeRuns(draft, model.syntax, runs)) return undefined;
  return draft.build('Remove it in the RUN that brings it', 'review');
}

export default defineRule<Cleanup>({
  id: 'cleanup-in-later-layer',
  category: 'caching',
  severity: 'warning',
  severities: ['warning', 'hint'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['RUN'], programs: ['rm', 'apt', 'apk'] },
  docs: {
    summary: 'Something is removed in a later layer than the one that brought it',
    why:
      'Layers only add up. What an earlier COPY or RUN has put into the image stays in its layer; removing it later hides it and ' +
      'frees nothing, so the wheels of your Django project or a compiler are pushed and pulled all the same. Remove things in ' +
      'the RUN that brings them, or let a mount lend them to the one RUN that needs them.',
    examples: [
      {
        title: 'A compiler that is purged too late',
        before:
          'FROM python:3.13-slim-trixie\nRUN apt-get update && apt-get install --yes --no-install-recommends gcc\n' +
          'RUN apt-get purge --yes gcc && rm -rf /var/lib/apt/lists/*\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'Wheels that are copied first',
        before:
          'FROM python:3.13-slim-trixie AS builder\nCOPY requirements.txt .\nRUN pip wheel --no-cache-dir --wheel-dir /wheels -r requirements.txt\n\n' +
          'FROM python:3.13-slim-trixie\nCOPY --from=builder /wheels /wheels\n' +
          'RUN pip install --no-cache-dir --no-index --no-deps /wheels/*.whl && rm -rf /wheels\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'Brought and removed in one RUN',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie\nADD https://example.com/fonts.txt /srv/fonts.txt\n' +
          'RUN curl -fsSLo /tmp/fonts.tgz https://example.com/fonts.tgz && tar -C /srv -xf /tmp/fonts.tgz && rm /tmp/fonts.tgz\n',
      },
    ],
    whenToIgnore: 'When the point is that the app does not find it, and its size does not matter.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#run',
      'https://docs.docker.com/reference/dockerfile/#run---mounttypebind',
    ],
  },
  *check({ model, facts }) {
    for (const stage of model.stages) {
      for (const run of stage.instructions) {
        if (run.kind !== 'run') continue;
        const removals = lateRemovals(run, facts).filter(({ what }) => !isTransient(run, what));
        // A RUN that cleans up is one defect, whatever it removes.
        const removal = removals.find(({ isSmall }) => !isSmall) ?? removals[0];
        if (!removal) continue;
        yield {
          span: removal.command.span,
          message: `${shortened(removal.what)} came in an earlier layer and stays in the image: removing it here frees nothing`,
          severity: removal.isSmall ? 'hint' : layerSeverity(stage, 'warning'),
          related: [{ span: removal.origin.span, message: 'This layer holds it' }],
          data: { ...removal, run },
        };
      }
    }
  },
  buildFix: (context, { data }) => merge(context, data),
});
