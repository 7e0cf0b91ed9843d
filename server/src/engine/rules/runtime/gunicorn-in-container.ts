import type { ProjectFacts } from '../../project/types.ts';
import type { Option, ServerTool } from '../../shell/tools/types.ts';
import { known, unknown } from '../../text/known.ts';
import { defineRule, type FixContext, type Problem, type Safety } from '../define.ts';
import { type GunicornConfig, gunicornConfig } from '../shared/gunicorn-config.ts';
import { judgeStarted } from '../shared/judge-started.ts';
import { isGivenByCompose } from '../shared/python-process.ts';
import { appendOptions, removeOption } from '../shared/start-edits.ts';
import { insertBeforeStart } from '../shared/start-place.ts';
import { placeOf, type Started, type StartedCommand, variableAt } from '../shared/started.ts';

interface Untuned {
  readonly started: Started;
  readonly at: StartedCommand;
  /** Options that are missing. */
  readonly missing: readonly string[];
  /** `--workers 3`, when that is all there is to change. */
  readonly workers: Option | undefined;
}

interface Setting {
  readonly option: string;
  readonly name: string;
  readonly added: string;
}

const SETTINGS: readonly Setting[] = [
  { option: '--worker-tmp-dir', name: 'worker_tmp_dir', added: '--worker-tmp-dir=/dev/shm' },
  { option: '--access-logfile', name: 'accesslog', added: '--access-logfile=-' },
];

/** Logging that is set up in another way says where requests go, too. */
const LOGS_ITSELF = ['--log-config', '--log-config-json', '--logger-class', '--log-syslog', '--statsd-host'];

function judge(started: Started, at: StartedCommand, facts: ProjectFacts): Problem<Untuned> | undefined {
  const { tool, command } = at;
  if (tool?.kind !== 'server' || tool.server !== 'gunicorn' || command.openEnded) return undefined;
  const known = configOf(started, at, tool, facts);
  if (known === undefined) return undefined;
  const { config } = known;
  const missing = SETTINGS.filter(
    ({ option, name }) =>
      !tool.options.some(({ canonical }) => canonical === option) &&
      !(config && maySet(config, name)) &&
      !known.arguments.includes(option) &&
      !(option === '--access-logfile' && logsItself(tool, config)),
  );
  const place = placeOf(at, facts, 'gunicorn is started here');
  if (missing.length > 0) {
    const message = `gunicorn without ${missing.map(({ option }) => option).join(' and ')}: ${missing.map(costOf).join(', ')}`;
    return { ...place, message, data: { started, at, missing: missing.map(({ added }) => added), workers: undefined } };
  }
  const workers = tool.options.filter(({ canonical }) => canonical === '--workers').at(-1);
  const chosen = workers ? workersOf(workers) : /(?:^|\s)(?:-w|--workers)/.test(known.arguments) ? undefined : config;
  // Without the option, the file would have its say.
  const removable = config && maySet(config, 'workers') ? undefined : workers;
  const message = chosen && costOfWorkers(chosen);
  return message === undefined
    ? undefined
    : { ...place, message, data: { started, at, missing: [], workers: removable } };
}

type Workers = Pick<GunicornConfig, 'setting' | 'countsCpus'>;

/** An option goes before the file. */
const workersOf = ({ literal }: Option): Workers => ({
  setting: () => (/^\d+$/.test(literal ?? '') ? known(Number(literal)) : unknown('it is known when it runs')),
  countsCpus: () => false,
});

function costOfWorkers(chosen: Workers): string | undefined {
  if (chosen.countsCpus('workers'))
    return 'cpu_count() sees the CPUs of the host, not the limit of the container: too many workers run out of memory';
  const workers = chosen.setting('workers');
  return workers.known && typeof workers.value === 'number'
    ? `The number of workers (${workers.value}) is fixed in the image: WEB_CONCURRENCY lets each deployment choose it`
    : undefined;
}

const costOf = ({ option }: Setting): string =>
  option === '--worker-tmp-dir' ? 'heartbeats wait for the disk' : 'requests are not in the logs';

/** The file sets it, or nobody can tell whether it does. */
function maySet({ setting }: GunicornConfig, name: string): boolean {
  const value = setting(name);
  return !value.known || value.value !== undefined;
}

const logsItself = ({ options }: ServerTool, config: GunicornConfig | undefined): boolean =>
  options.some(({ canonical }) => LOGS_ITSELF.includes(canonical)) ||
  ['logconfig', 'logconfig_dict', 'logger_class', 'syslog'].some((name) => config && maySet(config, name));

/** What configuration says besides the command; undefined where that cannot be read. A lone file counts as having none. */
function configOf(started: Started, at: StartedCommand, tool: ServerTool, facts: ProjectFacts) {
  const args = variableAt(started, at, 'GUNICORN_CMD_ARGS');
  if (args?.known === false && started.complete) return undefined;
  // Whoever runs it with compose has its options in hand.
  if (isGivenByCompose('GUNICORN_CMD_ARGS', facts)) return undefined;
  const config = gunicornConfig(started, at, tool, facts);
  const isLone = !facts.context.known && !tool.options.some(({ canonical }) => canonical === '--config');
  if (!config.known && !isLone) return undefined;
  return { config: config.known ? config.value : undefined, arguments: args?.known ? args.value : '' };
}

function addOptions({ fix, facts }: FixContext<object>, { started, at, missing }: Untuned) {
  const draft = fix.draft();
  if (!appendOptions(draft, started.start, at, missing)) return undefined;
  const tool = at.tool?.kind === 'server' ? at.tool : undefined;
  const config = tool && gunicornConfig(started, at, tool, facts);
  const safety: Safety = config?.known && config.value.text === '' ? 'safe' : 'review';
  return draft.build(`Add ${missing.join(' ')}`, safety);
}

function moveWorkers({ model, fix }: FixContext<object>, { started, at, workers }: Untuned) {
  const draft = fix.draft();
  const { start } = started;
  const count = workers?.literal;
  if (!workers || count === undefined || start.stage.end.declaredEnv('WEB_CONCURRENCY') !== undefined) return undefined;
  if (at.instruction?.stage !== start.stage || !removeOption(draft, start, at, workers)) return undefined;
  return insertBeforeStart(draft, model, start.stage, [`ENV WEB_CONCURRENCY=${count}`]).build(
    'Set the number of workers with WEB_CONCURRENCY',
    'review',
  );
}

export default defineRule<Untuned>({
  id: 'gunicorn-in-container',
  category: 'runtime',
  severity: 'hint',
  severities: ['hint'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['CMD', 'ENTRYPOINT'], programs: ['gunicorn'] },
  docs: {
    summary: 'gunicorn is not set up for a container',
    why:
      'gunicorn’s workers show that they live by touching a file in /tmp. In a container that is the disk, and on a busy disk Django ' +
      'workers hang for seconds or are killed by mistake; /dev/shm is memory. Requests are logged only with `--access-logfile -`. The ' +
      'number of workers depends on the machine: an image with a fixed number, or one computed from the CPUs of the host, fits one.',
    examples: [
      {
        title: 'Heartbeats in memory, requests in the log',
        files: { 'manage.py': '' },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "config.wsgi:application", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'A fixed number of workers',
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCMD ["gunicorn", "config.wsgi", "--workers", "3", "--bind=0.0.0.0:8000", ' +
          '"--worker-tmp-dir=/dev/shm", "--access-logfile=-"]\n',
      },
      {
        title: 'Set up for a container',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nENV WEB_CONCURRENCY=2\n' +
          'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000", "--worker-tmp-dir=/dev/shm", "--access-logfile=-"]\n',
      },
    ],
    whenToIgnore: 'When a proxy in front logs the requests, and the container’s /tmp is a tmpfs.',
    references: [
      'https://docs.gunicorn.org/en/stable/faq.html#how-do-i-avoid-gunicorn-excessively-blocking-in-os-fchmod',
      'https://docs.gunicorn.org/en/stable/settings.html#workers',
    ],
  },
  *check({ model, facts }) {
    yield* judgeStarted(model, facts, (started, at) => judge(started, at, facts));
  },
  buildFix: (context, { data }) => (data.missing.length > 0 ? addOptions(context, data) : moveWorkers(context, data)),
});
