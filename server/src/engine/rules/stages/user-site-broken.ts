import { installedPackages } from '../../model/packages.ts';
import type { CopyInstruction, Model, RunInstruction, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { isWithin } from '../../text/path.ts';
import type { Span } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { effectiveTool } from '../shared/commands.ts';
import { installedIn } from '../shared/installed.ts';
import { VENV } from '../shared/own-venv.ts';
import type { Environment } from '../shared/package-places.ts';
import { foldersOnPath } from '../shared/path-folders.ts';
import { putOnPath } from '../shared/path-line.ts';
import { isRoot } from '../shared/privileges.ts';
import { entrypointKind } from '../shared/start.ts';
import { isBare, startPrograms } from '../shared/start-programs.ts';
import { type Started, startedIn } from '../shared/started.ts';
import { instructionsOf, stepsOf } from '../shared/steps.ts';
import { shortened } from '../shared/wording.ts';

interface Broken {
  readonly kind: 'out-of-reach' | 'not-on-path';
  readonly stage: Stage;
  readonly environment: Environment;
}

const HOME_OF_ROOT = '/root';

const spanOf = ({ bringer, maker }: Environment): Span => (bringer.kind === 'run' ? maker.command.span : bringer.span);

/** Somebody lets others into root's home, or lets them become root. */
const opensHome = (stage: Stage): boolean =>
  installedPackages(stage).packages.some(({ name }) => name === 'sudo' || name === 'doas') ||
  instructionsOf(stage).some(
    (each) =>
      each.kind === 'run' &&
      stepsOf(each).some(
        ({ command: { tool } }) =>
          tool?.kind === 'files' &&
          (tool.front === 'chmod' || tool.front === 'install') &&
          tool.paths.some(({ text }) => /\/root\/?["']?$|^["']?[~/]["']?$|\$/.test(text)),
      ),
  );

function judgeReach(stage: Stage): Problem<Broken> | undefined {
  const { user } = stage.end;
  const holding = installedIn(stage).environments.filter(({ holdsApp }) => holdsApp);
  const [environment] = holding;
  if (!environment || !user.known || isRoot(user.value) || !holding.every(({ path }) => isWithin(path, HOME_OF_ROOT)))
    return undefined;
  if (opensHome(stage)) return undefined;
  const setBy = instructionsOf(stage)
    .filter(({ kind }) => kind === 'user')
    .at(-1);
  return {
    span: spanOf(environment),
    message: `User ${shortened(user.value, 20)} may not enter /root: no package in ${shortened(environment.path)} is found, Django neither`,
    related: setBy ? [{ span: setBy.span, message: 'From here on it is another user' }] : [],
    data: { kind: 'out-of-reach', stage, environment },
  };
}

function judgePath(started: Started, model: Model, facts: ProjectFacts): Problem<Broken> | undefined {
  const { start } = started;
  const { stage, entrypoint, command } = start;
  const folders = foldersOnPath(stage);
  const holding = installedIn(stage).environments.filter(({ holdsApp }) => holdsApp);
  const environment = holding.find(({ kind }) => kind === 'user');
  if (!environment || !folders || holding.some(({ path }) => folders.includes(`${path}/bin`))) return undefined;
  const folder = `${shortened(environment.path)}/bin`;
  const data: Broken = { kind: 'not-on-path', stage, environment };
  if (!entrypoint && !command) {
    if (stage !== model.stages.at(-1) || entrypointKind(start, facts).kind !== 'none') return undefined;
    const message = `${folder} is not on PATH: gunicorn, celery and django-admin are not found by their names`;
    return { span: spanOf(environment), severity: 'warning', message, data };
  }
  const program = startPrograms(started)?.find((each) => each.kind === 'script' && isBare(each));
  if (!program) return undefined;
  return {
    span: spanOf(environment),
    message: `${program.name} lies in ${folder}, which is not on PATH: the container cannot start`,
    related: [{ span: program.span, message: 'It is started here' }],
    data,
  };
}

/** The installs with `--user` that fill a place, each as a RUN and the option. */
function userInstalls({ maker }: Environment): { readonly run: RunInstruction; readonly option: Span }[] | undefined {
  const { stage } = maker.run;
  const found: { run: RunInstruction; option: Span }[] = [];
  for (const run of stage.instructions) {
    if (run.kind !== 'run') continue;
    for (const { command } of stepsOf(run)) {
      const tool = effectiveTool(command);
      if (tool?.kind !== 'pip' || tool.action !== 'install') continue;
      const option = tool.options.find(({ canonical }) => canonical === '--user');
      if (option && run.node.command.form === 'shell') found.push({ run, option: option.span });
      else if (found.length > 0) return undefined;
    }
  }
  return found.length > 0 && found.some(({ run }) => run === maker.run) ? found : undefined;
}

const isWhole = (copy: CopyInstruction, path: string): boolean => {
  const [source] = copy.copy.sources;
  return copy.node.sources.length === 1 && !copy.node.json && source?.known === true && `/${source.value}` === path;
};

/** Everything installs into an environment that all users can read. */
function moveToVenv({ model, fix }: FixContext<object>, { stage, environment }: Broken) {
  const { bringer, maker, kind, path, madeAt } = environment;
  const installs = kind === 'user' ? userInstalls(environment) : undefined;
  const [first] = installs ?? [];
  if (!installs || !first || (bringer.kind !== 'run' && !isWhole(bringer, madeAt))) return undefined;
  const { text } = model.syntax;
  const draft = fix.draft();
  draft.insertLinesBefore(first.run, [`RUN python -m venv ${VENV}`, `ENV PATH="${VENV}/bin:$PATH"`]);
  for (const { option } of installs) {
    const gap = /[ \t]*$/.exec(text.slice(0, option.start))?.[0].length ?? 0;
    draft.remove({ start: option.start - gap, end: option.end });
  }
  const { destination } = bringer.kind === 'run' ? { destination: undefined } : bringer.node;
  const [source] = bringer.kind === 'run' ? [] : bringer.node.sources;
  if (source && destination) draft.replace(source.span, VENV).replace(destination.span, VENV);
  let isOnPath = bringer.kind === 'run';
  for (const each of new Set(
    [...maker.run.stage.ancestry, ...stage.ancestry].flatMap(({ instructions }) => instructions),
  )) {
    if (each === bringer || !text.slice(each.span.start, each.span.end).includes(path)) continue;
    const at = text.indexOf(`${path}/bin`, each.span.start);
    if (each.kind !== 'env' || at === -1 || text.slice(at + 1, each.span.end).includes(path)) return undefined;
    draft.replace({ start: at, end: at + path.length }, VENV);
    isOnPath ||= each.stage === stage;
  }
  if (!isOnPath && !putOnPath(draft, model, stage, bringer, `${VENV}/bin`)) return undefined;
  return draft.build(`Install into ${VENV}, which every user can read`, 'review');
}

export default defineRule<Broken>({
  id: 'user-site-broken',
  category: 'stages',
  severity: 'error',
  severities: ['error', 'warning'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['COPY', 'USER'], programs: ['pip'] },
  docs: {
    summary: 'Packages of `pip install --user` are out of reach when the container starts',
    why:
      '`pip install --user` as root puts everything below `/root/.local`. That folder’s `bin` is on no PATH, so `gunicorn` is not ' +
      'found; and `/root` is closed to everybody else, so with `USER app` Python does not even see the packages and ends with ' +
      '“No module named django”. A virtual environment below `/opt` is one folder as well, and open to all.',
    examples: [
      {
        title: 'Nobody finds the programs',
        before:
          'FROM python:3.13-slim-trixie AS builder\nCOPY requirements.txt .\nRUN pip install --no-cache-dir --user -r requirements.txt\n\n' +
          'FROM python:3.13-slim-trixie\nCOPY --from=builder /root/.local /root/.local\nWORKDIR /app\nCOPY . .\n' +
          'CMD ["gunicorn", "config.wsgi:application"]\n',
      },
      {
        title: 'On PATH, and closed to the user of the app',
        before:
          'FROM python:3.13-slim-trixie AS builder\nCOPY requirements.txt .\nRUN pip install --no-cache-dir --user -r requirements.txt\n\n' +
          'FROM python:3.13-slim-trixie\nRUN useradd --create-home app\nCOPY --from=builder /root/.local /root/.local\n' +
          'ENV PATH=/root/.local/bin:$PATH\nWORKDIR /app\nCOPY . .\nUSER app\nCMD ["gunicorn", "config.wsgi:application"]\n',
      },
      {
        title: 'In the home of the user that runs it, and on PATH',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie AS builder\nCOPY requirements.txt .\nRUN pip install --no-cache-dir --user -r requirements.txt\n\n' +
          'FROM python:3.13-slim-trixie\nRUN useradd --create-home app\nCOPY --from=builder /root/.local /home/app/.local\n' +
          'ENV PATH=/home/app/.local/bin:$PATH\nUSER app\nCMD ["gunicorn", "config.wsgi:application"]\n',
      },
    ],
    whenToIgnore: 'When whatever starts the container runs it as root and sets PATH.',
    references: [
      'https://pip.pypa.io/en/stable/user_guide/#user-installs',
      'https://docs.python.org/3/library/site.html#site.USER_SITE',
    ],
  },
  *check({ model, facts }): Generator<Problem<Broken>> {
    for (const started of startedIn(model, facts)) {
      const { stage } = started.start;
      const { environments, mayBeInSystem } = installedIn(stage);
      if (environments.length === 0 || mayBeInSystem || stage.end.declaredEnv('PYTHONPATH')) continue;
      const problem = judgeReach(stage) ?? judgePath(started, model, facts);
      if (problem) yield problem;
    }
  },
  buildFix(context, { data }) {
    if (data.kind === 'out-of-reach') return moveToVenv(context, data);
    const { stage, environment } = data;
    const draft = context.fix.draft();
    if (!putOnPath(draft, context.model, stage, environment.bringer, `${environment.path}/bin`)) return undefined;
    return draft.build(`Put ${shortened(environment.path, 40)}/bin on PATH`, 'safe');
  },
});
