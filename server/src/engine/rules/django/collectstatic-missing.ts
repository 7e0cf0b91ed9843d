import type { Model } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type Problem } from '../define.ts';
import { MANAGE_PY, WSGI_PY } from '../shared/example-project.ts';
import { type Started, startedIn } from '../shared/started.ts';
import { collectLine } from '../shared/static/collect-line.ts';
import { type Uncollected, uncollected } from '../shared/static/uncollected.ts';

function judge(started: Started, model: Model, facts: ProjectFacts): Problem<Uncollected> | undefined {
  const found = uncollected(started, model, facts);
  if (!found) return undefined;
  const { stage } = started.start;
  const { settings } = found.inForce;
  const storage = settings.staticStorage.known ? settings.staticStorage.value : undefined;
  const server = found.at.tool?.kind === 'server' ? found.at.tool.server : 'the server';
  return {
    span: stage.from.image?.span ?? stage.from.span,
    message: /Manifest/.test(storage?.value ?? '')
      ? `Nothing runs collectstatic: without its manifest ${server} answers pages with an error`
      : `Nothing runs collectstatic: STATIC_ROOT is empty and ${server}’s pages come without CSS`,
    related: [{ ...found.root.from, message: 'Static files are looked for here' }],
    data: found,
  };
}

export default defineRule<Uncollected>({
  id: 'collectstatic-missing',
  category: 'django',
  severity: 'warning',
  severities: ['warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['FROM'], programs: ['manage', 'gunicorn', 'uvicorn'] },
  docs: {
    summary: 'Nobody collects the static files that pages need',
    why:
      'With DEBUG off Django serves no static files: WhiteNoise or a web server takes them from STATIC_ROOT, and collectstatic puts ' +
      'them there. Where nothing runs it, the folder is empty: the admin comes without CSS, and with a manifest storage every page ' +
      'that links a file ends in “Missing staticfiles manifest entry”. In the build it runs once, with the files that the image has; ' +
      'it needs no database and no real SECRET_KEY.',
    examples: [
      {
        title: 'A site that nobody collects for',
        files: {
          'manage.py': MANAGE_PY,
          'config/wsgi.py': WSGI_PY,
          'requirements.txt': 'django==5.2.17\ngunicorn==26.2.0\n',
          'config/settings.py':
            'import os\nfrom pathlib import Path\n\nBASE_DIR = Path(__file__).resolve().parent.parent\nDEBUG = False\n' +
            'SECRET_KEY = os.environ["SECRET_KEY"]\nINSTALLED_APPS = ["django.contrib.admin", "django.contrib.staticfiles"]\n' +
            'STATIC_ROOT = BASE_DIR / "staticfiles"\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n' +
          'COPY . .\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'The entry script collects',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["sh", "-c", "python manage.py collectstatic --noinput && exec gunicorn config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When a pipeline that is not in the repository collects and uploads the files.',
    references: [
      'https://docs.djangoproject.com/en/stable/howto/static-files/deployment/',
      'https://docs.djangoproject.com/en/stable/howto/deployment/checklist/#static-root-and-static-url',
    ],
  },
  *check({ model, facts }) {
    for (const started of startedIn(model, facts)) {
      const problem = judge(started, model, facts);
      if (problem) yield problem;
    }
  },
  buildFix({ facts, fix }, { data }) {
    const found = collectLine(data, facts);
    return (
      found &&
      fix.draft().insertLinesAfter(found.behind, [found.line]).build('Collect static files in the build', 'review')
    );
  },
});
