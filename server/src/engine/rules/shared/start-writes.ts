import { joinPath } from '../../model/state.ts';
import type { FilesTool } from '../../shell/tools/types.ts';
import type { Word } from '../../shell/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { accessTo, type ImageAround } from './folder-access.ts';
import { contextFileAt, projectRootIn } from './image-layout.ts';
import { type Started, type StartedCommand, valueAtStart } from './started.ts';
import type { WrittenFolder } from './written-folders.ts';

/** What a command of a start makes, changes or removes. */
export interface StartWrite {
  readonly path: Known<string>;
  readonly kind: 'folder' | 'file';
}

/** Options of servers and workers that name a file to write. */
const NAMES_FILE = new Set([
  '--access-logfile',
  '--error-logfile',
  '--log-file',
  '--logfile',
  '--logto',
  '--pid',
  '--pidfile',
]);

/** Commands of Django and common apps that write beside the code. */
const WRITES_CODE = new Set(['makemigrations', 'makemessages', 'compilemessages', 'compilescss', 'compress']);
const ONLY_LOOKS = new Set(['--check', '--dry-run', '--help']);

/** Programs whose archives say what they write. */
const UNPACKS = /^(?:tar|unzip|bsdtar)$/;

/** Devices, and files that are nothing but a running process: everybody has their own. */
const NO_FILE = /^\/(?:dev|proc)\//;

/** The files and folders that the commands of a start name as what they write, also in branches that may not be taken. */
export function writesAtStart(started: Started): readonly StartWrite[] {
  const moves = started.commands.some(({ command: { name } }) => name === 'cd' || name === 'pushd');
  const directory = moves ? unknown('a script changes the folder') : started.start.stage.end.workdir;
  const place = (path: Known<string>): Known<string> =>
    !path.known || path.value.startsWith('/')
      ? path
      : path.value.startsWith('~')
        ? unknown('a home')
        : joinPath(directory, path.value);
  return started.commands
    .flatMap((at) => namedBy(at, started))
    .map(({ path, kind }) => ({ path: place(path), kind }))
    .filter(({ path }) => !path.known || !NO_FILE.test(path.value));
}

function namedBy(at: StartedCommand, started: Started): readonly StartWrite[] {
  const { tool, command } = at;
  const file = (path: Known<string>): StartWrite => ({ path, kind: 'file' });
  const found = command.redirects.flatMap(({ operator, target }) =>
    operator.includes('>') && target && !/^\d+$|^-$/.test(target.literal ?? '')
      ? file(valueAtStart(target, started, at))
      : [],
  );
  if (UNPACKS.test(command.name ?? '')) found.push(file(unknown('what is packed decides')));
  if (command.name === 'tee')
    for (const word of command.program.slice(1))
      if (!word.text.startsWith('-')) found.push(file(valueAtStart(word, started, at)));
  if (tool?.kind === 'files') {
    const kind = tool.front === 'mkdir' || tool.front === 'install' ? 'folder' : 'file';
    for (const word of changedBy(tool)) found.push({ path: valueAtStart(word, started, at), kind });
  }
  if (tool?.kind === 'server' || tool?.kind === 'celery')
    for (const { canonical, value, literal } of tool.options) {
      if (literal === '-') continue;
      const socket = canonical === '--bind' ? /^unix:(.+)$/.exec(literal ?? '')?.[1] : undefined;
      if (socket !== undefined) found.push(file(known(socket)));
      else if (NAMES_FILE.has(canonical) && value) found.push(file(valueAtStart(value, started, at)));
    }
  return found;
}

/** The words that name what a command changes, not what it reads. */
function changedBy({ front, paths, options }: FilesTool): readonly Word[] {
  const optionOf = (name: string) => options.find(({ canonical }) => canonical === name);
  switch (front) {
    case 'sed':
      return optionOf('--in-place') ? paths : [];
    case 'cp':
    case 'ln': {
      const folder = optionOf('--target-directory')?.value;
      return folder ? [folder] : paths.slice(-1);
    }
    default:
      return paths;
  }
}

/**
 * Whether a user surely may write all that the commands of a start write by themselves. `given` are folders that the user gets,
 * `collected` those in which the settings let static files be collected.
 */
export function mayWriteAtStart(
  started: Started,
  { user, given, collected }: { user: string; given: ReadonlySet<string>; collected: readonly WrittenFolder[] },
  image: ImageAround,
): boolean {
  const { stage, facts } = image;
  const mayUse = (path: string, file?: string): boolean => {
    const access = accessTo({ path, file, kind: 'static' }, user, image);
    if (access === 'open' || access === 'closed-file' || access === 'elsewhere') return access === 'open';
    const lying = file === undefined ? undefined : contextFileAt(stage, file, facts);
    return given.has(path) && (lying === undefined || (lying.known && lying.value === undefined));
  };
  const mayWrite = ({ path, kind }: StartWrite): boolean => {
    if (!path.known) return false;
    return kind === 'folder' ? mayUse(path.value) : mayUse(folderOf(path.value), path.value);
  };
  const mayRun = ({ tool, command }: StartedCommand): boolean => {
    if (tool?.kind !== 'manage' || tool.args.some(({ text }) => ONLY_LOOKS.has(text))) return true;
    if (tool.action === 'collectstatic') {
      const folder = collected.find(({ at, kind }) => kind === 'static' && at.command === command);
      return folder !== undefined && mayUse(folder.path);
    }
    return !WRITES_CODE.has(tool.action ?? '') || ownsCode(user, image);
  };
  return writesAtStart(started).every(mayWrite) && started.commands.every(mayRun);
}

/** Who has manage.py has what was copied with it. */
function ownsCode(user: string, image: ImageAround): boolean {
  const root = projectRootIn(image.stage, image.facts);
  if (!root.known) return false;
  // Like a log that is there, it does not need its folder.
  const file = root.value === '/' ? '/manage.py' : `${root.value}/manage.py`;
  return accessTo({ path: root.value, file, kind: 'logs' }, user, image) === 'open';
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
