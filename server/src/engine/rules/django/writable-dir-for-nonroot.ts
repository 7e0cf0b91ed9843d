import { commentsAbove } from '../../fix/builder.ts';
import { inheritedInstructions } from '../../model/instruction-lists.ts';
import type { PlainInstruction, Stage } from '../../model/types.ts';
import { defineRule, type FixContext, type Problem, type Related } from '../define.ts';
import { appendToRun, chained } from '../shared/chained-run.ts';
import { accessTo, type ImageAround, isClosed, isOwnedBy } from '../shared/folder-access.ts';
import { ownerBehind } from '../shared/folder-owner.ts';
import { type Closed, commandsToOwn, isApart } from '../shared/own-folders.ts';
import { isRoot } from '../shared/privileges.ts';
import { startedIn } from '../shared/started.ts';
import { losesData } from '../shared/unkept-data.ts';
import { shortened } from '../shared/wording.ts';
import { type WrittenFolder, writtenFolders } from '../shared/written-folders.ts';

interface Kept {
  readonly stage: Stage;
  readonly closed: Closed;
  readonly user: string;
  /** The USER in force, where it stands in the stage itself. */
  readonly setBy: PlainInstruction | undefined;
}

/** What is written, how it is said where it lies, and what happens where it cannot be written. */
const WHAT: Readonly<Record<WrittenFolder['kind'], readonly [what: string, where: string, cost: string]>> = {
  uploads: ['MEDIA_ROOT', 'is', 'uploads fail'],
  database: ['the SQLite database', 'is in', 'every write fails'],
  logs: ['the log', 'is in', 'Django does not start'],
  schedule: ['celery beat’s schedule', 'is in', 'beat stops at once'],
  static: ['STATIC_ROOT', 'is', 'collectstatic fails at start'],
};

const settingOf = ({ from }: WrittenFolder): readonly Related[] =>
  from ? [{ ...from, message: 'It is set here' }] : [];

function judge(folder: WrittenFolder, image: ImageAround): Problem<Kept> | undefined {
  const { stage } = image;
  const { user } = stage.end;
  if (!user.known || isRoot(user.value) || user.value === '') return undefined;
  const access = accessTo(folder, user.value, image);
  if (!isClosed(access)) return undefined;
  const setBy = inheritedInstructions(stage)
    .filter((each): each is PlainInstruction => each.kind === 'user')
    .at(-1);
  const own = setBy?.stage === stage ? setBy : undefined;
  const [what, where, cost] = WHAT[folder.kind];
  const name = shortened(user.value.replace(/:.*$/, ''), 16);
  const why = access === 'new-volume' ? 'a new volume there is root’s' : `user ${name} may not write there`;
  const place = shortened(folder.file !== undefined && access === 'closed-file' ? folder.file : folder.path, 24);
  const defect =
    access === 'closed-file' ? `${what} ${place} is not user ${name}’s` : `${what} ${where} ${place}, and ${why}`;
  return {
    span: own?.span ?? (stage.from.image ?? stage.from).span,
    message: `${defect}: ${cost}`,
    related: settingOf(folder),
    data: { stage, closed: { ...folder, access }, user: user.value, setBy: own },
  };
}

/** Nothing keeps what users give to the app when its container is replaced. */
function judgeLoss(folder: WrittenFolder, image: ImageAround): Problem<undefined> | undefined {
  const service = losesData(folder, image);
  if (!service) return undefined;
  const { stage } = image;
  const [what, where] = WHAT[folder.kind];
  const name = shortened(service.name.value, 14);
  return {
    span: (stage.from.image ?? stage.from).span,
    severity: 'warning',
    message: `${what} ${where} ${shortened(folder.path, 22)}, and service ${name} has no volume there: each deploy empties it`,
    related: [{ ...service.name.from, message: 'No volume of this service lies there' }, ...settingOf(folder)],
    data: undefined,
  };
}

function ownIt({ fix, model, facts }: FixContext<object>, { stage, closed, user, setBy }: Kept) {
  const { base } = stage;
  if (!setBy || !base.hasShell.known || !base.hasShell.value) return undefined;
  if (!setBy.before.user.known || !isRoot(setBy.before.user.value)) return undefined;
  const image = { stage, model, facts };
  const [name = '', group] = user.split(':');
  const commands = commandsToOwn([closed], [], { user: name, group }, image);
  // What is copied further down may take it away again.
  const isKept = [closed.path, closed.file].every(
    (path) => path === undefined || isOwnedBy(stage, ownerBehind(setBy, path, name, facts), name),
  );
  if (!commands || !isKept) return undefined;
  const draft = fix.draft();
  const before = stage.instructions[setBy.index - 1];
  if (!appendToRun(draft, model, before, commands))
    draft.insertLinesBefore(commentsAbove(model.syntax, setBy)[0] ?? setBy, chained(commands, model.syntax.escape));
  // Where the code lies, whoever breaks into the app could change it.
  const isSafe = isApart(closed.path, image) && commands.length === 1;
  return draft.build(`Give ${shortened(closed.path, 40)} to ${shortened(name, 20)}`, isSafe ? 'safe' : 'review');
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

export default defineRule<Kept | undefined>({
  id: 'writable-dir-for-nonroot',
  category: 'django',
  severity: 'error',
  severities: ['error', 'warning'],
  fix: 'safe',
  since: '0.1.0',
  overlaps: [],
  duplicates: [],
  appliesTo: { instructions: ['USER', 'VOLUME'] },
  docs: {
    summary: 'Django’s data lies where the container’s user may not write, or where no volume keeps it',
    why:
      'COPY, WORKDIR and RUN leave everything to root, and a new volume takes its owner from the folder of the image, or is root’s where ' +
      'there is none. Once USER is somebody else, an upload into MEDIA_ROOT ends in a PermissionError, SQLite can neither write its file nor the journal ' +
      'beside it, celery beat cannot keep its schedule, and Django does not start where LOGGING opens a file. It shows in production alone: on a laptop the ' +
      'container usually runs as root. Make the folder in the image, and give it to the user, in front of USER. ' +
      'What users give to the app also has to outlive its container: compose makes a new one for each new image, and with the old one goes all that lies ' +
      'in no volume.',
    examples: [
      {
        title: 'Uploads',
        files: WITH_UPLOADS,
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN useradd --uid 10001 --create-home app\nUSER 10001\n' +
          'CMD ["gunicorn", "shop.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'No volume keeps the uploads',
        files: { ...WITH_UPLOADS, 'compose.yaml': 'services:\n  web:\n    build: .\n    ports: ["8000:8000"]\n' },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN useradd --uid 10001 --create-home app && install -d -o app /app/media\nUSER 10001\n' +
          'CMD ["gunicorn", "shop.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
      {
        title: 'The folder is the user’s, and a volume keeps it',
        findings: 0,
        files: {
          ...WITH_UPLOADS,
          'compose.yaml': 'services:\n  web:\n    build: .\n    volumes: ["media:/app/media"]\nvolumes:\n  media:\n',
        },
        before:
          'FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN useradd --uid 10001 --create-home app && install -d -o app /app/media\nUSER 10001\n' +
          'CMD ["gunicorn", "shop.wsgi", "--bind=0.0.0.0:8000"]\n',
      },
    ],
    whenToIgnore:
      'When something outside of the image gives the folder to the user, an init container for instance; or when each deploy shall begin with ' +
      'empty data, as that of a demo.',
    references: [
      'https://docs.docker.com/engine/storage/volumes/#populate-a-volume-using-a-container',
      'https://docs.djangoproject.com/en/stable/ref/settings/#media-root',
      'https://docs.celeryq.dev/en/stable/userguide/periodic-tasks.html#starting-the-scheduler',
    ],
  },
  *check({ model, facts }) {
    const told = new Set<string>();
    for (const started of startedIn(model, facts)) {
      const image = { stage: started.start.stage, model, facts };
      for (const folder of writtenFolders(started, model, facts)) {
        for (const problem of [judge(folder, image), judgeLoss(folder, image)]) {
          const key = problem && `${problem.span.start} ${problem.message}`;
          if (!problem || key === undefined || told.has(key)) continue;
          told.add(key);
          yield problem;
        }
      }
    }
  },
  buildFix: (context, { data }) => data && ownIt(context, data),
});
