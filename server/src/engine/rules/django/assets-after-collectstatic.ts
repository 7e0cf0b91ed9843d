import { moveBefore } from '../../fix/move-before.ts';
import type { Instruction } from '../../model/types.ts';
import { defineRule, type FixContext } from '../define.ts';
import { MANAGE_PY } from '../shared/example-project.ts';
import { type LateAssets, lateAssets } from '../shared/static/late-assets.ts';
import { shortened } from '../shared/wording.ts';

/** What a COPY may be moved over without landing elsewhere, or meaning something else. */
const MOVED_OVER = new Set<Instruction['kind']>([
  'copy',
  'add',
  'run',
  'label',
  'expose',
  'volume',
  'maintainer',
  'cmd',
]);

function moveUp({ fix, model }: FixContext<object>, { copy, at }: LateAssets) {
  const { run } = at.step;
  const between = run.stage.instructions.slice(run.index + 1, copy.index);
  const draft = fix.draft();
  if (copy.stage !== run.stage || !between.every(({ kind }) => MOVED_OVER.has(kind))) return undefined;
  if (!moveBefore(draft, model.syntax, [copy], run)) return undefined;
  return draft.build('Copy the files before they are collected', 'review');
}

export default defineRule<LateAssets>({
  id: 'assets-after-collectstatic',
  category: 'django',
  severity: 'warning',
  severities: ['warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['collectstatic'],
  appliesTo: { instructions: ['COPY'], programs: ['manage'] },
  docs: {
    summary: 'Files for collectstatic are copied after it has run',
    why:
      'collectstatic copies what lies in STATICFILES_DIRS at that moment into STATIC_ROOT. The output of a front end that is copied there ' +
      'later is in the image, but not where WhiteNoise or nginx serve from, and in no manifest: the page comes, its scripts do not.',
    examples: [
      {
        title: 'The front end comes late',
        files: {
          'manage.py': MANAGE_PY,
          'config/settings.py':
            'from pathlib import Path\n\nBASE_DIR = Path(__file__).resolve().parent.parent\nSTATIC_ROOT = BASE_DIR / "staticfiles"\n' +
            'STATICFILES_DIRS = [BASE_DIR / "assets"]\n',
        },
        before:
          'FROM node:24-slim AS front\nWORKDIR /front\nCOPY package.json package-lock.json ./\nRUN npm ci\nCOPY front .\nRUN npm run build\n\n' +
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN python manage.py collectstatic --noinput\n' +
          'COPY --from=front /front/dist /app/assets\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'They are there when it runs',
        findings: 0,
        before:
          'FROM node:24-slim AS front\nWORKDIR /front\nCOPY front .\nRUN npm ci && npm run build\n\n' +
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCOPY --from=front /front/dist /app/assets\n' +
          'RUN python manage.py collectstatic --noinput\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When a web server serves that folder itself.',
    references: ['https://docs.djangoproject.com/en/stable/ref/contrib/staticfiles/#collectstatic'],
  },
  *check({ model, facts }) {
    for (const found of lateAssets(model, facts)) {
      yield {
        span: found.copy.span,
        message: `Files come into ${shortened(found.folder)} after collectstatic: they are not collected, and not served`,
        related: [{ span: found.at.step.command.span, message: 'collectstatic runs here' }],
        data: found,
      };
    }
  },
  buildFix: (context, { data }) => moveUp(context, data),
});
