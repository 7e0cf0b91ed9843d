import type { Model } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { ManageTool } from '../../shell/tools/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import { defineRule, type FixContext, type Problem, type Severity } from '../define.ts';
import { replaces, servicesOf, shippingServices, startText } from '../shared/compose.ts';
import { judgeStarted } from '../shared/judge-started.ts';
import { serverInPlace } from '../shared/loading/server-in-place.ts';
import type { Start } from '../shared/start.ts';
import { replaceProgram } from '../shared/start-edits.ts';
import { placeOf, type Started, type StartedCommand } from '../shared/started.ts';
import { isClustered, isComposed } from '../shared/surroundings.ts';
import { shortened } from '../shared/wording.ts';

interface DevServer {
  readonly started: Started;
  readonly at: StartedCommand;
  readonly tool: ManageTool | undefined;
}

const RUNS_DEV_SERVER = /^runserver(?:_plus)?$/;

/** `manage runserver`, `aap-eda-manage runserver`: most likely a front of Django's own command. */
const isLikelyManage = ({ name, tool, program }: Command): boolean =>
  tool === undefined && /(?:^|[-_.])manage$/.test(name ?? '') && RUNS_DEV_SERVER.test(program[1]?.literal ?? '');

function judge(started: Started, at: StartedCommand, { model, facts }: Project): Problem<DevServer> | undefined {
  const { command, tool, file, conditional } = at;
  // A branch of a script may be the one for development; words that CMD gives to a script are meant to run.
  if (conditional && (file !== undefined || command.conditional)) return undefined;
  const place = placeOf(at, facts, 'It is started here');
  if (tool?.kind === 'manage' && RUNS_DEV_SERVER.test(tool.action ?? '')) {
    const severity = severityOf(started.start, at, { model, facts });
    return (
      severity && {
        ...place,
        severity,
        message: 'runserver is for development: Django does not secure it, and one process serves everyone',
        data: { started, at, tool },
      }
    );
  }
  if (conditional || !isLikelyManage(command)) return undefined;
  return {
    ...place,
    severity: 'hint',
    message: 'This looks like Django’s runserver, which is made for development only',
    data: { started, at, tool: undefined },
  };
}

interface Project {
  readonly model: Model;
  readonly facts: ProjectFacts;
}

/**
 * Compose may mount the source over the image, and give it another command where it ships. Undefined where every service that
 * ships starts another server.
 */
function severityOf(start: Start, at: StartedCommand, { model, facts }: Project): Severity | undefined {
  if (!isComposed(facts)) return 'error';
  const services = servicesOf(start.stage, model, facts);
  const shipping = services.known ? shippingServices(services.value, start.stage) : [];
  if (shipping.length === 0) return 'warning';
  const keeping = shipping.filter((service) => !replaces(service, at.instruction));
  if (keeping.length === 0)
    return shipping.some((each) => MENTIONS_DEV_SERVER.test(startText(each))) ? 'warning' : undefined;
  const isCertain = keeping.some(
    ({ hidden, volumes }) => hidden === undefined && !volumes.some(({ kind }) => kind === 'bind' || kind === 'other'),
  );
  return isCertain && !isClustered(facts) ? 'error' : 'warning';
}

const MENTIONS_DEV_SERVER = /\brunserver(?:_plus)?\b/;

/** The port of runserver. Undefined where its words say more. */
function portOf({ args, options }: ManageTool): string | undefined {
  if (options.some(({ canonical }) => !HARMLESS_OPTIONS.has(canonical))) return undefined;
  const [address = '8000', ...others] = args.filter((word) => !word.text.startsWith('-')).map((word) => word.literal);
  if (others.length > 0) return undefined;
  return /^(?:[\w.-]*:|\[[\da-f:]*\]:)?(\d+)$/i.exec(address)?.[1];
}

const HARMLESS_OPTIONS = new Set(['--noreload', '--insecure', '--nostatic', '--skip-checks']);

function useServer({ fix, model, facts }: FixContext<object>, { started, at, tool }: DevServer) {
  const port = tool && portOf(tool);
  const line = port === undefined ? undefined : serverInPlace(started, at, port, { model, facts });
  if (!tool || !line) return undefined;
  const draft = fix.draft();
  if (!replaceProgram(draft, started.start, at, pythonBefore(at.command, tool.program), line.words)) return undefined;
  const title = `Start ${line.server} with ${shortened(line.module)}`;
  return draft.build(line.isInstalled ? title : `${title}; the image has to install it`, 'review');
}

/** The interpreter in front of manage.py, or manage.py itself. */
function pythonBefore({ words }: Command, script: Word): Word {
  const inFront = words.slice(0, words.indexOf(script));
  return inFront.filter((word) => /(?:^|\/)python[\d.]*$/.test(word.literal ?? '')).at(-1) ?? script;
}

export default defineRule<DevServer>({
  id: 'dev-server',
  category: 'runtime',
  severity: 'error',
  severities: ['error', 'warning', 'hint'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['CMD', 'ENTRYPOINT'], programs: ['runserver'] },
  docs: {
    summary: 'The image starts Django’s development server',
    why:
      'Django’s own documentation says not to use runserver in production: it has gone through no security audit and no performance ' +
      'test. It reloads code, runs as one process, and with DEBUG it shows tracebacks and settings to every visitor. An image that ' +
      'ships needs a server such as gunicorn, uvicorn or daphne.',
    examples: [
      {
        title: 'runserver as the command',
        files: {
          'manage.py': '',
          'bookshop/settings.py': '',
          'bookshop/wsgi.py':
            'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]\n',
      },
      {
        title: 'A stage for development',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie AS development\nWORKDIR /app\nCMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When the image is for development only; a name such as Dockerfile.dev says so without a comment.',
    references: [
      'https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver',
      'https://docs.djangoproject.com/en/stable/howto/deployment/wsgi/gunicorn/',
    ],
  },
  *check({ model, facts }) {
    yield* judgeStarted(model, facts, (started, at) => judge(started, at, { model, facts }));
  },
  buildFix: (context, { data }) => useServer(context, data),
});
