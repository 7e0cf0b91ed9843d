import { addOption } from '../../fix/add-option.ts';
import { assignmentsFor } from '../../project/settings/throw-away.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { lastNamed } from '../shared/settings/choice.ts';
import { startedIn } from '../shared/started.ts';
import { type Mismatch, mismatches } from '../shared/static/mismatch.ts';
import { missingVariables } from '../shared/static/missing-variables.ts';
import { shortened } from '../shared/wording.ts';

function problemOf(mismatch: Mismatch): Problem<Mismatch> {
  const { at, collected, served, kind } = mismatch;
  const pair = `collectstatic uses ${shortened(collected.module, 21)}, the server ${shortened(served.module, 21)}`;
  const related = [served.chosenAt, collected.chosenAt].flatMap((place, index) =>
    place ? [{ ...place, message: index === 0 ? 'Chosen for the server here' : 'Chosen for collectstatic here' }] : [],
  );
  return {
    span: at.step.command.span,
    message:
      kind === 'manifest'
        ? `${pair}: its manifest of static files is missing`
        : `${pair}: it looks for files elsewhere`,
    related,
    data: mismatch,
  };
}

/** Collects with the settings of the server, and makes up what these cannot do without. */
function useSame({ fix, facts }: FixContext<object>, { at, served }: Mismatch) {
  const { tool, step } = at;
  const { run, command } = step;
  const draft = fix.draft();
  const option = lastNamed(tool.options, '--settings');
  if (option && (option.value?.source.collapsed || option.value?.literal !== option.value?.text)) return undefined;
  if (option?.value) draft.replace(option.value.span, served.module);
  else if (!addOption(draft, run, tool.subcommand, `--settings=${served.module}`)) return undefined;
  const missing = missingVariables(at, served, facts);
  if (missing.length > 0) {
    if (run.node.command.form === 'exec' || command.words[0]?.source.collapsed) return undefined;
    draft.insert(command.span.start, assignmentsFor(missing, served.settings).text);
  }
  return draft.build('Collect with the settings that the server uses', 'review');
}

export default defineRule<Mismatch>({
  id: 'settings-mismatch',
  category: 'django',
  severity: 'warning',
  severities: ['warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['collectstatic'],
  appliesTo: { programs: ['manage'] },
  docs: {
    summary: 'Static files are collected with other settings than they are served with',
    why:
      'manage.py and wsgi.py often name different settings. Where those keep static files in different folders, or only those of the ' +
      'server use a manifest, collectstatic does its work for nobody: the server finds no files, or every page that links one ends in ' +
      '“Missing staticfiles manifest entry”. That shows only when the image runs.',
    examples: [
      {
        title: 'Only the settings of the server use a manifest',
        files: {
          'manage.py':
            'import os\nimport sys\n\nfrom django.core.management import execute_from_command_line\n\n' +
            'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.local")\nexecute_from_command_line(sys.argv)\n',
          'config/wsgi.py':
            'import os\n\nfrom django.core.wsgi import get_wsgi_application\n\n' +
            'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.production")\napplication = get_wsgi_application()\n',
          'config/local.py': 'DEBUG = True\nSTATIC_ROOT = "/app/static"\n',
          'config/production.py':
            'DEBUG = False\nSTATIC_ROOT = "/app/static"\nSTORAGES = {\n' +
            '    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},\n}\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN python manage.py collectstatic --noinput\n' +
          'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'ENV counts for both',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie\nENV DJANGO_SETTINGS_MODULE=config.production\nWORKDIR /app\nCOPY . .\n' +
          'RUN python manage.py collectstatic --noinput\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When something that is not seen here starts the server with the settings that collectstatic uses.',
    references: [
      'https://docs.djangoproject.com/en/stable/topics/settings/#designating-the-settings',
      'https://docs.djangoproject.com/en/stable/ref/contrib/staticfiles/#manifeststaticfilesstorage',
    ],
  },
  *check({ model, facts }) {
    const judged = new Set<number>();
    for (const started of startedIn(model, facts)) {
      for (const mismatch of mismatches(started, model, facts)) {
        const { start } = mismatch.at.step.command.span;
        if (!judged.has(start)) yield problemOf(mismatch);
        judged.add(start);
      }
    }
  },
  buildFix: (context, { data }) => useSame(context, data),
});
