import type { Fix } from '../../fix/fix.ts';
import type { HealthcheckInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type FixContext, type Problem, type Related } from '../define.ts';
import { servesDjangoAlone } from '../shared/application/django-alone.ts';
import { healthPage, leadsSomewhere } from '../shared/application/routes.ts';
import { MANAGE_PY, WSGI_PY } from '../shared/example-project.ts';
import { allowedName } from '../shared/health/allowed-hosts.ts';
import { questionInCompose, replacesCheck } from '../shared/health/in-compose.ts';
import { type HealthQuestion, questionIn } from '../shared/health/question.ts';
import { type Rejection, rejectionOf } from '../shared/health/rejection.ts';
import { healthcheckOf } from '../shared/healthcheck.ts';
import { servedPort } from '../shared/listening.ts';
import { hasPython, probe } from '../shared/probe.ts';
import { type DjangoProcess, serverProcesses } from '../shared/settings/process-settings.ts';
import { placeOf } from '../shared/started.ts';
import { bringsProxy } from '../shared/surroundings.ts';
import { shortened } from '../shared/wording.ts';

interface Rejected {
  readonly process: DjangoProcess;
  /** Undefined for the check of a service of compose. */
  readonly healthcheck: HealthcheckInstruction | undefined;
  readonly question: HealthQuestion;
  readonly rejection: Rejection;
}

const NEVER = 'the container is never healthy';

function messageFor({ question, rejection: { kind, what } }: Rejected): string {
  switch (kind) {
    case 'host':
      return `Host ${shortened(what)} is not in ALLOWED_HOSTS, so the health check gets 400: ${NEVER}`;
    case 'redirect':
      return `SECURE_SSL_REDIRECT sends ${question.asker} to HTTPS, which nobody speaks on this port: ${NEVER}`;
    case 'path':
      return `${shortened(what, 24)} leads ${shortened(question.path, 24)} nowhere, so the health check gets 404: ${NEVER}`;
  }
}

const SETTING: Readonly<Record<Rejection['kind'], string>> = {
  host: 'These hosts are allowed',
  redirect: 'It is switched on here',
  path: 'The routes are named here',
};

const settingOf = ({ kind, from }: Rejection): Related => ({ ...from, message: SETTING[kind] });

/** A question that reaches Django itself, and that it turns down. */
function judge(question: HealthQuestion | undefined, process: DjangoProcess, facts: ProjectFacts) {
  const served = servedPort(process.started, facts);
  if (!question || !served.known || served.value.port !== question.port) return undefined;
  return servesDjangoAlone(process, facts) ? rejectionOf(question, process, facts) : undefined;
}

function inImage(process: DjangoProcess, facts: ProjectFacts): Problem<Rejected> | undefined {
  const { services = [] } = process.environment;
  const healthcheck = healthcheckOf(process.started.start.stage);
  if (services.length > 0 && services.every(replacesCheck)) return undefined;
  const question = healthcheck?.script && questionIn(healthcheck.script);
  const rejection = judge(question, process, facts);
  if (!question || !rejection) return undefined;
  const data: Rejected = { process, healthcheck, question, rejection };
  return { span: question.command.span, message: messageFor(data), related: [settingOf(rejection)], data };
}

function inCompose(process: DjangoProcess, facts: ProjectFacts): Problem<Rejected> | undefined {
  for (const { healthcheck } of process.environment.services ?? []) {
    const question = healthcheck && questionInCompose(healthcheck);
    const rejection = judge(question, process, facts);
    if (!healthcheck || !question || !rejection) continue;
    const data: Rejected = { process, healthcheck: undefined, question, rejection };
    const { span, related } = placeOf(process.at, facts, 'The server is started here');
    const asks: Related = { ...healthcheck.from, message: 'The health check asks here' };
    return { span, message: messageFor(data), related: [...related, asks, settingOf(rejection)], data };
  }
  return undefined;
}

/** Asks for a page that is there, under a name that is allowed, and follows nowhere. */
function askOtherwise(
  { fix, facts }: FixContext<object>,
  { process, healthcheck, question }: Rejected,
): Fix | undefined {
  const form = healthcheck?.node.command;
  const { started, settings } = process;
  const { allowedHosts, rootUrlconf } = settings;
  if (!form || !hasPython(started.start.stage)) return undefined;
  const asked = question.header ?? question.address;
  const hosts = allowedHosts.known ? (allowedHosts.value?.value ?? []) : [];
  const isTurnedDown = rejectionOf({ ...question, follows: false }, process, facts)?.kind === 'host';
  const host = isTurnedDown ? allowedName(hosts) : asked;
  const path = reachablePath(question, rootUrlconf.known ? rootUrlconf.value?.value : undefined, facts);
  if (host === undefined || path === undefined) return undefined;
  const { port, failsFrom } = question;
  const array = probe({ port, failsFrom, path: `'${path}'`, host: `'${host}'` });
  const start = form.form === 'exec' ? form.span.start : question.command.span.start;
  const title =
    host !== asked
      ? `Ask as ${shortened(host, 40)}, which Django allows`
      : path !== question.path
        ? `Ask for ${shortened(path, 40)}, which is there`
        : 'Ask without following to HTTPS';
  return fix.draft().replace({ start, end: form.span.end }, array).build(title, 'review');
}

function reachablePath({ path }: HealthQuestion, routes: string | undefined, facts: ProjectFacts): string | undefined {
  const [page = ''] = path.split('?');
  const isLost = routes !== undefined && leadsSomewhere(page.slice(1), routes, facts) === false;
  return isLost ? healthPage(routes, facts) : path;
}

/** Answers one host, and has a path for health checks. */
const SITE = {
  'manage.py': MANAGE_PY,
  'config/wsgi.py': WSGI_PY,
  'config/settings.py':
    'ALLOWED_HOSTS = ["www.example.com"]\nMIDDLEWARE = ["django.middleware.common.CommonMiddleware"]\n' +
    'ROOT_URLCONF = "config.urls"\n',
  'config/urls.py': 'urlpatterns = [path("health/", health)]\n',
};

export default defineRule<Rejected>({
  id: 'healthcheck-rejected',
  category: 'runtime',
  severity: 'warning',
  severities: ['warning'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['HEALTHCHECK'] },
  docs: {
    summary: 'Django turns the health check down',
    why:
      'A health check asks the app from inside of its container, as localhost. Django answers that with 400 unless ALLOWED_HOSTS has ' +
      'the name, which in production it has not; with SECURE_SSL_REDIRECT it sends the question to HTTPS, and wget or urllib follow to ' +
      'a port that speaks no TLS; and a path that no route leads to is 404. The app works, and yet the container is unhealthy for ' +
      'ever: what waits for it never starts, and an orchestrator replaces it again and again. `curl` without `-f` takes every answer, ' +
      'and `curl -f` without `-L` takes a redirect.',
    examples: [
      {
        title: 'localhost is not allowed',
        files: SITE,
        before:
          'FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get install --yes --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n' +
          'WORKDIR /app\nCOPY . .\nHEALTHCHECK CMD curl -f http://localhost:8000/health/ || exit 1\n' +
          'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'The check names a host that is allowed',
        findings: 0,
        files: SITE,
        before:
          'FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get install --yes --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n' +
          'WORKDIR /app\nCOPY . .\nHEALTHCHECK CMD curl -f -H "Host: www.example.com" http://localhost:8000/health/ || exit 1\n' +
          'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When the settings get another value in a way that this workspace does not show.',
    references: [
      'https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts',
      'https://docs.djangoproject.com/en/stable/ref/settings/#secure-ssl-redirect',
      'https://docs.docker.com/reference/dockerfile/#healthcheck',
    ],
  },
  *check({ model, facts }) {
    const judged = new Set<string>();
    for (const process of serverProcesses(model, facts)) {
      if (bringsProxy(process.started.start.stage)) continue;
      const problem = inImage(process, facts) ?? inCompose(process, facts);
      const key = problem && `${problem.span.start} ${problem.message}`;
      if (!problem || key === undefined || judged.has(key)) continue;
      judged.add(key);
      yield problem;
    }
  },
  buildFix: (context, { data }) => askOtherwise(context, data),
});
