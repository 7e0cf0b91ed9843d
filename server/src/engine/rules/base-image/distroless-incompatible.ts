import { wordsToArray } from '../../fix/exec-form.ts';
import type { HealthcheckInstruction, Model, RunInstruction, StartInstruction } from '../../model/types.ts';
import type { Command } from '../../shell/types.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { cannotRun, copiedFolders, isMissing, lacksShell } from '../shared/distroless.ts';
import { holdsPackages } from '../shared/environments.ts';
import { type Start, startsOf } from '../shared/start.ts';
import { shortened } from '../shared/wording.ts';

type Finding =
  | { readonly kind: 'none' }
  /** Words that no shell has to read. */
  | { readonly kind: 'shell-form'; readonly command: Command | undefined }
  /** CMD names a program, and gets Python. */
  | { readonly kind: 'arguments'; readonly instruction: StartInstruction };

const NO_SHELL = 'A distroless image has no shell';

/** One finding a stage for its RUNs: each of them stops the build. */
function* runsIn({ stages }: Model): Generator<Problem<Finding>> {
  for (const stage of stages) {
    if (!lacksShell(stage)) continue;
    const [first, ...others] = stage.instructions.filter(
      (each): each is RunInstruction => each.kind === 'run' && cannotRun(each),
    );
    if (!first) continue;
    yield {
      span: first.node.keywordSpan,
      message: `${NO_SHELL} and no tools: this RUN cannot start, and the build stops`,
      related: others.map(({ node }) => ({ span: node.keywordSpan, message: 'Neither can this one' })),
      data: { kind: 'none' },
    };
  }
}

/** The one command of a text that means the same without a shell. */
function plainCommand({ node, script }: StartInstruction | HealthcheckInstruction): Command | undefined {
  const [command, ...others] = script?.commands ?? [];
  if (node.command?.form !== 'shell' || !script?.plainChain || others.length > 0 || !command) return undefined;
  const isPlain = command.redirects.length === 0 && command.assignments.length === 0 && !isMissing(command);
  return isPlain && command.words.every((word) => word.literal !== undefined) ? command : undefined;
}

function* checksIn({ stages }: Model): Generator<Problem<Finding>> {
  for (const stage of stages) {
    if (!lacksShell(stage)) continue;
    for (const instruction of stage.instructions) {
      if (instruction.kind !== 'healthcheck' || !cannotRun(instruction)) continue;
      yield {
        span: instruction.node.keywordSpan,
        message: `${NO_SHELL}: this check cannot start, and the container never becomes healthy`,
        data: { kind: 'shell-form', command: plainCommand(instruction) },
      };
    }
  }
}

const isGiven = ({ script, node }: StartInstruction): boolean =>
  node.command.form === 'exec' ? node.command.items.length > 0 : script.text.text.trim() !== '';

function startProblem(start: Start): Problem<Finding> | undefined {
  const { stage, entrypoint, command } = start;
  for (const instruction of [entrypoint, command]) {
    if (!instruction || !isGiven(instruction) || !lacksShell(stage)) continue;
    const [first] = instruction.script.commands;
    const isShellForm = instruction.node.command.form === 'shell';
    // Behind an ENTRYPOINT in JSON, CMD is a list of arguments.
    const isProgram = instruction === entrypoint || (entrypoint !== undefined && !isGiven(entrypoint));
    if (!isShellForm && !(isProgram && first && isMissing(first))) continue;
    const keyword = instruction.node.keyword;
    return {
      span: instruction.node.keywordSpan,
      message: isShellForm
        ? `${NO_SHELL}: ${keyword} in shell form cannot start`
        : `${NO_SHELL}: ${shortened(first?.name ?? '')} cannot start`,
      data: { kind: 'shell-form', command: plainCommand(instruction) },
    };
  }
  return argumentsProblem(start) ?? interpreterProblem(start);
}

/** The image starts Python by itself: CMD has to be what Python is told. */
function argumentsProblem({ stage, entrypoint, command }: Start): Problem<Finding> | undefined {
  const { base } = stage;
  if (base.family !== 'distroless' || entrypoint || !command || command.node.command.form !== 'exec') return undefined;
  const name = command.node.command.items[0]?.value ?? '';
  if (!base.forPython.known || !base.forPython.value || !/^(?:\/usr\/bin\/)?[a-z][\w-]*(?:3\.\d+)?$/.test(name))
    return undefined;
  return {
    span: command.node.keywordSpan,
    message: `The image starts python3 by itself: this CMD makes it look for a file called ${shortened(name, 20)}`,
    data: { kind: 'arguments', instruction: command },
  };
}

/** The Python that an environment was made with lies where the image has none. */
function interpreterProblem({ stage, entrypoint, command }: Start): Problem<Finding> | undefined {
  const instruction = entrypoint && isGiven(entrypoint) ? entrypoint : entrypoint && command;
  const program = instruction?.script.commands[0]?.program[0]?.literal;
  if (stage.base.family !== 'distroless' || !instruction || program === undefined) return undefined;
  const folders = copiedFolders(stage);
  if (folders.some(({ from }) => /^\/(?:usr|root|opt\/python)(?:\/|$)/.test(from) && !/\/bin\/[^/]+$/.test(from)))
    return undefined;
  const found = folders.find(
    ({ from, to, source }) =>
      program.startsWith(`${to}/bin/`) && source.base.family === 'python' && holdsPackages(source, from),
  );
  if (!found) return undefined;
  return {
    span: instruction.node.keywordSpan,
    message: `${shortened(found.to)} needs the Python of its builder in /usr/local, which distroless images lack: no start`,
    related: [{ span: found.copy.span, message: 'The environment comes from here' }],
    data: { kind: 'none' },
  };
}

/** Modules that Python starts with -m. */
const MODULES = new Set(['gunicorn', 'uvicorn', 'daphne', 'hypercorn', 'granian', 'waitress', 'celery']);

function mendArguments({ fix }: FixContext<object>, { node }: StartInstruction) {
  if (node.command.form !== 'exec') return undefined;
  const [first, second] = node.command.items;
  if (!first) return undefined;
  if (/^(?:\/usr\/bin\/)?python3?$/.test(first.value)) {
    if (!second) return undefined;
    return fix
      .draft()
      .remove({ start: first.span.start, end: second.span.start })
      .build('Leave python out of CMD', 'review');
  }
  if (!MODULES.has(first.value)) return undefined;
  return fix.draft().insert(first.span.start, '"-m", ').build(`Start ${first.value} as a module`, 'review');
}

export default defineRule<Finding>({
  id: 'distroless-incompatible',
  category: 'base-image',
  severity: 'error',
  severities: ['error'],
  fix: 'review',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['distroless'],
  appliesTo: { instructions: ['FROM'] },
  docs: {
    summary: 'Something needs a shell or a Python that the distroless image does not have',
    why:
      'Distroless images hold Python and its libraries, and no shell, no package manager and no tools. RUN and everything in shell form ' +
      'go through `/bin/sh`, so the build stops or the container ends at once. The ENTRYPOINT of the Python images is `python3` ' +
      'already: CMD is what Python is told (`manage.py`, or `-m gunicorn`). Their Python is Debian’s in `/usr/bin`, so a virtual ' +
      'environment from a `python:` image, whose links lead to `/usr/local/bin`, does not start, and packages for another minor ' +
      'version are not found.',
    examples: [
      {
        title: 'The image starts Python by itself',
        before:
          'FROM gcr.io/distroless/python3-debian13\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'No shell',
        findings: 2,
        before:
          'FROM gcr.io/distroless/python3-debian13\nCOPY . /app\nRUN python manage.py collectstatic --noinput\nCMD python manage.py runserver\n',
      },
      {
        title: 'Python is told what to run',
        findings: 0,
        before:
          'FROM gcr.io/distroless/python3-debian13\nWORKDIR /app\nCOPY . .\nENV PYTHONPATH=/app/packages\n' +
          'CMD ["-m", "gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When a shell comes into the image in a way this tool does not see.',
    references: [
      'https://github.com/GoogleContainerTools/distroless/blob/main/README.md',
      'https://github.com/GoogleContainerTools/distroless/blob/main/examples/python3/Dockerfile',
    ],
  },
  *check({ model }) {
    if (!model.stages.some(({ base }) => base.family === 'distroless')) return;
    yield* runsIn(model);
    yield* checksIn(model);
    for (const start of startsOf(model, ['ships', 'develops'])) {
      const problem = startProblem(start);
      if (problem) yield problem;
    }
  },
  buildFix(context, { data }) {
    if (data.kind === 'arguments') return mendArguments(context, data.instruction);
    if (data.kind === 'none' || !data.command) return undefined;
    return wordsToArray(context.fix.draft(), data.command)?.build('Write it as a JSON array', 'review');
  },
});
