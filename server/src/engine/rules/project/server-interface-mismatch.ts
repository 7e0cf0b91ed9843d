import type { Model } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type Problem } from '../define.ts';
import { judgeStartedAnywhere } from '../shared/judge-started.ts';
import { CALLED, type Mismatch, matchingFixes } from '../shared/loading/interface-fixes.ts';
import { spokenBy } from '../shared/loading/spoken.ts';
import { loadTarget } from '../shared/loading/target.ts';
import { servedAs } from '../shared/loading/twin.ts';
import { missedWebsockets } from '../shared/loading/websockets.ts';
import { placeOfWord } from '../shared/loading/write.ts';
import { resolveModule } from '../shared/python-modules.ts';
import { processAtStart } from '../shared/python-process.ts';
import type { Started, StartedCommand } from '../shared/started.ts';
import { shortened } from '../shared/wording.ts';

function judge(started: Started, at: StartedCommand, model: Model, facts: ProjectFacts): Problem<Mismatch> | undefined {
  const { tool } = at;
  if (tool?.kind !== 'server' || at.conditional) return undefined;
  const process = processAtStart(started, at, facts);
  const target = loadTarget(process);
  const found = target && !target.called ? resolveModule(target.module, process) : undefined;
  if (!target?.attribute || found?.kind !== 'found') return undefined;
  const served = servedAs(found.path, target.attribute, facts);
  const spoken = served ? spokenBy(started, at, tool, facts) : undefined;
  if (!served || !spoken?.known) return undefined;
  const place = placeOfWord(at, target.word, facts);
  const data = { started, at, process, target, spoken: spoken.value, served };
  if (spoken.value.interface !== served.application.interface) {
    const made = CALLED[served.application.interface];
    return {
      span: place.span,
      message: `${shortened(spoken.value.by, 40)} speaks ${CALLED[spoken.value.interface]}, ${shortened(target.module)} is ${made}: every request gets a 500`,
      related: [...place.related, { path: served.path, span: served.application.span, message: `This is ${made}` }],
      data: { ...data, wanted: served.application.interface },
    };
  }
  const router = missedWebsockets(started, at, model, facts);
  return (
    router && {
      span: place.span,
      severity: 'warning',
      message: `The project routes websockets with channels, but ${tool.server} serves WSGI: none of them is ever opened`,
      related: [
        ...place.related,
        { path: router.path, span: router.application.span, message: 'Websockets are routed here' },
      ],
      data: { ...data, wanted: 'asgi' },
    }
  );
}

export default defineRule<readonly Mismatch[]>({
  id: 'server-interface-mismatch',
  category: 'project',
  severity: 'error',
  severities: ['error', 'warning'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['CMD', 'ENTRYPOINT'], programs: ['server'] },
  docs: {
    summary: 'The server speaks another interface than the application it serves',
    why:
      'Django has two applications: wsgi.py for servers that speak WSGI (gunicorn with its own workers, uWSGI, waitress), asgi.py for ' +
      'those that speak ASGI (uvicorn, daphne, gunicorn with an ASGI worker). A server that is given the other one starts without a ' +
      'word, and then answers every request with a 500. What services of compose start in the image counts as well.',
    examples: [
      {
        title: 'gunicorn with asgi.py',
        files: {
          'manage.py': '',
          'config/__init__.py': '',
          'config/asgi.py': 'from django.core.asgi import get_asgi_application\napplication = get_asgi_application()\n',
          'config/wsgi.py': 'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n',
        },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "config.asgi:application"]\n',
      },
      {
        title: 'A worker class that speaks ASGI',
        findings: 0,
        files: {
          'manage.py': '',
          'config/__init__.py': '',
          'config/asgi.py': 'from django.core.asgi import get_asgi_application\napplication = get_asgi_application()\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\n' +
          'CMD ["gunicorn", "config.asgi:application", "-k", "uvicorn_worker.UvicornWorker"]\n',
      },
    ],
    whenToIgnore: 'When another image serves the websockets.',
    references: [
      'https://docs.djangoproject.com/en/stable/howto/deployment/',
      'https://docs.gunicorn.org/en/stable/settings.html#worker-class',
      'https://channels.readthedocs.io/en/stable/deploying.html',
    ],
  },
  *check({ model, facts }) {
    if (model.syntax.templated || !facts.project.known) return;
    yield* judgeStartedAnywhere(model, facts, (started, at) => judge(started, at, model, facts));
  },
  buildFix: (context, { data }) => matchingFixes(context, data),
});
