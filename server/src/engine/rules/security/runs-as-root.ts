import { commentsAbove, type FixDraft } from '../../fix/builder.ts';
import { inheritedInstructions } from '../../model/instruction-lists.ts';
import type { Model, PlainInstruction, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { defineRule, type FixContext, type Problem } from '../define.ts';
import {
  type Account,
  accountOfApp,
  type GivenNumber,
  givenNumber,
  livesInRootsHome,
  ownedByRoot,
  takenNames,
  writtenDirectories,
} from '../shared/accounts.ts';
import { appendToRun, chained } from '../shared/chained-run.ts';
import { servicesOf, shippingServices } from '../shared/compose.ts';
import { accessTo, isClosed } from '../shared/folder-access.ts';
import { commandsToOwn, mayBeGiven, type Owner } from '../shared/own-folders.ts';
import { behindTheWork } from '../shared/placement.ts';
import { isRoot, privilegesOf } from '../shared/privileges.ts';
import { type Start, startsOf } from '../shared/start.ts';
import { mayWriteAtStart } from '../shared/start-writes.ts';
import { type Started, startedIn } from '../shared/started.ts';
import { shortened } from '../shared/wording.ts';
import { writtenFolders } from '../shared/written-folders.ts';

interface Options {
  readonly user: string;
  readonly uid: number;
}

interface RootStage {
  readonly stage: Stage;
  readonly account: Account | undefined;
  /** The start was read to its end, and nothing in it needs root. */
  readonly fixable: boolean;
}

type UserInstruction = PlainInstruction & { readonly kind: 'user' };

const usersOf = (stage: Stage): UserInstruction[] =>
  inheritedInstructions(stage).filter((each): each is UserInstruction => each.kind === 'user');

const wordOf = ({ node }: PlainInstruction) => ('words' in node ? node.words[0] : undefined);

/** Who runs the container as far as the file says. */
type Runner =
  | { readonly kind: 'root' }
  /** An ARG without a default decides. */
  | { readonly kind: 'argument'; readonly name: string }
  /** Nothing says it, and the base image is not known. */
  | { readonly kind: 'base' }
  | { readonly kind: 'somebody' };

function runnerOf({ end }: Stage, setBy: UserInstruction | undefined): Runner {
  if (end.user.known) return { kind: isRoot(end.user.value) ? 'root' : 'somebody' };
  if (!setBy) return { kind: 'base' };
  const text = wordOf(setBy)?.text.replace(/"/g, '') ?? '';
  const name = /^\$\{?(\w+)\}?(?::|$)/.exec(text)?.[1] ?? '';
  const isOpen = setBy.before.declaredEnv(name) === undefined && setBy.before.arg(name)?.known === false;
  return isOpen ? { kind: 'argument', name } : { kind: 'somebody' };
}

/** Images that are not ours to judge: no Python runs in them, they bring a user, or nobody knows what they are. */
function isExempt({ stage, entrypoint, command }: Start): boolean {
  const { isPython, base } = stage;
  if (base.family === 'windows' || base.family === 'hardened' || !base.reference.known) return true;
  if (isPython.known) return !isPython.value;
  // Nothing ever runs in a stage of files to be exported.
  return (
    !entrypoint && !command && !stage.ancestry.some((each) => each.instructions.some(({ kind }) => kind === 'run'))
  );
}

/** An image to build others on: who runs is theirs to say. */
const isForOthers = ({ path }: Model, { entrypoint, command }: Start): boolean =>
  !entrypoint && !command && /(?:^|[-_./])base(?:[-_./]|$)/i.test(path);

/** Every service of compose that ships, or else every one for development, says who runs the container, and means no root. */
function composeSetsUser(stage: Stage, model: Model, facts: ProjectFacts): boolean {
  const services = servicesOf(stage, model, facts);
  if (!services.known || services.value.length === 0) return false;
  const shipping = shippingServices(services.value, stage);
  const judged = shipping.length > 0 ? shipping : services.value;
  return judged.every(({ user }) => user !== undefined && !(user.value.known && isRoot(user.value.value)));
}

function judge(start: Start, facts: ProjectFacts): Problem<RootStage> | undefined {
  const { stage } = start;
  const users = usersOf(stage);
  const setBy = users.at(-1);
  const runner = runnerOf(stage, setBy);
  if (isExempt(start) || runner.kind === 'somebody') return undefined;
  const privileges = privilegesOf(start, facts);
  if (privileges === 'dropped') return undefined;

  const account = accountOfApp(stage);
  const mayFix = runner.kind === 'root' || (runner.kind === 'base' && account !== undefined);
  const span = setBy?.stage === stage ? setBy.span : (stage.from.image?.span ?? stage.from.span);
  const data = { stage, account, fixable: mayFix && privileges === 'kept' };
  switch (runner.kind) {
    case 'argument': {
      const message = `USER comes from ARG ${shortened(runner.name)}, which has no default: without it the container runs as root`;
      return { span, severity: 'info', message, data };
    }
    case 'base':
      return { span, severity: 'info', message: 'Nothing sets USER, and this base image may leave it at root', data };
    case 'root': {
      if (privileges !== 'hidden') return { span, message: messageFor(account, users), data };
      const message = 'The container starts as root, and stays it unless the start script drops its rights';
      return { span, severity: 'info', message, data };
    }
  }
}

function messageFor(account: Account | undefined, users: readonly UserInstruction[]): string {
  if (!account) return 'The container runs as root: whoever breaks into the app is root in it';
  const name = shortened(account.name);
  const isUsed = users.some((user) => [account.name, account.uid].includes(wordOf(user)?.value.replace(/:.*$/, '')));
  return isUsed
    ? `The last USER is root: the container runs as root, not as ${name}`
    : `User ${name} is created and never used: the container runs as root`;
}

/** The stage's RUN goes through a shell that understands us. */
const speaksShell = ({ base, end }: Stage): boolean =>
  base.hasShell.known && base.hasShell.value && /(?:^|\/)(?:ba|da|a)?sh$/.test(end.shell[0] ?? '');

/** The commands that make a user; undefined where the image cannot run them, or its names are taken. */
function creation(stage: Stage, user: string, { uid, gid }: GivenNumber): string[] | undefined {
  const { packageManager } = stage.base;
  const taken = takenNames(stage);
  if (!speaksShell(stage) || !packageManager.known || [user, uid, gid].some((each) => taken.has(each)))
    return undefined;
  switch (packageManager.value) {
    case 'apk':
      return [`addgroup -g ${gid} ${user}`, `adduser -D -u ${uid} -G ${user} ${user}`];
    case 'apt':
      return [
        `groupadd --gid ${gid} ${user}`,
        `useradd --uid ${uid} --gid ${gid} --no-log-init --create-home --shell /usr/sbin/nologin ${user}`,
      ];
    default:
      return undefined;
  }
}

function becomeUser(context: FixContext<Options>, { stage, account, fixable }: RootStage) {
  const { options } = context;
  if (!fixable || livesInRootsHome(stage)) return undefined;
  if (account) {
    const owner = account.uid ?? account.name;
    const own = commandsFor(context, stage, { user: owner, group: undefined });
    return own && putUser(context, stage, own, owner).build(`Switch to user ${shortened(account.name)}`, 'review');
  }
  if (stage.base.family === 'distroless') {
    if (!commandsFor(context, stage, { user: NONROOT, group: undefined })) return undefined;
    return putUser(context, stage, [], NONROOT).build('Switch to user nonroot', 'review');
  }
  const { user } = options;
  const given = givenNumber(stage);
  if (given === 'unclear') return undefined;
  const numbers = given ?? { uid: String(options.uid), gid: String(options.uid) };
  const commands = creation(stage, user, numbers);
  const own = commandsFor(context, stage, { user: numbers.uid, group: numbers.gid });
  if (!commands || !own) return undefined;
  const title = `Create user ${user} and switch to it`;
  return putUser(context, stage, [...commands, ...own], numbers.uid).build(title, 'review');
}

/**
 * What gives the user the folders that the app writes to: those that the settings name, and those that the file makes for it.
 * Undefined where the app surely could not write any more.
 */
function commandsFor({ model, facts }: FixContext<Options>, stage: Stage, owner: Owner) {
  const image = { stage, model, facts };
  const starts = startedIn(model, facts)
    .filter(({ start }) => start.stage === stage)
    .map(withBranches);
  const written = starts.flatMap((started) => writtenFolders(started, model, facts));
  const closed = written
    .map((folder) => ({ ...folder, access: accessTo(folder, owner.user, image) }))
    .filter(({ access }) => access !== 'open' && access !== 'elsewhere');
  const mayRun = stage.end.user.known && speaksShell(stage);
  const made = mayRun ? ownedByRoot(stage, writtenDirectories(stage)) : [];
  const given = new Set(mayRun ? [...closed.filter(mayBeGiven).map(({ path }) => path), ...made] : []);
  const user = { user: owner.user, given, collected: written };
  if (!starts.every((started) => mayWriteAtStart(started, user, image))) return undefined;
  if (!mayRun) return closed.some(({ access }) => isClosed(access)) ? undefined : [];
  return commandsToOwn(closed, made, owner, image);
}

/** Every branch of a start script may be the one that is taken. */
const withBranches = (started: Started): Started => ({
  start: started.start,
  service: started.service,
  files: started.files,
  complete: started.complete,
  texts: started.texts,
  commands: started.commands.map((each) => ({ ...each, conditional: false })),
});

/** The user that distroless images bring along. */
const NONROOT = '65532';

/** Puts commands for root, and USER behind them, where all that may need root is done. */
function putUser(
  { model, fix }: FixContext<Options>,
  stage: Stage,
  commands: readonly string[],
  user: string,
): FixDraft {
  const { last, next } = behindTheWork(stage);
  const draft = fix.draft();
  const run = chained(commands, model.syntax.escape);
  const word = last?.kind === 'user' ? wordOf(last) : undefined;
  if (last && word) {
    // USER root is the last of the work: the user takes its place.
    if (run.length > 0) draft.insertLinesBefore(commentsAbove(model.syntax, last)[0] ?? last, run);
    return draft.replace(word.span, user);
  }
  const isAppended = appendToRun(draft, model, last, commands);
  const lines = [...(isAppended ? [] : run), `USER ${user}`];
  if (next) return draft.insertLinesBefore(commentsAbove(model.syntax, next)[0] ?? next, lines);
  return draft.insertLinesAfter(last ?? stage.from, lines);
}

export default defineRule<RootStage, Options>({
  id: 'runs-as-root',
  category: 'security',
  severity: 'warning',
  severities: ['warning', 'info'],
  fix: 'review',
  since: '0.1.0',
  overlaps: ['hadolint:DL3002', 'trivy:DS-0002', 'checkov:CKV_DOCKER_3', 'semgrep:missing-user'],
  duplicates: [],
  appliesTo: { instructions: ['USER', 'FROM'] },
  options: {
    user: {
      type: 'string',
      default: 'app',
      pattern: '^[a-z_][a-z0-9_-]*$',
      description: 'Name of the user that the fix creates.',
    },
    uid: { type: 'integer', default: 10001, minimum: 1, maximum: 65533, description: 'Its user and group id.' },
  },
  docs: {
    summary: 'The container runs as root',
    why:
      'Without USER, Django and everything it starts run as root. A flaw in a view, a template tag or an image library is then a ' +
      'flaw of root: it can change the code it runs from, read every mounted secret, and is one kernel bug away from the host. ' +
      'Celery refuses pickled tasks as root for the same reason. A user of its own costs two lines; a fixed number keeps the owner ' +
      'of volumes stable and lets Kubernetes check `runAsNonRoot`. What Django writes to has to be the user’s: the fix gives it the folders that the ' +
      'settings name, such as MEDIA_ROOT or that of an SQLite database. Volumes that are in use already stay root’s: change their owner once.',
    examples: [
      {
        title: 'No USER at all',
        before:
          'FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n' +
          'COPY . .\nCMD ["gunicorn", "config.wsgi:application"]\n',
      },
      {
        title: 'The app takes uploads',
        files: {
          'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n',
          'config/__init__.py': '',
          'config/wsgi.py':
            'import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\napplication = get_wsgi_application()\n',
          'config/settings.py':
            'from pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\nMEDIA_ROOT = BASE_DIR / "media"\n',
        },
        before:
          'FROM python:3.13-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "config.wsgi:application", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'A user that is created and never used',
        before:
          'FROM python:3.13-slim-trixie\nRUN useradd --create-home --uid 1000 django\nWORKDIR /app\nCOPY . .\n' +
          'CMD ["gunicorn", "config.wsgi:application"]\n',
      },
      {
        title: 'The rights are dropped when the container starts',
        findings: 0,
        files: { 'entrypoint.sh': '#!/bin/sh\nchown -R app /app/media\nexec gosu app "$@"\n', 'manage.py': '' },
        before:
          'FROM python:3.13-slim-trixie\nCOPY entrypoint.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n' +
          'CMD ["gunicorn", "config.wsgi:application"]\n',
      },
    ],
    whenToIgnore:
      'When something outside sets the user for every container of the image, such as `user:` in compose or a pod’s securityContext.',
    references: [
      'https://docs.docker.com/build/building/best-practices/#user',
      'https://docs.celeryq.dev/en/stable/userguide/daemonizing.html#running-the-worker-with-superuser-privileges-root',
    ],
  },
  *check({ model, facts }) {
    for (const start of startsOf(model, ['ships'])) {
      const isSettled = isForOthers(model, start) || composeSetsUser(start.stage, model, facts);
      const problem = isSettled ? undefined : judge(start, facts);
      if (problem) yield problem;
    }
  },
  buildFix: (context, { data }) => becomeUser(context, data),
});
