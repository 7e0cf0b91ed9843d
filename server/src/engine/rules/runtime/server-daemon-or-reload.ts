import type { ProjectFacts } from '../../project/types.ts';
import type { Option, Tool } from '../../shell/tools/types.ts';
import { defineRule, type FixContext, type Problem, type Safety } from '../define.ts';
import { gunicornConfig } from '../shared/gunicorn-config.ts';
import { judgeStarted } from '../shared/judge-started.ts';
import { entrypointKind } from '../shared/start.ts';
import { removeOption } from '../shared/start-edits.ts';
import { placeOf, type Started, type StartedCommand } from '../shared/started.ts';

interface Wrong {
  readonly started: Started;
  readonly at: StartedCommand;
  /** `background`: a `&` behind it; `config`: a setting of gunicorn's configuration file. */
  readonly kind: 'daemon' | 'background' | 'reload' | 'config';
  readonly options: readonly Option[];
}

type Runner = Extract<Tool, { kind: 'server' | 'celery' }>;

const DAEMON: Readonly<Record<string, string>> = {
  gunicorn: '--daemon',
  hypercorn: '--daemon',
  uwsgi: '--daemonize',
  celery: '--detach',
};

const RELOAD: Readonly<Record<string, readonly string[]>> = {
  gunicorn: ['--reload'],
  uvicorn: ['--reload'],
  hypercorn: ['--reload'],
  granian: ['--reload'],
  uwsgi: ['--py-autoreload'],
};

const nameOf = (tool: Runner): string => (tool.kind === 'celery' ? 'celery' : tool.server);

function judge(started: Started, at: StartedCommand, facts: ProjectFacts): Problem<Wrong> | undefined {
  const { tool, command, conditional, last } = at;
  if ((tool?.kind !== 'server' && tool?.kind !== 'celery') || conditional) return undefined;
  const name = nameOf(tool);
  const { span, related } = placeOf(at, facts, 'It is started here');
  const place = (option?: Option) => ({ span: at.file === undefined && option ? option.span : span, related });
  const ends = `the container stops as soon as ${name} is in the background`;
  // In front of another program a daemon is meant: that one keeps the container up.
  const daemon = last ? tool.options.find((option) => option.canonical === DAEMON[name]) : undefined;
  if (daemon)
    return {
      ...place(daemon),
      message: `${daemon.name}: ${ends}`,
      data: { started, at, kind: 'daemon', options: [daemon] },
    };
  if (last && command.background)
    return { ...place(), message: `&: ${ends}`, data: { started, at, kind: 'background', options: [] } };
  const reload = tool.options.filter(({ canonical }) => RELOAD[name]?.includes(canonical));
  const [first] = reload;
  const reloads = `${name} watches the code and shows tracebacks: that is for development`;
  if (first) {
    const companions = tool.options.filter(({ canonical }) => canonical.startsWith('--reload'));
    const options = companions.length > 0 ? companions : reload;
    return {
      ...place(first),
      severity: 'warning',
      message: `${first.name}: ${reloads}`,
      data: { started, at, kind: 'reload', options },
    };
  }
  if (tool.kind !== 'server' || tool.server !== 'gunicorn') return undefined;
  const config = gunicornConfig(started, at, tool, facts);
  if (!config.known) return undefined;
  const isOn = (name: string): boolean => {
    const setting = config.value.setting(name);
    return setting.known && setting.value === true;
  };
  const data: Wrong = { started, at, kind: 'config', options: [] };
  if (last && isOn('daemon'))
    return { ...place(), message: `daemon = True in gunicorn's configuration: ${ends}`, data };
  if (isOn('reload'))
    return { ...place(), severity: 'warning', message: `reload = True in gunicorn's configuration: ${reloads}`, data };
  return undefined;
}

/** Nothing stands between Docker and the command that could have plans of its own. */
const isAlone = ({ start, commands }: Started, facts: ProjectFacts): boolean =>
  commands.length === 1 && ['none', 'launcher', 'program'].includes(entrypointKind(start, facts).kind);

function safetyOf({ started, at, kind, options }: Wrong, facts: ProjectFacts): Safety {
  if (!isAlone(started, facts)) return 'review';
  if (kind !== 'reload') return 'safe';
  // uvicorn starts the workers it was given once it does not reload any more.
  const hasWorkers = at.tool?.kind === 'server' && at.tool.options.some(({ canonical }) => canonical === '--workers');
  return options.length > 1 || hasWorkers ? 'review' : 'safe';
}

const TITLES = {
  daemon: 'Keep the server in the foreground',
  background: 'Keep the server in the foreground',
  reload: 'Do not reload',
} as const;

function mend({ fix, facts }: FixContext<object>, wrong: Wrong) {
  const { started, at, kind, options } = wrong;
  if (kind === 'config' || at.file !== undefined) return undefined;
  const draft = fix.draft();
  if (kind === 'background') {
    const { text, commands, comments } = at.script;
    const { end } = at.command.span;
    if (text.collapsed || comments.length > 0 || at.command !== commands.at(-1)) return undefined;
    draft.remove({ start: end, end: text.span.end });
  } else if (!options.every((option) => removeOption(draft, started.start, at, option))) return undefined;
  return draft.build(TITLES[kind], safetyOf(wrong, facts));
}

export default defineRule<Wrong>({
  id: 'server-daemon-or-reload',
  category: 'runtime',
  severity: 'error',
  severities: ['error', 'warning'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['CMD', 'ENTRYPOINT'], programs: ['server', 'celery'] },
  docs: {
    summary: 'The server goes to the background, or reloads code as in development',
    why:
      'A container lives as long as its first process. With `--daemon`, `--detach` or a `&` behind it the server forks, the first ' +
      'process ends with code 0, and the container stops without an error. `--reload` is made for development: it watches every ' +
      'file of the Django project, restarts the workers in the middle of requests, and shows tracebacks when the code does not load.',
    examples: [
      {
        title: 'gunicorn as a daemon',
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCMD ["gunicorn", "config.wsgi", "--daemon", "--bind", "0.0.0.0:8000"]\n',
      },
      {
        title: 'uvicorn that reloads',
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCMD ["uvicorn", "config.asgi:application", "--host", "0.0.0.0", "--reload"]\n',
      },
      {
        title: 'Another program keeps the container up',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCMD celery -A config worker --detach && exec gunicorn config.wsgi --bind 0.0.0.0:8000\n',
      },
    ],
    whenToIgnore:
      'When something outside keeps the container running, or reloading in an image that ships is what you want.',
    references: [
      'https://docs.gunicorn.org/en/stable/settings.html#daemon',
      'https://docs.gunicorn.org/en/stable/settings.html#reload',
      'https://docs.docker.com/engine/containers/multi-service_container/',
    ],
  },
  *check({ model, facts }) {
    yield* judgeStarted(model, facts, (started, at) => judge(started, at, facts));
  },
  buildFix: (context, { data }) => mend(context, data),
});
