import type { Model } from '../../model/types.ts';
import type { InstalledPackage } from '../../project/dependencies/closure.ts';
import type { ManagerRequest } from '../../project/dependencies/requests.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { lastPart } from '../../text/path.ts';
import { defineRule, type FixContext, type Problem, type Related } from '../define.ts';
import { effectiveTool } from '../shared/commands.ts';
import { copyBeside } from '../shared/dependencies/copy-beside.ts';
import { isFixedElsewhere, isLoose, judgedPackages } from '../shared/dependencies/loose-versions.ts';
import { type ImageInstall, imageDependencies } from '../shared/image-dependencies.ts';
import { variableOf } from '../shared/steps.ts';
import { shortened } from '../shared/wording.ts';

/** The lock that should be copied; undefined where versions have to be written by hand. */
interface Loose {
  readonly install: ImageInstall;
  readonly lock: string | undefined;
}

const LOCKS = { uv: 'uv.lock', poetry: 'poetry.lock', pdm: 'pdm.lock', pipenv: 'Pipfile.lock' };
const ALL_LOCKS = [...Object.values(LOCKS), 'pylock.toml'];

/** Without its lock it stops, which another rule says. */
function stopsWithoutLock({ step }: ImageInstall): boolean {
  const tool = effectiveTool(step.command);
  if (tool?.kind === 'uv')
    return (
      tool.locked || tool.frozen || ['UV_LOCKED', 'UV_FROZEN'].some((name) => variableOf(step, name) !== undefined)
    );
  return tool?.kind === 'pipenv' && (tool.deploy || tool.action === 'sync');
}

const hasFile = (path: string, { workspace }: ProjectFacts): boolean =>
  workspace.known && workspace.value.includes(path);

function judge(install: ImageInstall, model: Model, facts: ProjectFacts): Problem<Loose> | undefined {
  const { request } = install;
  if (!install.certain) return undefined;
  if (request.by === 'pip') return judgeNames(install, facts, undefined);
  if (install.exact || stopsWithoutLock(install) || !facts.workspace.known) return undefined;
  const lock = request.folder + LOCKS[request.by];
  if (hasFile(lock, facts)) return unusedLock(install, request, lock);
  // One that the Dockerfile speaks of is there when it is built.
  return model.syntax.text.includes(lastPart(lock)) ? undefined : judgeNames(install, facts, lastPart(lock));
}

const unusedLock = (install: ImageInstall, { by }: ManagerRequest, lock: string): Problem<Loose> => ({
  span: install.command.span,
  message: `${lastPart(lock)} does not reach the image: ${by} resolves the dependencies anew in every build`,
  related: [{ path: lock, span: { start: 0, end: 0 }, message: 'The lock that is not used' }],
  data: { install, lock },
});

/** @param absent The lock that the project does not have. */
function judgeNames(
  install: ImageInstall,
  facts: ProjectFacts,
  absent: string | undefined,
): Problem<Loose> | undefined {
  if (isFixedElsewhere(install)) return undefined;
  const all = judgedPackages(install);
  const loose = all.filter(isLoose);
  const [first] = loose;
  if (!first) return undefined;
  const idle = absent === undefined ? lockBeside(first, facts) : undefined;
  const related: readonly Related[] = facts.dependencies.has(first.from.path)
    ? [{ ...first.from, message: 'No version is fixed here' }]
    : [];
  return {
    span: install.command.span,
    severity: loose.length * 5 < all.length ? 'info' : 'warning',
    message: messageFor(shortened(first.name, 20), loose.length, all.length, absent, idle),
    related,
    data: { install, lock: undefined },
  };
}

/** A lock in the folder of the file that asks for a package: what is installed does not read it. */
const lockBeside = ({ from: { path } }: InstalledPackage, facts: ProjectFacts): string | undefined =>
  facts.dependencies.has(path)
    ? ALL_LOCKS.find((name) => hasFile(path.slice(0, path.lastIndexOf('/') + 1) + name, facts))
    : undefined;

function messageFor(
  name: string,
  loose: number,
  all: number,
  absent: string | undefined,
  idle: string | undefined,
): string {
  const what =
    all === 1
      ? `${name} has no fixed version`
      : `${loose} of ${all} requirements ${loose === 1 ? 'has' : 'have'} no fixed version (${name} first)`;
  if (absent !== undefined) return `${what}, and there is no ${absent}: builds will differ`;
  if (idle !== undefined) return `${what}, and pip does not read ${idle}: builds will differ`;
  return `${what}: the next build may install ${all === 1 ? 'another one' : 'others'}`;
}

export default defineRule<Loose>({
  id: 'dependency-unpinned',
  category: 'dependencies',
  severity: 'warning',
  severities: ['warning', 'info'],
  fix: 'review',
  since: '0.1.0',
  overlaps: ['hadolint:DL3013'],
  duplicates: [],
  appliesTo: { programs: ['pip', 'uv', 'poetry', 'pipenv', 'pdm'] },
  docs: {
    summary: 'The versions of what is installed are not fixed',
    why:
      'Without a version pip takes the newest one on the day of the build. The image that is built tomorrow then has another Django ' +
      'than the one that was tested, and what was deployed last month cannot be built again. A fixed version (`==`, `~=5.2.3`), a file ' +
      'of constraints, hashes or a lock make builds repeatable; a tool such as Dependabot or Renovate raises them. A lock only helps ' +
      'when it reaches the image: where it is not copied, everything is resolved anew without a word. It is an information where fewer ' +
      'than one requirement in five is loose.',
    examples: [
      {
        title: 'Names alone',
        before:
          'FROM python:3.14-slim-trixie\nRUN pip install --no-cache-dir django gunicorn\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'A lock that is not copied',
        files: {
          'manage.py': '',
          'pyproject.toml': '[project]\nname = "shop"\ndependencies = ["django>=5.2"]\n',
          'uv.lock': 'version = 1\n',
        },
        before:
          'FROM ghcr.io/astral-sh/uv:0.9-python3.14-trixie-slim\nWORKDIR /app\nCOPY pyproject.toml ./\nRUN uv sync --no-dev --no-install-project\n' +
          'COPY . .\nCMD ["/app/.venv/bin/gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'Fixed versions',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie\nRUN pip install --no-cache-dir django==5.2.8 "gunicorn~=26.2.0"\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When the image is rebuilt on purpose to get the newest versions, and tested before it is deployed.',
    references: [
      'https://pip.pypa.io/en/stable/topics/repeatable-installs/',
      'https://docs.astral.sh/uv/concepts/projects/sync/',
    ],
  },
  *check({ model, facts }) {
    const problems = model.shipped.flatMap((stage) =>
      imageDependencies(stage, model, facts).installs.flatMap((install) => judge(install, model, facts) ?? []),
    );
    const told = new Set<string>();
    for (const problem of problems.sort((a, b) => a.span.start - b.span.start)) {
      // Several stages install the same requirements: one cause.
      const [place] = problem.related ?? [];
      const cause = place?.path === undefined ? `${problem.span.start}` : `${place.path} ${place.span.start}`;
      if (told.has(cause)) continue;
      told.add(cause);
      yield problem;
    }
  },
  buildFix: ({ fix, facts }: FixContext<object>, { data: { install, lock } }) => {
    if (lock === undefined || install.request.by === 'pip') return undefined;
    const draft = fix.draft();
    const manifest = install.request.by === 'pipenv' ? 'Pipfile' : 'pyproject.toml';
    if (!copyBeside(draft, install.step, manifest, lock, facts)) return undefined;
    return draft.build(`Copy ${lastPart(lock)} as well`, 'review');
  },
});
