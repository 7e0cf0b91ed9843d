import type { Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { isWithin } from '../../text/path.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { isSettledWithoutFiles, lateSettings, vanishes } from '../shared/hidden-installs.ts';
import { installedIn } from '../shared/installed.ts';
import { activateInFront, VENV } from '../shared/own-venv.ts';
import type { Environment, HiddenInstall } from '../shared/package-places.ts';
import { foldersOnPath } from '../shared/path-folders.ts';
import { putOnPath } from '../shared/path-line.ts';
import { isBare, type StartProgram, startPrograms } from '../shared/start-programs.ts';
import { startedIn } from '../shared/started.ts';
import { shortened } from '../shared/wording.ts';

type OffPath =
  | { readonly stage: Stage; readonly environment: Environment }
  | { readonly stage: Stage; readonly hidden: HiddenInstall };

/** An environment of a tool, which nobody starts the application from. */
const OF_A_TOOL = /(?:poetry|pipx|pipenv|\buv|tools?|ansible|aws)[^/]*$/i;

const SYSTEM_FOLDER = /^\/(?:usr(?:\/local)?\/)?s?bin$/;

/** PATH leads to no environment, and to nothing that was copied from elsewhere and may be one. */
function leadsToNone(folders: readonly string[], stage: Stage): boolean {
  const { environments, foreign } = installedIn(stage);
  return folders.every((folder) => {
    if (SYSTEM_FOLDER.test(folder)) return true;
    if (environments.some(({ path }) => folder === `${path}/bin`)) return false;
    return !foreign.some((place) => isWithin(folder, place));
  });
}

/** Of several environments the one that was brought last is the application's. */
function whatIsOff(stage: Stage, facts: ProjectFacts): OffPath | undefined {
  const { environments, hidden } = installedIn(stage);
  const holding = environments.filter(
    ({ kind, holdsApp, path }) => kind === 'venv' && holdsApp && !OF_A_TOOL.test(path),
  );
  const environment = holding.at(-1);
  if (environment) return { stage, environment };
  const [install] = hidden;
  // Another rule has those that are lost altogether.
  if (!install || vanishes(install) || lateSettings(install, stage).length > 0) return undefined;
  return isSettledWithoutFiles(install, facts) ? { stage, hidden: install } : undefined;
}

const TOOL_NAMES = { poetry: 'Poetry', pipenv: 'Pipenv' } as const;

function messageFor({ name, kind }: StartProgram, off: OffPath): string {
  if ('hidden' in off) {
    const tool = TOOL_NAMES[off.hidden.tool];
    return kind === 'script'
      ? `${tool} put ${name} into a virtual environment that is not on PATH: the container cannot start`
      : `${tool} put Django into a virtual environment of its own: the ${name} of the image does not find it`;
  }
  const path = shortened(off.environment.path);
  return kind === 'script'
    ? `${name} lies in ${path}/bin, which is not on PATH: the container cannot start`
    : `${path}/bin is not on PATH: this is the ${name} of the image, which does not find Django`;
}

function mend({ model, fix }: FixContext<object>, off: OffPath) {
  const draft = fix.draft();
  if ('hidden' in off) {
    const { step, tool } = off.hidden;
    const { run } = step;
    if (tool !== 'poetry' || !off.stage.instructions.includes(run)) return undefined;
    if (!putOnPath(activateInFront(draft, run), model, off.stage, run, `${VENV}/bin`)) return undefined;
    return draft.build(`Let Poetry install into ${VENV} and put it on PATH`, 'review');
  }
  const { path, bringer } = off.environment;
  if (!putOnPath(draft, model, off.stage, bringer, `${path === '/' ? '' : path}/bin`)) return undefined;
  return draft.build(`Put ${shortened(path, 40)}/bin on PATH`, 'safe');
}

export default defineRule<OffPath>({
  id: 'venv-not-on-path',
  category: 'stages',
  severity: 'error',
  severities: ['error'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['CMD', 'ENTRYPOINT'], programs: ['venv', 'uv', 'poetry', 'pipenv'] },
  docs: {
    summary: 'The packages are in a virtual environment that is not on PATH',
    why:
      'Nothing activates a virtual environment in a container: `CMD ["gunicorn", …]` is looked up on PATH, and so is `python`. Without ' +
      'the `bin` folder of the environment in front of PATH, the server is not found, or the Python of the image starts `manage.py` ' +
      'and knows no Django. An `activate` in a RUN helps that RUN alone. One `ENV PATH` does for every command what `activate` does ' +
      'for a shell.',
    examples: [
      {
        title: 'uv sync makes .venv, and the command does not find it',
        before:
          'FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\n' +
          'RUN uv sync --locked --no-dev --no-cache\nCOPY . .\nCMD ["gunicorn", "config.wsgi:application"]\n',
      },
      {
        title: 'The environment was on PATH in the builder only',
        before:
          'FROM python:3.13-slim-trixie AS builder\nENV PATH="/opt/venv/bin:$PATH"\nRUN python -m venv /opt/venv\nCOPY requirements.txt .\n' +
          'RUN pip install --no-cache-dir -r requirements.txt\n\nFROM python:3.13-slim-trixie\nCOPY --from=builder /opt/venv /opt/venv\n' +
          'WORKDIR /app\nCOPY . .\nCMD ["python", "-m", "gunicorn", "config.wsgi:application"]\n',
      },
      {
        title: 'The path says which Python is meant',
        findings: 0,
        before:
          'FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\n' +
          'RUN uv sync --locked --no-dev --no-cache\nCOPY . .\nCMD ["/app/.venv/bin/gunicorn", "config.wsgi:application"]\n',
      },
    ],
    whenToIgnore: 'When whatever starts the container sets PATH, or gives another command.',
    references: [
      'https://docs.astral.sh/uv/guides/integration/docker/#using-the-environment',
      'https://docs.python.org/3/library/venv.html#how-venvs-work',
    ],
  },
  *check({ model, facts }): Generator<Problem<OffPath>> {
    for (const started of startedIn(model, facts)) {
      const { stage } = started.start;
      const { environments, hidden, mayBeInSystem } = installedIn(stage);
      if ((environments.length === 0 && hidden.length === 0) || mayBeInSystem) continue;
      if (environments.some(({ kind, holdsApp }) => kind === 'user' && holdsApp)) continue;
      const folders = foldersOnPath(stage);
      if (!folders || !leadsToNone(folders, stage)) continue;
      const program = startPrograms(started)?.find(isBare);
      const off = program && whatIsOff(stage, facts);
      if (!program || !off) continue;
      const brings = 'hidden' in off ? off.hidden.step.command : off.environment.bringer;
      yield {
        span: program.span,
        message: messageFor(program, off),
        related: [{ span: brings.span, message: 'The packages come from here' }],
        data: off,
      };
    }
  },
  buildFix: (context, { data }) => mend(context, data),
});
