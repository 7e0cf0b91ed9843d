import { contextFilesOf } from '../../model/start.ts';
import type { PlainInstruction, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { ServerTool } from '../../shell/tools/types.ts';
import type { Token } from '../../syntax/nodes.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { appendOptions } from '../shared/start-edits.ts';
import { placeOf, type Started, type StartedCommand, startedIn, variableAt } from '../shared/started.ts';

type Wrong =
  | { readonly kind: 'uwsgi'; readonly started: Started; readonly at: StartedCommand }
  | { readonly kind: 'signal'; readonly word: Token };

function stopSignal(stage: Stage): { instruction: PlainInstruction; word: Token } | undefined {
  for (const { instructions } of stage.ancestry) {
    const last = instructions.filter((each): each is PlainInstruction => each.kind === 'stopsignal').at(-1);
    const word = last && 'words' in last.node ? last.node.words[0] : undefined;
    if (last && word) return { instruction: last, word };
  }
  return undefined;
}

const SIGNALS: Readonly<Record<string, string>> = { '2': 'INT', '3': 'QUIT', '9': 'KILL', '15': 'TERM' };

/** `SIGQUIT`, `quit` and `3` are the same. */
const signalName = (text: string): string => SIGNALS[text] ?? text.toUpperCase().replace(/^SIG/, '');

/** What a signal does to a program that takes SIGTERM as the request to finish its work. */
function consequence(signal: string, { tool }: StartedCommand): string | undefined {
  if (signal === 'KILL') return 'ends everything at once: running requests and tasks are lost';
  const isServer = tool?.kind === 'server' && tool.server === 'gunicorn';
  if (isServer && (signal === 'QUIT' || signal === 'INT'))
    return 'makes gunicorn quit at once: running requests are lost';
  const drops = tool?.kind === 'celery' && signal === 'QUIT';
  return drops ? 'makes Celery quit at once: running tasks are lost' : undefined;
}

function judgeSignal({ start, commands }: Started): Problem<Wrong> | undefined {
  const set = stopSignal(start.stage);
  const at = commands.find(({ tool }) => tool?.kind === 'server' || tool?.kind === 'celery');
  const what = set && at && consequence(signalName(set.word.value), at);
  if (!set || !what) return undefined;
  return {
    span: set.word.span,
    message: `STOPSIGNAL ${set.word.value} ${what}`,
    data: { kind: 'signal', word: set.word },
  };
}

const READS_FILE = ['--ini', '--yaml', '--json', '--xml'];
/** Options that make SIGTERM end uWSGI, or make something else of signals. */
const DIES = /^--(?:die-on-term|exit-on-reload|hook-master-start|signal)$/;
const DIES_IN_FILE = /die-on-term|unix_signal/;

/** Whether uWSGI's own configuration leaves SIGTERM as it is; undefined where it cannot be read. */
function keepsReloading(stage: Stage, tool: ServerTool, facts: ProjectFacts): boolean | undefined {
  if (tool.options.some(({ canonical }) => DIES.test(canonical))) return false;
  for (const { canonical, value } of tool.options) {
    if (!READS_FILE.includes(canonical)) continue;
    const file =
      value &&
      contextFilesOf(stage, value)
        .map((path) => facts.script(path))
        .find((each) => each.known);
    if (!file?.known || /^[ \t]*(?:ini|include|import|yaml)[ \t]*=/m.test(file.value.text)) return undefined;
    if (DIES_IN_FILE.test(file.value.text)) return false;
  }
  return true;
}

/** `dumb-init --rewrite 15:3` gives uWSGI another signal. */
const isRewritten = ({ command: { words } }: StartedCommand): boolean =>
  words.some((word) => /^(?:-r|--rewrite)/.test(word.text));

function judgeUwsgi(started: Started, at: StartedCommand, facts: ProjectFacts): Problem<Wrong> | undefined {
  const { stage } = started.start;
  const { tool, command } = at;
  if (tool?.kind !== 'server' || tool.server !== 'uwsgi' || command.openEnded || isRewritten(at)) return undefined;
  const set = stopSignal(stage);
  if (set && signalName(set.word.value) !== 'TERM') return undefined;
  if (variableAt(started, at, 'UWSGI_DIE_ON_TERM') !== undefined) return undefined;
  if (
    keepsReloading(stage, tool, facts) !== true ||
    readsUnnamedFile(
      tool,
      command.words.map(({ text }) => text),
    )
  )
    return undefined;
  return {
    ...placeOf(at, facts, 'uWSGI is started here'),
    message: 'uWSGI reloads on SIGTERM instead of ending: a stop waits 10 s and then kills running requests',
    data: { kind: 'uwsgi', started, at },
  };
}

/** `uwsgi app.ini` reads a file that no option names; so does `--emperor`. */
const readsUnnamedFile = (tool: ServerTool, words: readonly string[]): boolean =>
  words.some(
    (text, index) =>
      /\.(?:ini|ya?ml|xml|json)$/.test(text) && !READS_FILE.includes(words[index - 1] ?? '') && !text.startsWith('--'),
  ) || tool.options.some(({ canonical }) => canonical === '--emperor');

function mend({ fix }: FixContext<object>, wrong: Wrong) {
  const draft = fix.draft();
  if (wrong.kind === 'signal') return draft.replace(wrong.word.span, 'SIGTERM').build('Stop with SIGTERM', 'review');
  if (!appendOptions(draft, wrong.started.start, wrong.at, ['--die-on-term'])) return undefined;
  return draft.build('Add --die-on-term', 'safe');
}

export default defineRule<Wrong>({
  id: 'wrong-stop-signal',
  category: 'runtime',
  severity: 'warning',
  severities: ['warning'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['STOPSIGNAL'], programs: ['uwsgi'] },
  docs: {
    summary: 'The signal that stops the container does not let the server finish',
    why:
      'Docker stops a container with SIGTERM and kills it ten seconds later. uWSGI takes SIGTERM for “reload” unless it is told to ' +
      '`--die-on-term`, so every deployment of the Django app waits ten seconds and then cuts requests off. gunicorn and Celery finish ' +
      'their work on SIGTERM; a STOPSIGNAL such as SIGQUIT or SIGKILL takes that away from them.',
    examples: [
      {
        title: 'uWSGI with its usual answer to SIGTERM',
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCMD ["uwsgi", "--http", ":8000", "--module", "config.wsgi", "--master"]\n',
      },
      {
        title: 'gunicorn is told to quit',
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nSTOPSIGNAL SIGQUIT\nCMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000"]\n',
      },
      {
        title: 'SIGINT ends uWSGI, too',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nSTOPSIGNAL SIGINT\nCMD ["uwsgi", "--http", ":8000", "--module", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When something else stops the server, such as a supervisor that sends it another signal.',
    references: [
      'https://uwsgi-docs.readthedocs.io/en/latest/Management.html#signals-for-controlling-uwsgi',
      'https://docs.gunicorn.org/en/stable/signals.html#master-process',
      'https://docs.docker.com/reference/dockerfile/#stopsignal',
    ],
  },
  *check({ model, facts }) {
    const judged = new Set<number>();
    for (const started of startedIn(model, facts)) {
      const found = [judgeSignal(started), ...started.commands.map((at) => judgeUwsgi(started, at, facts))];
      for (const problem of found) {
        if (!problem || judged.has(problem.span.start)) continue;
        judged.add(problem.span.start);
        yield problem;
      }
    }
  },
  buildFix: (context, { data }) => mend(context, data),
});
