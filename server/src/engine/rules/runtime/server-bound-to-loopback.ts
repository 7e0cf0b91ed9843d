import { SERVER_DEFAULTS } from '../../data/servers.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { ServerTool } from '../../shell/tools/types.ts';
import { defineRule, type FixContext, type Problem, type Safety } from '../define.ts';
import { exposedPorts } from '../shared/exposed-ports.ts';
import { judgeStarted } from '../shared/judge-started.ts';
import { type Address, addressesOf, isLoopback } from '../shared/listening.ts';
import { appendOptions } from '../shared/start-edits.ts';
import { placeOf, type Started, type StartedCommand } from '../shared/started.ts';
import { bringsProxy, givesPort, isComposed } from '../shared/surroundings.ts';

interface Bound {
  readonly started: Started;
  readonly at: StartedCommand;
  readonly tool: ServerTool;
  readonly address: Address;
}

function judge(started: Started, at: StartedCommand, facts: ProjectFacts): Problem<Bound> | undefined {
  const { tool } = at;
  if (tool?.kind !== 'server' || at.conditional || bringsProxy(started.start.stage)) return undefined;
  const addresses = addressesOf(started, at, tool, facts);
  if (!addresses.known) return undefined;
  const [address] = addresses.value;
  if (!address || !addresses.value.every(({ host }) => host !== undefined && isLoopback(host))) return undefined;
  // A platform that gives PORT makes gunicorn listen everywhere.
  if (address.by === 'default' && tool.server === 'gunicorn' && givesPort(facts)) return undefined;
  const port = address.port === undefined ? '' : `:${address.port}`;
  const where = address.by === 'default' ? `on ${address.host}${port} by default` : `on ${address.host}${port}`;
  const message = `${tool.server} listens ${where}: nothing outside the container can reach it`;
  const { span, related } = placeOf(at, facts, 'It is started here');
  return {
    span: at.file === undefined ? (address.option?.span ?? span) : span,
    severity: isOpen(tool, address, facts) ? 'warning' : 'error',
    message,
    related,
    data: { started, at, tool, address },
  };
}

/** What stands beside the Dockerfile may set PORT, which gunicorn takes for an address. */
const isOpen = ({ server }: ServerTool, { by }: Address, facts: ProjectFacts): boolean =>
  server === 'gunicorn' && by === 'default' && isComposed(facts);

const ALL = '0.0.0.0';

/** The option that makes a server listen everywhere, on the port it has now. */
function option({ server }: ServerTool, port: number): string | undefined {
  switch (server) {
    case 'gunicorn':
    case 'hypercorn':
      return `--bind=${ALL}:${port}`;
    case 'uvicorn':
    case 'granian':
      return `--host=${ALL}`;
    case 'daphne':
      return `--bind=${ALL}`;
    default:
      return undefined;
  }
}

/** Nobody asked for loopback, and the image says that the port is to be reached; nothing in sight has another plan. */
function isMeantToBeReached({ started, address }: Bound, facts: ProjectFacts): boolean {
  const ports = exposedPorts(started.start.stage);
  return (
    address.by === 'default' &&
    ports.known &&
    ports.value.some(({ port }) => port === address.port) &&
    !isComposed(facts) &&
    !givesPort(facts)
  );
}

function listenEverywhere({ fix, facts }: FixContext<object>, bound: Bound) {
  const { started, at, tool, address } = bound;
  const draft = fix.draft();
  const given = address.option;
  if (given) {
    const value = given.value;
    if (at.file !== undefined || value?.literal === undefined || value.source.collapsed) return undefined;
    const start = value.text.indexOf(value.literal);
    const host = /^\[[^\]]*\]|^[^:]*/.exec(value.literal)?.[0] ?? '';
    const bare = value.literal === address.host ? value.literal : host;
    if (start === -1 || bare === '' || value.literal.includes(',')) return undefined;
    const span = value.source.spanOf(start, start + bare.length);
    return draft.replace(span, ALL).build(TITLE, 'review');
  }
  const port = address.port ?? SERVER_DEFAULTS[tool.server]?.port;
  const added = port === undefined ? undefined : option(tool, port);
  if (added === undefined || address.by !== 'default' || !appendOptions(draft, started.start, at, [added]))
    return undefined;
  const safety: Safety = isMeantToBeReached(bound, facts) ? 'safe' : 'review';
  return draft.build(TITLE, safety);
}

const TITLE = 'Listen on all interfaces of the container';

export default defineRule<Bound>({
  id: 'server-bound-to-loopback',
  category: 'runtime',
  severity: 'error',
  severities: ['error', 'warning'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['CMD', 'ENTRYPOINT'], programs: ['server'] },
  docs: {
    summary: 'The server listens on 127.0.0.1, where nobody can reach it',
    why:
      'Inside a container 127.0.0.1 is the container itself. gunicorn, uvicorn, daphne, granian and hypercorn listen there unless ' +
      'they are told otherwise, so Django starts, the log looks fine, and every request to the published port is refused.',
    examples: [
      {
        title: 'uvicorn without a host',
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nEXPOSE 8000\nCMD ["uvicorn", "config.asgi:application"]\n',
      },
      {
        title: 'gunicorn that is bound to localhost',
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCMD ["gunicorn", "config.wsgi", "--bind", "127.0.0.1:8000"]\n',
      },
      {
        title: 'gunicorn takes PORT from the environment, for all interfaces',
        findings: 0,
        before: 'FROM python:3.14-slim-trixie\nENV PORT=8000\nWORKDIR /app\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore:
      'When a proxy in the same pod or network namespace passes the requests on, or the container uses the network of the host.',
    references: [
      'https://docs.gunicorn.org/en/stable/settings.html#bind',
      'https://uvicorn.dev/settings/#socket-binding',
      'https://docs.docker.com/engine/network/#published-ports',
    ],
  },
  *check({ model, facts }) {
    yield* judgeStarted(model, facts, (started, at) => judge(started, at, facts));
  },
  buildFix: (context, { data }) => listenEverywhere(context, data),
});
