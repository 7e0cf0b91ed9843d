import type { FixDraft } from '../../fix/builder.ts';
import type { Fix } from '../../fix/fix.ts';
import { entryBehind, withoutEntry } from '../../fix/python-list.ts';
import type { Model } from '../../model/types.ts';
import type { Place, ProjectFacts } from '../../project/types.ts';
import { lastPart } from '../../text/path.ts';
import { defineRule, type FixContext, type Problem, type Related } from '../define.ts';
import { absence } from '../shared/dependencies/absence.ts';
import { addRequirement } from '../shared/dependencies/add-requirement.ts';
import { MANAGE_PY, WSGI_PY } from '../shared/example-project.ts';
import { hasPackage, imageDependencies } from '../shared/image-dependencies.ts';
import { type DjangoProcess, serverProcesses } from '../shared/settings/process-settings.ts';
import { placeOf } from '../shared/started.ts';
import { unserved } from '../shared/static-serving/unserved.ts';
import {
  type LateWhitenoise,
  lateWhitenoise,
  type MissingWhitenoise,
  missingWhitenoise,
  SECURITY,
  WHITENOISE,
} from '../shared/static-serving/whitenoise.ts';
import { shortened } from '../shared/wording.ts';

interface Case {
  readonly process: DjangoProcess;
  readonly kind: 'missing' | 'late' | 'unserved';
}

type Found = Omit<Problem<Case>, 'span'>;

const serverOf = ({ at: { tool } }: DjangoProcess): string => (tool?.kind === 'server' ? tool.server : 'the server');

function missing(process: DjangoProcess, { named, absence: sure }: MissingWhitenoise): Found {
  const isMiddleware = named.value.startsWith('whitenoise.middleware.');
  const [lack, may] = sure === 'certain' ? ['nothing installs', ''] : ['nothing asks for', 'may '];
  const stops = `${serverOf(process)} ${may === '' ? 'stops' : 'may stop'} at once`;
  return {
    severity: sure === 'certain' ? 'error' : 'warning',
    message: isMiddleware
      ? `MIDDLEWARE has WhiteNoise, which ${lack}: ${stops}`
      : `Static files are stored with WhiteNoise, which ${lack}: pages ${may}fail with status 500`,
    related: [{ ...named.from, message: 'It is named here' }],
    data: { process, kind: 'missing' },
  };
}

function late(process: DjangoProcess, found: LateWhitenoise): Found {
  const name = shortened(lastPart(found.behind.value.replaceAll('.', '/')), 40);
  return {
    severity: 'info',
    message: `WhiteNoise stands behind ${name}, which then works on every request for a file`,
    related: [{ ...found.behind.from, message: 'This comes first' }],
    data: { process, kind: 'late' },
  };
}

function without(process: DjangoProcess, isDirect: boolean): Found {
  const { middleware } = process.settings;
  const from: Place | undefined = middleware.known ? middleware.value?.from : undefined;
  const related: Related[] = from ? [{ ...from, message: 'WhiteNoise would stand here' }] : [];
  return {
    severity: isDirect ? 'warning' : 'info',
    message: `${serverOf(process)} hands out no static files, and nothing else in sight does: pages come without styles`,
    related,
    data: { process, kind: 'unserved' },
  };
}

function judge(process: DjangoProcess, model: Model, facts: ProjectFacts): Found | undefined {
  const gone = missingWhitenoise(process, model, facts);
  if (gone) return missing(process, gone);
  const misplaced = lateWhitenoise(process);
  if (misplaced) return late(process, misplaced);
  const reached = unserved(process, model, facts);
  return reached && without(process, reached === 'directly');
}

/** Puts WhiteNoise behind SecurityMiddleware; false where that is not written out in one list. */
function putBehindSecurity(draft: FixDraft, { settings }: DjangoProcess, facts: ProjectFacts): boolean {
  const entries = settings.middlewareEntries.known ? (settings.middlewareEntries.value?.value ?? []) : [];
  const security = entries.find(({ value }) => value === SECURITY);
  const source = security && facts.source(security.from.path);
  const added = source?.known ? entryBehind(source.value, security?.from.span ?? NOWHERE, WHITENOISE) : undefined;
  if (!security || !source?.known || !added) return false;
  const { path } = security.from;
  const index = entries.findIndex(({ value }) => value === WHITENOISE);
  const spans = entries.map(({ from }) => from.span);
  const isOneList = entries.every(({ from }) => from.path === path);
  const removed = index === -1 || !isOneList ? undefined : withoutEntry(source.value, spans, index);
  if (index !== -1 && !removed) return false;
  draft.editFile(path, source.value, removed ? [added, removed] : [added]);
  return true;
}

const NOWHERE = { start: 0, end: 0 };

function mend({ fix, facts, model }: FixContext<object>, { process, kind }: Case): Fix | undefined {
  const draft = fix.draft();
  if (kind === 'late')
    return putBehindSecurity(draft, process, facts)
      ? draft.build('Put WhiteNoise behind SecurityMiddleware', 'review')
      : undefined;
  const dependencies = imageDependencies(process.started.start.stage, model, facts);
  const isThere = kind === 'unserved' && hasPackage(dependencies, 'whitenoise') === true;
  if (!isThere && !absence(dependencies, 'whitenoise')) return undefined;
  const title = isThere ? '' : addRequirement(draft, dependencies, 'whitenoise', facts);
  if (title === undefined) return undefined;
  if (kind === 'missing') return draft.build(title, 'review');
  const { staticRoot } = process.usual;
  if (!staticRoot.known || !staticRoot.value || !putBehindSecurity(draft, process, facts)) return undefined;
  return draft.build('Let WhiteNoise hand them out', 'review');
}

export default defineRule<Case>({
  id: 'static-not-served',
  category: 'django',
  severity: 'warning',
  severities: ['error', 'warning', 'info'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['CMD', 'ENTRYPOINT'], programs: ['server'] },
  docs: {
    summary: 'Nothing hands out the static files',
    why:
      'Django hands out static files while DEBUG is on, and gunicorn, uvicorn and their like never do. In production somebody else has ' +
      'to: WhiteNoise in the app, a proxy such as nginx, or a storage elsewhere. Without, every page and the admin come without styles. ' +
      'It is a warning where compose publishes the port of the server itself, and a note where nothing in the workspace says how the ' +
      'image is reached. Settings that name WhiteNoise while nothing installs it are an error: the app does not start. WhiteNoise wants ' +
      'to stand directly behind SecurityMiddleware: behind LocaleMiddleware its answers get a Vary header that spoils caches, behind ' +
      'CommonMiddleware a wrong Host is turned down first.',
    examples: [
      {
        title: 'Compose publishes gunicorn itself',
        files: {
          'manage.py': MANAGE_PY,
          'config/wsgi.py': WSGI_PY,
          'config/urls.py': 'urlpatterns = [path("admin/", admin.site.urls)]\n',
          'config/settings.py':
            'from pathlib import Path\n\nBASE_DIR = Path(__file__).resolve().parent.parent\nDEBUG = False\n' +
            'INSTALLED_APPS = ["django.contrib.admin", "django.contrib.staticfiles"]\nMIDDLEWARE = [\n' +
            '    "django.middleware.security.SecurityMiddleware",\n    "django.contrib.sessions.middleware.SessionMiddleware",\n]\n' +
            'ROOT_URLCONF = "config.urls"\nSTATIC_URL = "static/"\nSTATIC_ROOT = BASE_DIR / "staticfiles"\n',
          'requirements.txt': 'Django==5.2.8\ngunicorn==26.2.0\n',
          'compose.yaml': 'services:\n  web:\n    build: .\n    ports: ["80:8000"]\n  db:\n    image: postgres:18\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n' +
          'COPY . .\nRUN python manage.py collectstatic --noinput\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When a proxy that this workspace does not show hands out the files.',
    references: [
      'https://docs.djangoproject.com/en/stable/howto/static-files/deployment/',
      'https://whitenoise.readthedocs.io/en/stable/django.html',
    ],
  },
  *check({ model, facts }) {
    if (model.forDevelopment) return;
    const judged = new Set<string>();
    for (const process of serverProcesses(model, facts)) {
      const { tool } = process.at;
      if (tool?.kind !== 'server') continue;
      const found = judge(process, model, facts);
      const { span, related } = placeOf(process.at, facts, 'It is started here');
      const key = `${span.start} ${found?.message}`;
      if (!found || judged.has(key)) continue;
      judged.add(key);
      yield { ...found, span, related: [...related, ...(found.related ?? [])] };
    }
  },
  buildFix: (context, { data }) => mend(context, data),
});
