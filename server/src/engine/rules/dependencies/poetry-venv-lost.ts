import type { CopyInstruction, Stage } from '../../model/types.ts';
import type { Span } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { forgets, isSettledWithoutFiles, lateSettings, vanishes } from '../shared/hidden-installs.ts';
import { installedIn } from '../shared/installed.ts';
import { activateInFront, VENV } from '../shared/own-venv.ts';
import type { HiddenInstall } from '../shared/package-places.ts';
import { putOnPath } from '../shared/path-line.ts';
import { isBare, startPrograms } from '../shared/start-programs.ts';
import { type Started, startedIn } from '../shared/started.ts';
import { instructionsOf, stepsOf } from '../shared/steps.ts';
import { shortened } from '../shared/wording.ts';

interface Lost {
  readonly kind: 'left' | 'vanished' | 'late';
  readonly install: HiddenInstall;
  readonly stage: Stage;
  /** The first COPY from the stage that has the environment. */
  readonly copy: CopyInstruction | undefined;
}

/** What Poetry may do without putting the packages somewhere else. */
const ORDINARY = new Set(['install', 'sync', 'config', 'self add', 'check', 'lock', 'run', 'show', 'about']);

const hasOrdinaryPoetry = (stage: Stage): boolean =>
  instructionsOf(stage).every(
    (each) =>
      each.kind !== 'run' ||
      stepsOf(each).every(
        ({ command: { tool } }) => tool?.kind !== 'poetry' || tool.action === undefined || ORDINARY.has(tool.action),
      ),
  );

/** The stages that a stage copies from, each with the first COPY that does. */
function sourcesOf(stage: Stage): Map<Stage, CopyInstruction> {
  const found = new Map<Stage, CopyInstruction>();
  for (const each of instructionsOf(stage)) {
    if (each.kind !== 'copy' || each.copy.origin.kind !== 'stage') continue;
    if (!found.has(each.copy.origin.stage)) found.set(each.copy.origin.stage, each);
  }
  return found;
}

const isPoetrys = ({ tool }: HiddenInstall): boolean => tool === 'poetry';

function lostInstall(stage: Stage): Lost | undefined {
  const [own] = installedIn(stage).hidden.filter(isPoetrys);
  if (own) {
    if (vanishes(own)) return { kind: 'vanished', install: own, stage, copy: undefined };
    return lateSettings(own, stage).length > 0 ? { kind: 'late', install: own, stage, copy: undefined } : undefined;
  }
  for (const [source, copy] of sourcesOf(stage)) {
    const { hidden, mayBeInSystem } = installedIn(source);
    const [install] = hidden.filter(isPoetrys);
    if (install && !mayBeInSystem && hasOrdinaryPoetry(source)) return { kind: 'left', install, stage, copy };
  }
  return undefined;
}

interface Needing {
  readonly name: string;
  readonly span: Span;
}

/** What the start command wants of the environment. */
function wanted(started: Started, lost: Lost): Needing | undefined {
  const program = startPrograms(started)?.find(isBare);
  if (program) return program;
  if (lost.kind === 'late' && !lateSettings(lost.install, lost.stage).some(forgets)) return undefined;
  for (const { command, conditional, file, span } of started.commands) {
    const { tool } = command;
    const name = tool?.kind === 'poetry' && tool.action === 'run' ? tool.runs[0]?.literal : undefined;
    if (tool && name !== undefined && !conditional)
      return { name, span: file === undefined ? tool.program.span : span };
  }
  return undefined;
}

function messageFor({ kind, install }: Lost, needing: Needing): string {
  const name = /^python/.test(needing.name) ? 'Django' : shortened(needing.name, 20);
  const folder = shortened(install.folder, 36);
  switch (kind) {
    case 'left':
      return `Poetry installs into ${folder}, which is not copied: ${name} is not in the final image`;
    case 'vanished':
      return `Poetry installs into ${folder}, a mount that is gone after this RUN, and ${name} with it`;
    case 'late':
      return `Poetry has made its environment before it is configured otherwise: ${name} lies in it, and is not found`;
  }
}

/** Both images have the same Python at the same place. */
function sharePython(one: Stage, other: Stage): boolean {
  const [a, b] = [one.base, other.base];
  return (
    a.family === 'python' &&
    b.family === 'python' &&
    a.python.known &&
    b.python.known &&
    a.python.value === b.python.value
  );
}

function mend({ model, fix }: FixContext<object>, { install, stage, copy }: Lost) {
  const { run } = install.step;
  const { user } = run.before;
  if (!user.known || user.value !== 'root') return undefined;
  const draft = activateInFront(fix.draft(), run);
  const from = copy?.node.from?.value;
  if (copy) {
    if (copy.stage !== stage || from === undefined || !sharePython(run.stage, stage)) return undefined;
    draft.insertLinesBefore(copy, [`COPY --from=${from} ${VENV} ${VENV}`]);
  }
  if (!putOnPath(draft, model, stage, copy ?? run, `${VENV}/bin`)) return undefined;
  return copy
    ? draft.build(`Let Poetry install into ${VENV} and copy that`, 'safe')
    : draft.build(`Let Poetry install into ${VENV}`, 'review');
}

export default defineRule<Lost>({
  id: 'poetry-venv-lost',
  category: 'dependencies',
  severity: 'error',
  severities: ['error'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['poetry'],
  appliesTo: { programs: ['poetry'] },
  docs: {
    summary: 'Poetry’s virtual environment does not reach the final image',
    why:
      'Without further notice Poetry makes a virtual environment with a made-up name below `~/.cache/pypoetry/virtualenvs`. A COPY of ' +
      'the project leaves it behind in the builder, and a cache mount on that folder takes it away when the RUN ends: the image has ' +
      'the code of the Django project and not one of its packages. Poetry uses an environment that `VIRTUAL_ENV` names, and that ' +
      'one is easy to copy.',
    examples: [
      {
        title: 'The environment stays in the builder',
        before:
          'FROM python:3.13-slim-trixie AS builder\nRUN pip install --no-cache-dir poetry==2.4.1\nWORKDIR /app\n' +
          'COPY pyproject.toml poetry.lock ./\nRUN poetry install --only=main --no-root\n\nFROM python:3.13-slim-trixie\nWORKDIR /app\n' +
          'COPY --from=builder /app /app\nCOPY . .\nCMD ["gunicorn", "config.wsgi:application"]\n',
      },
      {
        title: 'The environment lies in a cache mount',
        before:
          'FROM python:3.13-slim-trixie\nRUN pip install --no-cache-dir poetry==2.4.1\nWORKDIR /app\nCOPY pyproject.toml poetry.lock ./\n' +
          'RUN --mount=type=cache,target=/root/.cache poetry install --only=main --no-root\nCOPY . .\n' +
          'CMD ["poetry", "run", "gunicorn", "config.wsgi:application"]\n',
      },
      {
        title: 'An environment in the project comes along',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie AS builder\nENV POETRY_VIRTUALENVS_IN_PROJECT=1\nRUN pip install --no-cache-dir poetry==2.4.1\n' +
          'WORKDIR /app\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --only=main --no-root\n\nFROM python:3.13-slim-trixie\n' +
          'WORKDIR /app\nCOPY --from=builder /app /app\nENV PATH="/app/.venv/bin:$PATH"\nCMD ["gunicorn", "config.wsgi:application"]\n',
      },
    ],
    whenToIgnore: 'When the packages come into the final image in a way this rule does not see.',
    references: [
      'https://python-poetry.org/docs/configuration/#virtualenvspath',
      'https://python-poetry.org/docs/basic-usage/#using-your-virtual-environment',
    ],
  },
  *check({ model, facts }): Generator<Problem<Lost>> {
    for (const started of startedIn(model, facts)) {
      const { stage } = started.start;
      const { environments, mayBeInSystem } = installedIn(stage);
      if (mayBeInSystem || environments.some(({ holdsApp }) => holdsApp)) continue;
      const lost = lostInstall(stage);
      const needing = lost && isSettledWithoutFiles(lost.install, facts) ? wanted(started, lost) : undefined;
      if (!lost || !needing) continue;
      const related = [{ span: needing.span, message: `${shortened(needing.name)} is started here` }];
      yield { span: lost.install.step.command.span, message: messageFor(lost, needing), related, data: lost };
    }
  },
  buildFix: (context, { data }) => mend(context, data),
});
