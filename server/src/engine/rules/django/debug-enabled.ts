import type { Fix } from '../../fix/fix.ts';
import type { Model } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { lastPart } from '../../text/path.ts';
import { defineRule, type FixContext, type Problem, type Related } from '../define.ts';
import { type DebugInImage, debugInImages } from '../shared/debug/in-image.ts';
import { type DebugInService, debugInServices } from '../shared/debug/in-services.ts';
import { isWrittenOn } from '../shared/debug/written.ts';
import { MANAGE_PY, WSGI_PY } from '../shared/example-project.ts';
import { isServer } from '../shared/serving.ts';
import { type DjangoProcess, djangoProcesses } from '../shared/settings/process-settings.ts';
import { environmentAtStart } from '../shared/settings-in-force.ts';
import { placeOf, type Started, startedIn } from '../shared/started.ts';
import { shortened } from '../shared/wording.ts';

/** What switches DEBUG on; settings that say so themselves are left to people. */
type Cause = { readonly inImage: DebugInImage } | { readonly inService: DebugInService } | undefined;

const COSTS = 'error pages show code and settings to everybody';

const byImage = (inImage: DebugInImage): Problem<Cause> => ({
  span: inImage.pair.span,
  message: `ENV ${shortened(inImage.pair.name, 24)}=${shortened(inImage.value, 8)} turns DEBUG on: ${COSTS}`,
  data: { inImage },
});

function byService(inService: DebugInService): Pick<Problem<Cause>, 'severity' | 'message' | 'related' | 'data'> {
  const { name, value, from, varies, service } = inService;
  const file = shortened(lastPart(from.path), 24);
  const message = `${file} sets ${shortened(name, 16)}=${shortened(value, 8)}, which turns DEBUG on: ${COSTS}`;
  const related: Related = { ...from, message: `The service ${shortened(service.name.value, 24)} gets it from here` };
  return { message, related: [related], data: { inService }, ...(varies && { severity: 'warning' }) };
}

/** At the server that an image starts. */
function judgeStart(
  started: Started,
  processes: readonly DjangoProcess[],
  model: Model,
  facts: ProjectFacts,
): Problem<Cause> | undefined {
  const at = started.commands.find(({ tool }) => isServer(tool));
  if (!at) return undefined;
  const { services } = environmentAtStart(started, at, model, facts);
  const place = placeOf(at, facts, 'The server is started here');
  const inService = debugInServices(services ?? [], processes, facts);
  if (inService) {
    const problem = byService(inService);
    return { ...problem, span: place.span, related: [...place.related, ...(problem.related ?? [])] };
  }
  const written = processes.find((process) => isWrittenOn(process));
  const debug = written?.written.debug;
  if (!written || !debug?.known || !debug.value) return undefined;
  const related: Related = { ...debug.value.from, message: 'The settings say so here' };
  return {
    span: place.span,
    severity: 'warning',
    message: `DEBUG is on in ${shortened(written.module)}, with which this image starts: ${COSTS}`,
    related: [...place.related, related],
    data: undefined,
  };
}

function turnOff({ fix, facts }: FixContext<object>, cause: Cause): Fix | undefined {
  if (!cause) return undefined;
  const draft = fix.draft();
  if ('inImage' in cause) {
    const { written, off } = cause.inImage;
    return written && draft.replace(written.span, off === '' ? '""' : off).build('Turn DEBUG off', 'review');
  }
  const { place, text } = cause.inService.edit;
  const source = facts.source(place.path);
  if (!source.known) return undefined;
  return draft
    .editFile(place.path, source.value, [{ span: place.span, newText: text }])
    .build(`Turn DEBUG off in ${shortened(lastPart(place.path), 40)}`, 'review');
}

export default defineRule<Cause>({
  id: 'debug-enabled',
  category: 'django',
  severity: 'error',
  severities: ['error', 'warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['ENV', 'CMD', 'ENTRYPOINT'], programs: ['server'] },
  docs: {
    summary: 'The image runs with DEBUG on',
    why:
      'With DEBUG on every error shows a page with the code around it, the variables of each function and most settings, to whoever ' +
      'caused it, and Django keeps the queries that it makes in memory. An ENV in the image is the value for all ' +
      'who run it and do not know better. What counts is what the settings make of the text: where they can be read, the rule tries it ' +
      'out. A compose file that sets it for a service is reported at the start command, one for development is not; what a `.env` says ' +
      'or the settings themselves is a warning.',
    examples: [
      {
        title: 'ENV turns it on',
        files: {
          'manage.py': MANAGE_PY,
          'config/wsgi.py': WSGI_PY,
          'config/settings.py': 'import os\nDEBUG = os.environ.get("DEBUG", "").lower() in ("1", "true")\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nENV PYTHONUNBUFFERED=1 \\\n    DEBUG=True\nWORKDIR /app\nCOPY . .\n' +
          'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'The settings take another text for true',
        findings: 0,
        files: {
          'manage.py': MANAGE_PY,
          'config/wsgi.py': WSGI_PY,
          'config/settings.py': 'import os\nDEBUG = os.environ.get("DEBUG") == "on"\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nENV DEBUG=1\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When the image is for development, and neither its name nor its content says so.',
    references: [
      'https://docs.djangoproject.com/en/stable/howto/deployment/checklist/#debug',
      'https://docs.djangoproject.com/en/stable/ref/settings/#debug',
    ],
  },
  *check({ model, facts }) {
    // Without a project nobody knows what reads the variable.
    if (!facts.project.known || model.forDevelopment) return;
    const processes = djangoProcesses(model, facts);
    for (const inImage of debugInImages(model, processes)) yield byImage(inImage);
    const judged = new Set<string>();
    for (const started of startedIn(model, facts)) {
      const own = processes.filter((process) => process.started === started);
      const problem = judgeStart(started, own, model, facts);
      // Several images with the same settings or services have one cause.
      if (!problem || judged.has(problem.message)) continue;
      judged.add(problem.message);
      yield problem;
    }
  },
  buildFix: (context, { data }) => turnOff(context, data),
});
