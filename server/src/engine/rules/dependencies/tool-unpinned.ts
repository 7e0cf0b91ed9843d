import { TOOL_VERSIONS, UV_IMAGE } from '../../data/tools.ts';
import { commentsAbove } from '../../fix/builder.ts';
import { dropCommands } from '../../fix/drop-command.ts';
import type { Fix, Safety } from '../../fix/fix.ts';
import type { Model, Stage } from '../../model/types.ts';
import { textAt } from '../../text/span.ts';
import { defineRule, type FixContext } from '../define.ts';
import { commandsOf } from '../shared/commands.ts';
import { type FloatingTool, floatingInCopy, floatingInFrom, floatingInRun } from '../shared/tool-installs.ts';

type Named = Extract<FloatingTool, { kind: 'named' }>;
type Pip = Extract<FloatingTool, { kind: 'pip' }>;

const COST = 'the next release can break a build that nobody changed';

function messageFor(found: FloatingTool): string {
  switch (found.kind) {
    case 'named':
      return `${found.tool} has no version here: ${COST}`;
    case 'pip':
      return `pip is brought to whatever version is newest: ${COST}`;
    case 'image':
      return found.pinsOther
        ? `The tag leaves the version of uv open: ${COST}`
        : `uv comes in its newest version: ${COST}`;
    case 'installer':
      return `The installer brings the newest ${found.tool}: ${COST}`;
  }
}

const spanOf = (found: FloatingTool) => ('word' in found ? found.word.span : found.span);

const floatingIn = (stage: Stage): readonly FloatingTool[] => [
  ...floatingInFrom(stage),
  ...stage.instructions.flatMap((each) => {
    if (each.kind === 'run') return floatingInRun(each);
    return each.kind === 'copy' || each.kind === 'add' ? floatingInCopy(each) : [];
  }),
];

type Context = FixContext<Record<never, never>>;

const VERSIONS: Readonly<Record<string, string | undefined>> = TOOL_VERSIONS;

/** `poetry` → `poetry==2.4.1`; behind a lower bound nothing more belongs. */
function pin({ fix, model }: Context, { tool, word }: Named): Fix | undefined {
  const version = VERSIONS[tool];
  const written = textAt(model.syntax.text, word.span);
  if (version === undefined || written.replace(/^(["'])(.*)\1$/, '$2') !== tool) return undefined;
  const end = written === tool ? word.span.end : word.span.end - 1;
  return fix.draft().insert(end, `==${version}`).build(`Pin ${tool} to ${version}`, 'review');
}

/** A RUN that does nothing but install uv becomes a COPY of uv's one file. */
function copyUv({ fix }: Context, { tool, run, command, single }: Named): Fix | undefined {
  const isAlone = run.script.top.length === 1 && run.script.top[0] === command && command.tool?.kind === 'pip';
  if (tool !== 'uv' || !single || !isAlone || run.node.command.form !== 'shell') return undefined;
  const line = `COPY --from=${UV_IMAGE.repository}:${TOOL_VERSIONS.uv} ${UV_IMAGE.program} /bin/uv`;
  return fix.draft().replace(run.span, line).build(`Copy uv ${TOOL_VERSIONS.uv} from its own image`, 'review');
}

/** Options that only say how an upgrade is done. */
const PLAIN_OPTIONS = new Set(
  '--upgrade --no-cache-dir --quiet --root-user-action --disable-pip-version-check --no-input --progress-bar --no-warn-script-location'.split(
    ' ',
  ),
);

/** Options and commands of pips that are younger than those of some images. */
const usesNewPip = (model: Model): boolean =>
  model.stages
    .flatMap(({ instructions }) => instructions)
    .some(
      (each) =>
        each.kind === 'run' &&
        (each.script.opaque ||
          commandsOf(each.script).some(
            ({ tool }) =>
              tool?.kind === 'pip' &&
              tool.front === 'pip' &&
              (tool.action === 'lock' || tool.options.some(({ canonical }) => NEW_OPTIONS.has(canonical))),
          )),
    );

const NEW_OPTIONS = new Set(
  '--group --resume-retries --only-deps --uploaded-prior-to --all-releases --only-final --build-constraint --requirements-from-script'.split(
    ' ',
  ),
);

/** The pip of an official image is as new as the image, and good enough to be left alone. */
function removalSafety({ run, command, tool }: Pip, model: Model): Safety {
  const { stage, before, script } = run;
  const { base } = stage;
  const minor = base.family === 'python' && base.python.known ? /^3\.(\d+)$/.exec(base.python.value)?.[1] : undefined;
  const isOfImage =
    Number(minor ?? 0) >= 8 &&
    /^(?:pip3?|python3? -m pip)$/.test(
      command.program
        .slice(0, command.program.indexOf(tool.program) + 1)
        .map((word) => word.text)
        .join(' '),
    ) &&
    ['PATH', 'VIRTUAL_ENV'].every((name) => before.declaredEnv(name) === undefined) &&
    !commandsOf(script).some((each) => each.tool?.kind === 'state' || each.tool?.kind === 'venv');
  const isPlain =
    command.assignments.length + command.redirects.length + command.wrappers.length === 0 &&
    tool.options.every(({ canonical }) => PLAIN_OPTIONS.has(canonical));
  const isSilent = commentsAbove(model.syntax, run.node).length === 0;
  return isOfImage && isPlain && isSilent && !usesNewPip(model) ? 'safe' : 'review';
}

export default defineRule<FloatingTool>({
  id: 'tool-unpinned',
  category: 'dependencies',
  severity: 'warning',
  severities: ['warning', 'info'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: ['hadolint:DL3013', 'hadolint:DL3006', 'hadolint:DL3007'],
  duplicates: [],
  appliesTo: { programs: ['pip', 'uv', 'poetry', 'pipenv', 'pdm'] },
  docs: {
    summary: 'uv, Poetry, Pipenv or pip comes in whatever version is newest',
    why:
      'The tool that installs a project decides what the project gets: Poetry 2 removed options that Poetry 1 had, and uv changes its ' +
      'defaults with minor releases. Without a version a plain rebuild of an old Django release can fail, or resolve otherwise, although ' +
      'nobody touched the project. The pip of an official Python image is as new as the image; upgrading it only adds a layer.',
    examples: [
      {
        title: 'Poetry without a version',
        before:
          'FROM python:3.14-slim-trixie\nRUN pip install --no-cache-dir poetry\nWORKDIR /app\nCOPY pyproject.toml poetry.lock ./\n' +
          'RUN poetry install --only main --no-root\n',
      },
      {
        title: 'A pip that is upgraded for nothing',
        before:
          'FROM python:3.14-slim-trixie\nRUN pip install --no-cache-dir --upgrade pip\nCOPY requirements.txt .\n' +
          'RUN pip install --no-cache-dir -r requirements.txt\n',
      },
      {
        title: 'The tag pins Python, not uv',
        before:
          'FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim\nWORKDIR /app\nCOPY . .\nRUN uv sync --locked --no-dev\n',
      },
      {
        title: 'uv with a version',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/uv\nWORKDIR /app\nCOPY . .\n' +
          'RUN uv sync --locked --no-dev\n',
      },
    ],
    whenToIgnore: 'When the image is rebuilt and tested so often that a broken release is noticed at once.',
    references: [
      'https://docs.astral.sh/uv/guides/integration/docker/#installing-uv',
      'https://python-poetry.org/docs/#ci-recommendations',
    ],
  },
  *check({ model }) {
    for (const found of model.stages.flatMap(floatingIn)) {
      yield {
        span: spanOf(found),
        message: messageFor(found),
        severity: found.kind === 'pip' ? 'info' : 'warning',
        data: found,
      };
    }
  },
  buildFix(context, { data: found }) {
    const { fix, model } = context;
    if (found.kind === 'named')
      return [copyUv(context, found), pin(context, found)].filter((each) => each !== undefined);
    const draft = fix.draft();
    if (found.kind === 'pip') {
      if (!found.single || !dropCommands(draft, found.run, [found.command])) return undefined;
      return draft.build('Remove the upgrade of pip', removalSafety(found, model));
    }
    if (!found.edit) return undefined;
    return draft.replace(found.edit.span, found.edit.text).build(`Pin uv to ${TOOL_VERSIONS.uv}`, 'review');
  },
});
