import { libcOf } from '../../data/libc.ts';
import type { CopyInstruction, Instruction, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Command } from '../../shell/types.ts';
import { isWithin } from '../../text/path.ts';
import type { Span } from '../../text/span.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { runsUnreadScript } from '../shared/commands.ts';
import { installedIn } from '../shared/installed.ts';
import { type Interpreter, interpreterOf } from '../shared/interpreters.ts';
import type { Environment } from '../shared/package-places.ts';
import { foldersOnPath } from '../shared/path-folders.ts';
import { type StartProgram, startPrograms } from '../shared/start-programs.ts';
import { type Started, startedIn } from '../shared/started.ts';
import { instructionsOf, stepsOf } from '../shared/steps.ts';
import { shortened } from '../shared/wording.ts';

type Broken =
  | { readonly kind: 'moved'; readonly stage: Stage; readonly environment: Environment; readonly copy: CopyInstruction }
  | {
      readonly kind: 'alone';
      readonly environment: Environment;
      readonly copy: CopyInstruction;
      readonly interpreter: Interpreter;
    };

/** Environments that come by COPY, with that COPY. */
function copiedInto(stage: Stage): { readonly environment: Environment; readonly copy: CopyInstruction }[] {
  return installedIn(stage).environments.flatMap((environment) => {
    const { kind, bringer } = environment;
    return kind === 'venv' && bringer.kind !== 'run' ? [{ environment, copy: bringer }] : [];
  });
}

const REMAKES = new Set(['venv', 'uv', 'poetry', 'pipenv', 'pdm']);
const LEAVES_ALONE = new Set(['manage', 'pip', 'apt', 'apk', 'user', 'download']);

/** The command may make the environment anew, or mend what names the old path. */
function mayMend(command: Command, { path, madeAt }: Environment): boolean {
  const { tool, words } = command;
  if (runsUnreadScript(command) || (tool && REMAKES.has(tool.kind))) return true;
  if (tool && LEAVES_ALONE.has(tool.kind)) return false;
  if (tool?.kind === 'files' && /^(?:chown|chgrp|chmod|mkdir|touch)$/.test(tool.front)) return false;
  return words.some(({ text }) => text.includes(path) || text.includes(madeAt) || text.includes('bin/'));
}

const isBehind = (instruction: Instruction, copy: CopyInstruction): boolean =>
  instruction.stage !== copy.stage || instruction.index > copy.index;

/** Something behind the COPY may have made good for the move. */
function isMended(stage: Stage, environment: Environment, copy: CopyInstruction): boolean {
  const instructions = instructionsOf(stage);
  return instructions.slice(instructions.indexOf(copy)).some((each) => {
    if (each.kind !== 'run' || !isBehind(each, copy)) return false;
    return each.script.opaque || stepsOf(each).some(({ command }) => mayMend(command, environment));
  });
}

/** The program is one of the environment: by its path, or because its folder is on PATH. */
const isOf = ({ name }: StartProgram, { path }: Environment, folders: readonly string[]): boolean =>
  name.includes('/') ? name.startsWith(`${path}/bin/`) : folders.includes(`${path}/bin`);

function judgeMove(started: Started, environment: Environment, copy: CopyInstruction): Problem<Broken> | undefined {
  const { stage } = started.start;
  const { path, madeAt, relocatable, holdsApp } = environment;
  if (path === madeAt || relocatable || !holdsApp) return undefined;
  const stillThere = installedIn(stage).environments.some((each) => each.path === madeAt);
  if (stillThere || isMended(stage, environment, copy)) return undefined;
  const folders = foldersOnPath(stage) ?? [];
  const programs = (startPrograms(started) ?? []).filter((program) => isOf(program, environment, folders));
  const script = programs.find(({ kind }) => kind === 'script');
  if (!script && programs.length === 0 && !folders.includes(`${path}/bin`)) return undefined;
  const made = { span: environment.maker.command.span, message: `It was made at ${shortened(madeAt)}` };
  const data: Broken = { kind: 'moved', stage, environment, copy };
  if (!script) {
    const message = `Programs in ${shortened(path)}/bin still name ${shortened(madeAt)}: only its python runs from there`;
    return { span: copy.span, severity: 'info', message, related: [made], data };
  }
  const name = script.name.slice(script.name.lastIndexOf('/') + 1);
  const message = `${name} in ${shortened(path)} still names ${shortened(madeAt)}/bin/python: it cannot start from its new place`;
  return { span: copy.span, message, related: [made, { span: script.span, message: 'It is started here' }], data };
}

const libcIn = ({ base }: Stage) => (base.release.known ? libcOf(base.release.value) : undefined);

/** Another rule has the stages of another C library. */
function sharesLibc(one: Stage, other: Stage): boolean {
  const [a, b] = [libcIn(one), libcIn(other)];
  return a !== undefined && b !== undefined && (a === 'musl') === (b === 'musl');
}

/** Packages that bring no Python along. */
const WITHOUT_PYTHON =
  /^(?:lib[\w.+-]+|curl|wget|gettext(?:-base)?|tini|gosu|ca-certificates|netcat(?:-\w+)?|tzdata|bash|postgresql-client(?:-\d+)?|default-mysql-client|mariadb-client|media-types|procps|gnupg)$/;

const bringsNoPython = (stage: Stage): boolean =>
  instructionsOf(stage).every(
    (each) =>
      each.kind !== 'run' ||
      stepsOf(each).every(
        ({ command: { tool } }) =>
          (tool?.kind !== 'apt' && tool?.kind !== 'apk') ||
          tool.packages.every(({ literal }) => literal !== undefined && WITHOUT_PYTHON.test(literal)),
      ),
  );

/** uv is in the stage: it may bring a Python, or make the environment anew when the container starts. */
const hasUv = (stage: Stage): boolean =>
  stage.base.family === 'uv' ||
  instructionsOf(stage).some((each) => {
    if (each.kind === 'copy') return each.node.sources.some(({ value }) => /(?:^|\/)uvx?$/.test(value));
    return (
      each.kind === 'run' && stepsOf(each).some(({ command }) => command.words.some(({ text }) => /\buv\b/.test(text)))
    );
  });

/** The stage has no Python at the place to which the environment points. */
function lacks(stage: Stage, interpreter: Interpreter): boolean {
  const { base } = stage;
  const { foreign } = installedIn(stage);
  const { folder } = interpreter;
  if (foreign.some((place) => isWithin(folder, place) || isWithin(place, folder))) return false;
  if (interpreter.kind === 'uv') return !hasUv(stage);
  if (interpreter.folder === '/usr/local/bin') return !base.python.known && base.family !== 'python';
  const isSmall = base.variant === 'slim' || base.variant === 'alpine';
  return base.python.known && isSmall && bringsNoPython(stage);
}

function judgeInterpreter(
  stage: Stage,
  environment: Environment,
  copy: CopyInstruction,
  facts: ProjectFacts,
): Problem<Broken> | undefined {
  const { maker, path, holdsApp } = environment;
  const source = maker.run.stage;
  if (!holdsApp || installedIn(stage).mayBeInSystem || stage.ancestry.includes(source)) return undefined;
  if (!sharesLibc(source, stage) || stage.end.declaredEnv('PYTHONPATH')) return undefined;
  const interpreter = interpreterOf(environment, facts);
  if (!interpreter || !lacks(stage, interpreter)) return undefined;
  const folder = shortened(interpreter.folder);
  return {
    span: copy.span,
    message:
      interpreter.kind === 'uv'
        ? `The Python that uv put into ${folder} is not copied: nothing in ${shortened(path)} can start`
        : `${shortened(path)} needs ${folder}/python, which this image does not have: nothing in it can start`,
    related: [{ span: maker.command.span, message: 'The environment is made here' }],
    data: { kind: 'alone', environment, copy, interpreter },
  };
}

/** Where an instruction's text names a path. */
function* placesOf(path: string, text: string, { span }: Instruction): Generator<Span> {
  for (let at = text.indexOf(path, span.start); at !== -1 && at < span.end; at = text.indexOf(path, at + 1)) {
    const end = at + path.length;
    if (!/[\w.-]/.test(text[end] ?? '') && !/[\w.-]/.test(text[at - 1] ?? '')) yield { start: at, end };
  }
}

function copyToWhereItWasMade(
  { model, fix }: FixContext<object>,
  { stage, environment, copy }: Extract<Broken, { kind: 'moved' }>,
) {
  const { path, madeAt } = environment;
  const { node } = copy;
  const [source] = copy.copy.sources;
  const isItself = node.sources.length === 1 && source?.known && `/${source.value}` === madeAt;
  if (!isItself || !node.destination || node.json || copy.stage !== stage || !/^[\w./@+-]+$/.test(madeAt))
    return undefined;
  const draft = fix.draft().replace(node.destination.span, madeAt);
  for (const each of stage.instructions) {
    if (each === copy || each.kind === 'copy' || each.kind === 'add') continue;
    for (const span of placesOf(path, model.syntax.text, each)) draft.replace(span, madeAt);
  }
  return draft.build(`Copy it to ${shortened(madeAt, 40)}, where it was made`, 'review');
}

const UVS_FOLDER = '/python';

function bringInterpreter(
  { fix }: FixContext<object>,
  { environment, copy, interpreter }: Extract<Broken, { kind: 'alone' }>,
) {
  const { run } = environment.maker;
  const from = copy.node.from?.value;
  const { origin } = copy.copy;
  if (interpreter.kind !== 'uv' || from === undefined || origin.kind !== 'stage' || origin.stage !== run.stage)
    return undefined;
  const isNamed = run.before.declaredEnv('UV_PYTHON_INSTALL_DIR') !== undefined;
  const folder = isNamed ? interpreter.folder : UVS_FOLDER;
  const draft = fix.draft().insertLinesBefore(copy, [`COPY --from=${from} ${folder} ${folder}`]);
  if (!isNamed) {
    const usesUv = (each: Instruction) =>
      each.kind === 'run' && stepsOf(each).some(({ command }) => command.words.some(({ text }) => text === 'uv'));
    const first = run.stage.instructions.find(usesUv);
    if (!first || run.stage.ancestry.slice(1).some((stage) => stage.instructions.some(usesUv))) return undefined;
    draft.insertLinesBefore(first, [`ENV UV_PYTHON_INSTALL_DIR=${UVS_FOLDER}`]);
  }
  return draft.build('Copy the Python of uv along', 'review');
}

export default defineRule<Broken>({
  id: 'venv-broken-after-copy',
  category: 'stages',
  severity: 'error',
  severities: ['error', 'info'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['COPY'], programs: ['venv', 'uv'] },
  docs: {
    summary: 'A virtual environment is copied to where it cannot work',
    why:
      'A virtual environment is tied to places: the first line of `gunicorn`, `celery` and `django-admin` in its `bin` names the Python ' +
      'beside them by the path at which the environment was made, and that Python is a link to one outside. Copied to another path, or ' +
      'without the Python it links to, the container of a Django project ends with `no such file or directory`, although the ' +
      'file that it speaks of is there.',
    examples: [
      {
        title: 'Copied to another path',
        before:
          'FROM python:3.13-slim-trixie AS builder\nRUN python -m venv /build/venv\nCOPY requirements.txt .\n' +
          'RUN /build/venv/bin/pip install --no-cache-dir -r requirements.txt\n\nFROM python:3.13-slim-trixie\n' +
          'COPY --from=builder /build/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'uv brought a Python, which stays in the builder',
        before:
          'FROM ghcr.io/astral-sh/uv:trixie-slim AS builder\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\n' +
          'RUN uv sync --locked --no-dev --no-cache\n\nFROM debian:trixie-slim\nCOPY --from=builder /app/.venv /app/.venv\n' +
          'ENV PATH="/app/.venv/bin:$PATH"\nCMD ["gunicorn", "config.wsgi"]\n',
      },
      {
        title: 'The same path and the same image',
        findings: 0,
        before:
          'FROM python:3.13-slim-trixie AS builder\nRUN python -m venv /opt/venv\nCOPY requirements.txt .\n' +
          'RUN /opt/venv/bin/pip install --no-cache-dir -r requirements.txt\n\nFROM python:3.13-slim-trixie\n' +
          'COPY --from=builder /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nCMD ["gunicorn", "config.wsgi"]\n',
      },
    ],
    whenToIgnore: 'When a script of yours rewrites the first lines of the programs in a way this rule does not see.',
    references: [
      'https://docs.python.org/3/library/venv.html#how-venvs-work',
      'https://docs.astral.sh/uv/guides/integration/docker/#managing-the-python-version',
    ],
  },
  *check({ model, facts }): Generator<Problem<Broken>> {
    for (const started of startedIn(model, facts)) {
      const { stage } = started.start;
      for (const { environment, copy } of copiedInto(stage)) {
        const problem = judgeInterpreter(stage, environment, copy, facts) ?? judgeMove(started, environment, copy);
        if (problem) yield problem;
      }
    }
  },
  buildFix: (context, { data }) =>
    data.kind === 'moved' ? copyToWhereItWasMade(context, data) : bringInterpreter(context, data),
});
