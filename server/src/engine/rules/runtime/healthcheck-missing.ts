import type { Model, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type FixContext } from '../define.ts';
import { servicesOf, shippingServices } from '../shared/compose.ts';
import { exposedPorts } from '../shared/exposed-ports.ts';
import { healthcheckOf } from '../shared/healthcheck.ts';
import { servedPort } from '../shared/listening.ts';
import { hasPython, openQuestion, probe } from '../shared/probe.ts';
import { servingOf } from '../shared/serving.ts';
import { insertBeforeStart } from '../shared/start-place.ts';
import { type Started, startedIn } from '../shared/started.ts';
import { hasCompose, isClustered } from '../shared/surroundings.ts';

/** The port to ask: the one the server is told, else the only one that EXPOSE names. */
function portOf(started: Started, { facts }: FixContext<object>): number | undefined {
  const served = servedPort(started, facts);
  if (served.known) return served.value.port;
  const exposed = exposedPorts(started.start.stage);
  return exposed.known && exposed.value.length === 1 ? exposed.value[0]?.port : undefined;
}

function addProbe(context: FixContext<object>, started: Started) {
  const { stage } = started.start;
  const port = portOf(started, context);
  if (port === undefined || !hasPython(stage)) return undefined;
  const { model, fix } = context;
  return insertBeforeStart(fix.draft(), model, stage, [
    `HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 ${model.syntax.escape}`,
    `    CMD ${probe(openQuestion(port))}`,
  ]).build(`Ask port ${port} every 30 seconds whether the app answers`, 'review');
}

/**
 * Compose may say how the container is asked, or run the image for something that answers nobody: it has no say only where all
 * its services start what the image starts, and none of them has a check.
 */
function mayBeCheckedByCompose(stage: Stage, model: Model, facts: ProjectFacts): boolean {
  if (!hasCompose(facts)) return false;
  const services = servicesOf(stage, model, facts);
  const shipping = services.known ? shippingServices(services.value, stage) : [];
  if (shipping.length === 0) return true;
  return shipping.some(
    ({ hidden, healthcheck, command, entrypoint }) =>
      hidden !== undefined || healthcheck !== undefined || command !== undefined || entrypoint !== undefined,
  );
}

export default defineRule<Started>({
  id: 'healthcheck-missing',
  category: 'runtime',
  severity: 'hint',
  severities: ['hint'],
  fix: 'review',
  since: '0.1.0',
  overlaps: ['trivy:DS-0026', 'checkov:CKV_DOCKER_2', 'hadolint:DL3057'],
  duplicates: [],
  appliesTo: { instructions: ['HEALTHCHECK', 'FROM'] },
  docs: {
    summary: 'Nothing checks whether the app still answers',
    why:
      'Docker calls a container “running” as long as its process lives. When every worker of gunicorn hangs in a view or waits for a ' +
      'dead database connection, the process lives on and requests go on arriving. A HEALTHCHECK that asks Django for a page tells ' +
      '“running” from “serving”, and gives compose’s `condition: service_healthy` something to wait for.',
    examples: [
      {
        title: 'A server that nobody asks',
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nEXPOSE 8000\n' +
          'CMD ["gunicorn", "config.wsgi:application", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'A worker has no page to ask for',
        findings: 0,
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["celery", "-A", "config", "worker"]\n',
      },
    ],
    whenToIgnore: 'When an orchestrator such as Kubernetes checks the container with probes of its own.',
    references: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  },
  *check({ model, facts }) {
    if (isClustered(facts)) return;
    for (const started of startedIn(model, facts)) {
      const { stage } = started.start;
      const isJudged = stage.base.plainEnvironment && stage.base.family !== 'other';
      if (!isJudged || healthcheckOf(stage) || servingOf(started, facts, model) === 'no') continue;
      if (mayBeCheckedByCompose(stage, model, facts)) continue;
      yield {
        span: stage.from.image?.span ?? stage.from.span,
        message: 'No HEALTHCHECK: a container whose workers hang still counts as running and gets requests',
        data: started,
      };
    }
  },
  buildFix: (context, { data }) => addProbe(context, data),
});
