import type { HealthcheckInstruction, Model } from '../../model/types.ts';
import type { ComposePort } from '../../project/compose/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type FixContext, type Problem, type Related, type Safety } from '../define.ts';
import { servicesOnPort, type WrongCheck, wronglyChecked, wronglyPublished } from '../shared/compose-ports.ts';
import { type ExposedPort, exposedPorts } from '../shared/exposed-ports.ts';
import { type AskedPort, askedPorts, healthcheckOf } from '../shared/healthcheck.ts';
import { isLoopback, type Served, servedPort } from '../shared/listening.ts';
import { servingOf } from '../shared/serving.ts';
import { insertBeforeStart, placeOfStart } from '../shared/start-place.ts';
import { placeOf, type Started, startedIn } from '../shared/started.ts';
import { bringsProxy, isComposed } from '../shared/surroundings.ts';

interface Mismatch {
  readonly started: Started;
  readonly served: Served | undefined;
  /** Ports that the health check asks and nobody serves. */
  readonly asked: readonly AskedPort[];
  /** What EXPOSE names instead of the port; empty where EXPOSE is right, undefined where there is none. */
  readonly exposed: readonly ExposedPort[] | undefined;
  /** Compose publishes or checks other ports of the container than the one that is served. */
  readonly isInCompose: boolean;
}

function judge(started: Started, facts: ProjectFacts, model: Model): Problem<Mismatch> | undefined {
  const { stage } = started.start;
  if (bringsProxy(stage)) return undefined;
  const served = servedPort(started, facts);
  const exposed = exposedPorts(stage);
  if (!served.known || served.value.port === undefined) return judgeUnknown(started, exposed, facts, model);
  const { port, at } = served.value;
  const healthcheck = healthcheckOf(stage);
  const asked = wrongPorts(healthcheck, port);
  const names = exposed.known ? exposed.value : undefined;
  const differs = names?.some((each) => each.port === port) === false && names.length > 0 ? names : [];
  const isMissing = names?.length === 0;
  const services = asked.length === 0 ? servicesOnPort(started, served.value, facts, model) : [];
  const published = services.map((each) => wronglyPublished(each, port)).find(({ length }) => length > 0) ?? [];
  const checked = services.flatMap((each) => wronglyChecked(each, port) ?? [])[0];
  if (asked.length + differs.length + published.length === 0 && !checked && !isMissing) return undefined;
  const isInCompose = published.length > 0 || checked !== undefined;
  const data = { started, served: served.value, asked, exposed: isMissing ? undefined : differs, isInCompose };
  const { span, related } = placeOf(at, facts, 'The server is started here');
  const place = {
    span: at.file === undefined ? (served.value.address?.option?.span ?? span) : span,
    related: [
      ...related,
      ...placesOf(healthcheck, asked, differs),
      ...published.map(placeOfPublished),
      ...(checked ? [placeOfCheck(checked)] : []),
    ],
  };
  if (asked.length > 0) {
    const ports = asked.map((each) => each.port).join(', ');
    const message = `The server listens on port ${port}, HEALTHCHECK asks port ${ports}: the container is never healthy`;
    return { ...place, message, data };
  }
  if (published.length > 0) {
    const ports = [...new Set(published.map(numberOf))].slice(0, 3).join(', ');
    const message = `The server listens on port ${port}, compose publishes port ${ports} of the container: nobody answers there`;
    return { ...place, message, data };
  }
  if (checked) {
    const ports = [...new Set(checked.ports)].slice(0, 3).join(', ');
    const message = `The server listens on port ${port}, compose's health check asks port ${ports}: it is never healthy`;
    return { ...place, message, data };
  }
  if (isMissing) {
    const message = `No EXPOSE for port ${port}: people and tools cannot see where the app listens`;
    return { ...place, severity: 'hint', message, data };
  }
  const ports = [...new Set(differs.map((each) => each.port))].slice(0, 3).join(', ');
  const message = `EXPOSE names port ${ports}, the server listens on ${port}: tools that read EXPOSE find nobody there`;
  return { ...place, severity: 'info', message, data };
}

/** Nobody outside is answered there, whatever EXPOSE says. */
const isHeardInside = ({ address }: Served): boolean => address?.host !== undefined && isLoopback(address.host);

/** Nobody can tell the port: all there is to say is that nothing names one. */
function judgeUnknown(
  started: Started,
  exposed: ReturnType<typeof exposedPorts>,
  facts: ProjectFacts,
  model: Model,
): Problem<Mismatch> | undefined {
  if (!exposed.known || exposed.value.length > 0 || servingOf(started, facts, model) !== 'perhaps') return undefined;
  return {
    span: placeOfStart(started.start),
    severity: 'hint',
    message: 'No EXPOSE: people and tools cannot see where the app listens',
    data: { started, served: undefined, asked: [], exposed: undefined, isInCompose: false },
  };
}

function wrongPorts(healthcheck: HealthcheckInstruction | undefined, port: number): readonly AskedPort[] {
  const asked = (healthcheck && askedPorts(healthcheck)) ?? [];
  return asked.some((each) => each.port === port) ? [] : asked;
}

const placesOf = (
  healthcheck: HealthcheckInstruction | undefined,
  asked: readonly AskedPort[],
  exposed: readonly ExposedPort[],
): Related[] => [
  ...asked.flatMap(({ digits, port }) => {
    const span = digits ?? healthcheck?.node.keywordSpan;
    return span ? [{ span, message: `The health check asks port ${port}` }] : [];
  }),
  ...[...new Set(exposed.map(({ span }) => span))].map((span) => ({ span, message: 'EXPOSE names another port' })),
];

const numberOf = ({ container }: ComposePort): string => (container.known ? String(container.value) : '?');

const placeOfPublished = (port: ComposePort): Related => ({
  span: port.from.span,
  path: port.from.path,
  message: `Compose publishes port ${numberOf(port)} of the container`,
});

const placeOfCheck = ({ ports, from }: WrongCheck): Related => ({
  span: from.span,
  path: from.path,
  message: `The health check asks port ${ports.join(', ')}`,
});

/** The address is written down in the start command, and nothing in sight starts the image in another way. */
function isCertain({ started, served }: Mismatch, facts: ProjectFacts): boolean {
  const by = served?.address?.by;
  const value = served?.address?.option?.value;
  const isWritten = by === 'default' || (by === 'option' && value?.literal !== undefined);
  return isWritten && served?.at.conditional === false && started.complete && !isComposed(facts);
}

function follow({ model, fix, facts }: FixContext<object>, mismatch: Mismatch) {
  const { started, served, asked, exposed } = mismatch;
  const port = served?.port;
  // Where compose is the one that differs, the mistake may lie on either side.
  if (port === undefined || mismatch.isInCompose) return undefined;
  const draft = fix.draft();
  // Where EXPOSE and the health check agree, the server may be the one that is wrong.
  const agree = asked.some((each) => exposed?.some((other) => other.port === each.port));
  const isAnswered = !mismatch.served || !isHeardInside(mismatch.served);
  const safety: Safety = isCertain(mismatch, facts) && isAnswered && !agree ? 'safe' : 'review';
  for (const { digits } of asked) {
    if (!digits) return undefined;
    draft.replace(digits, String(port));
  }
  if (exposed === undefined) insertExpose(draft, model, started, port);
  else if (exposed.length > 0) {
    const [only, ...others] = exposed;
    if (!only?.plain || others.length > 0) return undefined;
    draft.replace({ start: only.span.start, end: only.span.start + String(only.port).length }, String(port));
  }
  return draft.build(titleOf(mismatch, port), safety);
}

const insertExpose = (
  draft: ReturnType<FixContext<object>['fix']['draft']>,
  model: Model,
  started: Started,
  port: number,
) => insertBeforeStart(draft, model, started.start.stage, [`EXPOSE ${port}`]);

const titleOf = ({ asked, exposed }: Mismatch, port: number): string => {
  if (asked.length > 0) return `Ask port ${port}, where the server listens`;
  return exposed === undefined ? `Add EXPOSE ${port}` : `Let EXPOSE name port ${port}`;
};

export default defineRule<Mismatch>({
  id: 'port-mismatch',
  category: 'runtime',
  severity: 'error',
  severities: ['error', 'info', 'hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['EXPOSE'] },
  docs: {
    summary: 'The server, EXPOSE and the health check name different ports',
    why:
      'A health check that asks a port where nobody listens never succeeds: Docker marks the container unhealthy, and an orchestrator ' +
      'kills a Django app that works. EXPOSE opens no port, it is documentation that people and tools read: proxies such as Traefik, ' +
      '`docker run -P` and hosting platforms send requests to the port it names.',
    examples: [
      {
        title: 'The health check asks another port',
        before:
          'FROM python:3.14\nWORKDIR /app\nEXPOSE 8080\nHEALTHCHECK CMD curl -f http://localhost:8000/ || exit 1\n' +
          'CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8080"]\n',
      },
      {
        title: 'No EXPOSE',
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]\n',
      },
      {
        title: 'The same port everywhere',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nEXPOSE 8000\nCMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When the start command is always replaced by one with another port.',
    references: [
      'https://docs.docker.com/reference/dockerfile/#expose',
      'https://docs.docker.com/reference/dockerfile/#healthcheck',
    ],
  },
  *check({ model, facts }) {
    const judged = new Set<number>();
    for (const started of startedIn(model, facts)) {
      const problem = judge(started, facts, model);
      if (!problem || judged.has(problem.span.start)) continue;
      judged.add(problem.span.start);
      yield problem;
    }
  },
  buildFix: (context, { data }) => follow(context, data),
});
