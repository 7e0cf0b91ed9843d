import { GUNICORN_WITH_CONTROL_SOCKET } from '../../data/servers.ts';
import { addOption } from '../../fix/add-option.ts';
import { inheritedRuns } from '../../model/instruction-lists.ts';
import type { Model, RunInstruction, Stage } from '../../model/types.ts';
import { expandWord } from '../../model/words.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { UserTool } from '../../shell/tools/types.ts';
import { defineRule, type FixContext, type Problem, type Related } from '../define.ts';
import { commandsOf } from '../shared/commands.ts';
import { gunicornConfig } from '../shared/gunicorn-config.ts';
import { imageDependencies, packageIn, versionIn } from '../shared/image-dependencies.ts';
import { isRoot } from '../shared/privileges.ts';
import { placeOf, type Started, type StartedCommand, startedIn, variableAt } from '../shared/started.ts';
import { isAtLeast } from '../shared/version-order.ts';
import { shortened } from '../shared/wording.ts';

/** The command that makes the user; undefined for a number without an account. */
type Homeless = Creation | undefined;

interface Creation {
  readonly run: RunInstruction;
  readonly tool: UserTool;
}

function* creationsIn(stage: Stage): Generator<Creation & { readonly name: string | undefined }> {
  for (const run of inheritedRuns(stage)) {
    for (const { tool } of commandsOf(run.script)) {
      if (tool?.kind !== 'user' || tool.group || !tool.account) continue;
      const values = expandWord(tool.account, run.before, run.script);
      yield { run, tool, name: values.known ? values.value[0] : undefined };
    }
  }
}

/** Whether the command leaves the user without a directory of its own; undefined where that cannot be told. */
function leavesHomeless({ run, tool }: Creation): boolean | undefined {
  const { packageManager } = run.stage.base;
  if (!packageManager.known || tool.options.some(({ canonical }) => NAMES_HOME.has(canonical))) return undefined;
  if (packageManager.value === 'apt') {
    if (tool.front === 'useradd') return tool.createHome !== true;
    return tool.createHome === false || tool.system;
  }
  return packageManager.value === 'apk' && tool.front === 'adduser' ? tool.createHome === false : undefined;
}

const NAMES_HOME = new Set(['--home-dir', '--home', '--base-dir', '--defaults']);

/** Something in the file makes or names the home after all. */
const mentionsHome = (stage: Stage, name: string | undefined): boolean =>
  stage.ancestry.some(({ instructions }) =>
    instructions.some(
      ({ node }) =>
        /\b(?:usermod|mkhomedir_helper)\b/.test(node.args.text) ||
        (name !== undefined && node.args.text.includes(`/home/${name}`)),
    ),
  );

/** The user of the finished image has no home. `creation`: the command to mend. */
function homelessUser(stage: Stage): { readonly user: string; readonly creation: Homeless } | undefined {
  const { user } = stage.end;
  if (!user.known || isRoot(user.value) || stage.base.family === 'other' || !stage.base.plainEnvironment)
    return undefined;
  const wanted = user.value.replace(/:.*$/, '');
  const creations = [...creationsIn(stage)];
  const creation = creations.find(({ name, tool }) => name === wanted || tool.uid === wanted);
  if (creation) {
    const isHomeless = leavesHomeless(creation) === true && !mentionsHome(stage, creation.name);
    return isHomeless ? { user: wanted, creation } : undefined;
  }
  const hasOtherAccounts = creations.length > 0 || stage.base.family === 'distroless';
  return /^\d+$/.test(wanted) && Number(wanted) >= 1000 && !hasOtherAccounts
    ? { user: wanted, creation: undefined }
    : undefined;
}

const SAYS_WHERE = ['--control-socket', '--no-control-socket'];

/** gunicorn opens its control socket in the home of its user. */
function opensSocket(started: Started, at: StartedCommand, facts: ProjectFacts): boolean {
  const { tool } = at;
  if (tool?.kind !== 'server' || tool.server !== 'gunicorn' || at.command.openEnded) return false;
  if (tool.options.some(({ canonical }) => SAYS_WHERE.includes(canonical))) return false;
  const variables = ['HOME', 'XDG_RUNTIME_DIR', 'GUNICORN_CMD_ARGS'];
  if (variables.some((name) => variableAt(started, at, name) !== undefined)) return false;
  const config = gunicornConfig(started, at, tool, facts);
  if (!config.known || /control_socket/.test(config.value.text)) return false;
  const user = config.value.setting('user');
  return user.known && user.value === undefined;
}

/** The one version of gunicorn that the installs behind an image fix, by a pin or by a lock. */
function gunicornVersion(stage: Stage, model: Model, facts: ProjectFacts): string | undefined {
  const dependencies = imageDependencies(stage, model, facts);
  return packageIn(dependencies, 'gunicorn')?.certain ? versionIn(dependencies, 'gunicorn') : undefined;
}

function judge(started: Started, model: Model, facts: ProjectFacts): Problem<Homeless> | undefined {
  const { stage } = started.start;
  const homeless = homelessUser(stage);
  const at = homeless && started.commands.find((each) => opensSocket(started, each, facts));
  const version = at && gunicornVersion(stage, model, facts);
  if (!homeless || !at || version === undefined || !isAtLeast(version, GUNICORN_WITH_CONTROL_SOCKET)) return undefined;
  const { span, related } = placeOf(at, facts, 'gunicorn is started here');
  const made: Related[] = homeless.creation
    ? [{ span: homeless.creation.tool.program.span, message: 'The user is made here, without a home' }]
    : [];
  return {
    span,
    message: `User ${shortened(homeless.user)} has no home: gunicorn ${shortened(version, 12)} cannot open its control socket there`,
    related: [...related, ...made],
    data: homeless.creation,
  };
}

function createHome({ fix }: FixContext<object>, creation: Homeless) {
  if (creation?.tool.front !== 'useradd') return undefined;
  const { run, tool } = creation;
  const draft = fix.draft();
  const title = 'Create a home for the user';
  const refused = tool.options.find(({ canonical }) => canonical === '--no-create-home');
  if (!refused) {
    return addOption(draft, run, tool.program, '--create-home') ? draft.build(title, 'safe') : undefined;
  }
  const isWord = refused.span.end - refused.span.start >= refused.name.length;
  return isWord && run.node.command.form === 'shell'
    ? draft.replace(refused.span, '--create-home').build(title, 'review')
    : undefined;
}

export default defineRule<Homeless>({
  id: 'gunicorn-home-not-writable',
  category: 'runtime',
  severity: 'info',
  severities: ['info'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { programs: ['gunicorn'] },
  docs: {
    summary: 'gunicorn’s control socket has no place to be',
    why:
      'Since version 25.1 gunicorn opens a control socket in `$XDG_RUNTIME_DIR`, or in `.gunicorn` below the home of its user. A user ' +
      'made with `useradd --system` has a home on paper only. Django is served all the same, but every start logs “Control server ' +
      'error: Permission denied”, which hides the errors that matter.',
    examples: [
      {
        title: 'A system user',
        before:
          'FROM python:3.14-slim-trixie\nRUN pip install --no-cache-dir gunicorn==26.2\nRUN useradd --system app\nUSER app\n' +
          'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'The user has a home',
        findings: 0,
        before:
          'FROM python:3.14-slim-trixie\nRUN pip install --no-cache-dir gunicorn==26.2\nRUN useradd --system --create-home app\nUSER app\n' +
          'CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When nobody uses the control socket and the line in the log disturbs nobody.',
    references: ['https://docs.gunicorn.org/en/stable/settings.html#control-socket'],
  },
  *check({ model, facts }) {
    const judged = new Set<number>();
    for (const started of startedIn(model, facts)) {
      const problem = judge(started, model, facts);
      if (!problem || judged.has(problem.span.start)) continue;
      judged.add(problem.span.start);
      yield problem;
    }
  },
  buildFix: (context, { data }) => createHome(context, data),
});
