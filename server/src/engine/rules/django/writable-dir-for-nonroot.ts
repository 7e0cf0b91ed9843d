import { commentsAbove } from '../../fix/builder.ts';
import { inheritedInstructions } from '../../model/instruction-lists.ts';
import type { Model, PlainInstruction, Stage } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import { isWithin } from '../../text/path.ts';
import { defineRule, type FixContext, type Problem, type Related } from '../define.ts';
import { createdAccounts } from '../shared/accounts.ts';
import { appendToRun } from '../shared/chained-run.ts';
import { servicesOf, shippingServices } from '../shared/compose.ts';
import { folderOwner, ownerAbove } from '../shared/folder-owner.ts';
import { projectRootIn } from '../shared/image-layout.ts';
import { isRoot } from '../shared/privileges.ts';
import { type Started, startedIn } from '../shared/started.ts';
import { shortened } from '../shared/wording.ts';
import { type WrittenFolder, writtenFolders } from '../shared/written-folders.ts';

interface Closed {
  readonly stage: Stage;
  readonly folder: string;
  readonly user: string;
  /** The USER in force, where it stands in the stage itself. */
  readonly setBy: PlainInstruction | undefined;
  /** The folder is made for this alone: no code of the project lies in it. */
  readonly apart: boolean;
}

/** A number and a name that the file gives to the same account are one. */
function sameOwner(stage: Stage, owner: string, user: string): boolean | undefined {
  const [a = '', b = ''] = [owner, user].map((each) => each.replace(/[:.].*$/, ''));
  if (a === b) return true;
  const accounts = createdAccounts(stage);
  const numberOf = (name: string): string | undefined =>
    /^\d+$/.test(name) ? name : isRoot(name) ? '0' : accounts.find((each) => each.name === name)?.uid;
  const [first, second] = [numberOf(a), numberOf(b)];
  if (first !== undefined && second !== undefined) return first === second;
  // Root is nobody else, whatever number the other has.
  return isRoot(a) !== isRoot(b) ? false : undefined;
}

type Mounted = 'volume' | 'elsewhere' | 'no';

/** Whether something is mounted over a folder when the container starts. A bind mount has the owner that it has on the host. */
function mountedOver(stage: Stage, folder: string, model: Model, facts: ProjectFacts): Mounted | undefined {
  const volumes = inheritedInstructions(stage).flatMap(({ node }) =>
    node.kind === 'volume' ? (node.json?.items ?? node.words).map(({ value }) => value) : [],
  );
  const isDeclared = volumes.some((path) => path.replace(/\/$/, '') === folder);
  const services = servicesOf(stage, model, facts);
  if (!services.known) return isDeclared ? 'volume' : facts.composeServices.known ? undefined : 'no';
  const shipping = shippingServices(services.value, stage);
  if (shipping.some(({ user }) => user !== undefined)) return undefined;
  const over = shipping.flatMap(({ volumes: mounts }) =>
    mounts.filter(({ target }) => !target.known || isWithin(folder, target.value.replace(/(?<=.)\/+$/, ''))),
  );
  if (over.some(({ kind, target }) => kind !== 'volume' || !target.known)) return 'elsewhere';
  return isDeclared || over.length > 0 ? 'volume' : 'no';
}

const WHAT: Readonly<Record<WrittenFolder['kind'], readonly [string, string]>> = {
  uploads: ['MEDIA_ROOT', 'uploads fail'],
  database: ['the SQLite database', 'every write fails'],
  schedule: ['celery beat’s schedule', 'beat stops at once'],
  static: ['STATIC_ROOT', 'collectstatic fails at every start'],
};

function judge(
  started: Started,
  folder: WrittenFolder,
  model: Model,
  facts: ProjectFacts,
): Problem<Closed> | undefined {
  const { stage } = started.start;
  const { user } = stage.end;
  if (!user.known || isRoot(user.value) || user.value === '') return undefined;
  const mounted = mountedOver(stage, folder.path, model, facts);
  if (mounted === undefined || mounted === 'elsewhere') return undefined;
  const owner = folderOwner(stage, folder.path, facts);
  if (!owner.known) return undefined;
  // A volume that finds no folder in the image makes one, for root; everything else is made by whoever needs it.
  const above = owner.value === undefined && mounted === 'no' ? ownerAbove(stage, folder.path, facts) : undefined;
  if (above?.known === false) return undefined;
  const decides = owner.value ?? above?.value ?? 'root';
  if (sameOwner(stage, decides, user.value) !== false) return undefined;
  const setBy = inheritedInstructions(stage)
    .filter((each): each is PlainInstruction => each.kind === 'user')
    .at(-1);
  const own = setBy?.stage === stage ? setBy : undefined;
  const [what, cost] = WHAT[folder.kind];
  const root = projectRootIn(stage, facts);
  const name = shortened(user.value.replace(/:.*$/, ''), 20);
  const related: Related[] = folder.from ? [{ ...folder.from, message: 'It is set here' }] : [];
  const why =
    owner.value === undefined && mounted === 'volume'
      ? 'a new volume there is root’s'
      : `user ${name} may not write there`;
  return {
    span: own?.span ?? (stage.from.image ?? stage.from).span,
    message: `${what} is ${folder.kind === 'uploads' || folder.kind === 'static' ? '' : 'in '}${shortened(folder.path, 30)}, and ${why}: ${cost}`,
    related,
    data: {
      stage,
      folder: folder.path,
      user: user.value,
      setBy: own,
      apart: root.known && !isWithin(root.value, folder.path) && folder.path !== '/',
    },
  };
}

function ownIt({ fix, model }: FixContext<object>, { stage, folder, user, setBy, apart }: Closed) {
  const { base } = stage;
  const mayRun = base.hasShell.known && base.hasShell.value && /^\/[\w./-]+$/.test(folder);
  if (!setBy || !mayRun || !setBy.before.user.known || !isRoot(setBy.before.user.value)) return undefined;
  const [name = '', group] = user.split(':');
  const draft = fix.draft();
  const command = `install -d -o ${name}${group === undefined ? '' : ` -g ${group}`} ${folder}`;
  const before = stage.instructions[setBy.index - 1];
  if (!appendToRun(draft, model, before, [command]))
    draft.insertLinesBefore(commentsAbove(model.syntax, setBy)[0] ?? setBy, [`RUN ${command}`]);
  // Where the code lies, whoever breaks into the app could change it.
  return draft.build(`Give ${shortened(folder, 40)} to ${shortened(name, 20)}`, apart ? 'safe' : 'review');
}

/** The project of the page's examples. */
const WITH_UPLOADS = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
  'shop/__init__.py': '',
  'shop/wsgi.py':
    'import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\napplication = get_wsgi_application()\n',
  'shop/settings.py':
    'from pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\nMEDIA_ROOT = BASE_DIR / "media"\n',
};

export default defineRule<Closed>({
  id: 'writable-dir-for-nonroot',
  category: 'django',
  severity: 'error',
  severities: ['error'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['USER', 'VOLUME'] },
  docs: {
    summary: 'The user of the container may not write where Django writes',
    why:
      'COPY, WORKDIR and RUN leave everything to root, and a new volume takes its owner from the folder of the image, or is root’s where ' +
      'there is none. Once USER is somebody else, an upload into MEDIA_ROOT ends in a PermissionError, SQLite can neither write its file nor the journal ' +
      'beside it, and celery beat cannot keep its schedule. It shows in production alone: on a laptop the container usually runs as root. ' +
      'Make the folder in the image, and give it to the user, in front of USER.',
    examples: [
      {
        title: 'Uploads',
        files: WITH_UPLOADS,
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN useradd --uid 10001 --create-home app\nUSER 10001\n' +
          'CMD ["gunicorn", "shop.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'The folder is the user’s',
        findings: 0,
        files: WITH_UPLOADS,
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN useradd --uid 10001 --create-home app && install -d -o app /app/media\nUSER 10001\n' +
          'CMD ["gunicorn", "shop.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore: 'When something outside of the image gives the folder to the user, an init container for instance.',
    references: [
      'https://docs.docker.com/engine/storage/volumes/#populate-a-volume-using-a-container',
      'https://docs.djangoproject.com/en/stable/ref/settings/#media-root',
      'https://docs.celeryq.dev/en/stable/userguide/periodic-tasks.html#starting-the-scheduler',
    ],
  },
  *check({ model, facts }) {
    const told = new Set<string>();
    for (const started of startedIn(model, facts)) {
      for (const folder of writtenFolders(started, model, facts)) {
        const problem = judge(started, folder, model, facts);
        const key = problem && `${problem.span.start} ${problem.message}`;
        if (!problem || key === undefined || told.has(key)) continue;
        told.add(key);
        yield problem;
      }
    }
  },
  buildFix: (context, { data }) => ownIt(context, data),
});
