import { addOption } from '../../fix/add-option.ts';
import { moveBehind } from '../../fix/move-behind.ts';
import type { Instruction, Model, RunInstruction } from '../../model/types.ts';
import { assignmentsFor } from '../../project/settings/throw-away.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import { MANAGE_PY } from '../shared/example-project.ts';
import { settingsOfRun } from '../shared/settings-in-force.ts';
import { speaksPosix } from '../shared/shells.ts';
import { asksAbout } from '../shared/static/asks-about.ts';
import { type Cause, causesOf } from '../shared/static/causes.ts';
import { type Collecting, collectings, mayAsk, runsAlways } from '../shared/static/collectstatic.ts';
import { listed, shortened } from '../shared/wording.ts';

/** `question`: it asks before it overwrites. `excuse`: its failure is hidden. */
interface Failing {
  readonly at: Collecting;
  readonly why: Cause | 'question' | 'excuse';
}

function judge(at: Collecting, model: Model, facts: ProjectFacts): readonly Problem<Failing>[] {
  const { span } = at.step.command;
  const causes = runsAlways(at) ? causesOf(at, model, facts) : [];
  const failing = causes.map((cause): Problem<Failing> => {
    const { what, related, missing } = cause;
    const common = { span, related, data: { at, why: cause } };
    if (at.excuse) return { ...common, message: `${what}; || ${at.excuse.name} hides it`, severity: 'warning' };
    return { ...common, message: missing ? what : `${what}: the build stops` };
  });
  if (causes.length > 0 || isForDevelopment(at, model)) return failing;
  return [unanswered(at, facts), excused(at)].flatMap((problem) => problem ?? []);
}

const isForDevelopment = ({ step }: Collecting, model: Model): boolean =>
  model.forDevelopment || step.run.stage.role === 'develops';

function unanswered(at: Collecting, facts: ProjectFacts): Problem<Failing> | undefined {
  const { run, command, certain } = at.step;
  const found = certain && mayAsk(at) ? settingsOfRun(run, command, facts) : undefined;
  const what = found?.known ? asksAbout(at, found.value.settings, facts) : undefined;
  return what === undefined
    ? undefined
    : {
        span: command.span,
        message: `collectstatic asks before it overwrites ${shortened(what)}: nobody answers in a build`,
        severity: 'warning',
        data: { at, why: 'question' },
      };
}

function excused(at: Collecting): Problem<Failing> | undefined {
  if (!at.excuse) return undefined;
  return {
    span: at.step.command.span,
    message: `|| ${at.excuse.name} hides a collectstatic that fails: the image is built without static files`,
    severity: 'warning',
    data: { at, why: 'excuse' },
  };
}

/** The RUN is nothing but this command, and nothing that steers it stands in between. */
function mayMove({ step: { run } }: Collecting, target: Instruction): boolean {
  const between = run.stage.instructions.slice(run.index + 1, target.index);
  return run.script.top.length === 1 && between.every(({ kind }) => MOVED_OVER.has(kind));
}

const MOVED_OVER = new Set<Instruction['kind']>(['copy', 'add', 'run', 'arg', 'label', 'expose', 'maintainer']);

/** Words in front of the command are words of the shell that has it. */
const takesAssignments = ({ node, before }: RunInstruction, { step: { command } }: Collecting): boolean =>
  node.command.form === 'shell' &&
  speaksPosix(before.shell) &&
  command.wrappers.every((name) => name === 'env') &&
  command.words[0]?.source.collapsed !== true;

function buildFix({ fix, model }: FixContext<object>, { at, why }: Failing) {
  const { run, command } = at.step;
  const draft = fix.draft();
  if (why === 'question')
    return addOption(draft, run, at.tool.subcommand, '--noinput') ? draft.build('Add --noinput', 'safe') : undefined;
  if (why === 'excuse') {
    if (!at.excuse || run.script.text.collapsed) return undefined;
    const rest = { start: command.span.end, end: at.excuse.span.end };
    return draft.remove(rest).build('Let the build stop when collectstatic fails', 'review');
  }
  if (why.waitsFor) {
    const moved = mayMove(at, why.waitsFor);
    if (!moved || !moveBehind(draft, model.syntax, [{ instruction: run, leaves: [] }], why.waitsFor)) return undefined;
    return draft.build('Run collectstatic when everything is there', 'review');
  }
  if (!why.missing || !takesAssignments(run, at)) return undefined;
  const { reads, settings } = why.missing;
  const { text, safety } = assignmentsFor(reads, settings);
  const names = listed(
    reads.map(({ name }) => shortened(name, 18)),
    2,
  );
  return draft
    .insert(command.span.start, text)
    .build(`Make up ${names} for this command`, at.excuse ? 'review' : safety);
}

export default defineRule<Failing>({
  id: 'collectstatic-will-fail',
  category: 'django',
  severity: 'error',
  severities: ['error', 'warning'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  mentions: ['collectstatic'],
  appliesTo: { programs: ['manage'] },
  docs: {
    summary: 'collectstatic cannot work in the build as it stands',
    why:
      'collectstatic imports the settings, and a build has none of the variables that a server gets: `os.environ["DATABASE_URL"]` or ' +
      '`env("SECRET_KEY")` ends it with an error. It needs no database and no real key, only something to read: a value in front of the ' +
      'command lives as long as the command and is in no layer. It also fails without STATIC_ROOT, without the package of its storage, ' +
      'and in front of the COPY or the install that it needs. `|| true` makes the build go on in spite of it, and the site comes up ' +
      'without CSS.',
    examples: [
      {
        title: 'Settings that need variables',
        files: {
          'manage.py': MANAGE_PY,
          'config/settings.py':
            'import environ\n\nenv = environ.Env()\nSECRET_KEY = env("SECRET_KEY")\nDATABASES = {"default": env.db()}\nSTATIC_ROOT = "/app/static"\n',
        },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN python manage.py collectstatic --noinput\n',
      },
      {
        title: 'It runs before the project is there',
        files: { 'manage.py': MANAGE_PY, 'config/settings.py': 'STATIC_ROOT = "/app/static"\n' },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nRUN python manage.py collectstatic --noinput\nCOPY . .\n',
      },
      {
        title: 'A failure that nobody sees',
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN python manage.py collectstatic --noinput || true\n',
      },
      {
        title: 'Django needs no SECRET_KEY for it',
        findings: 0,
        files: {
          'manage.py': MANAGE_PY,
          'config/settings.py': 'import os\n\nSECRET_KEY = os.environ.get("SECRET_KEY")\nSTATIC_ROOT = "/app/static"\n',
        },
        before: 'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN python manage.py collectstatic --noinput\n',
      },
    ],
    whenToIgnore: 'When the variables come from something that is not seen here, such as a base image of your own.',
    references: [
      'https://docs.djangoproject.com/en/stable/ref/contrib/staticfiles/#collectstatic',
      'https://docs.djangoproject.com/en/stable/howto/static-files/deployment/',
    ],
  },
  *check({ model, facts }) {
    for (const at of collectings(model)) if (!at.step.run.stage.leftOver) yield* judge(at, model, facts);
  },
  buildFix: (context, { data }) => buildFix(context, data),
});
