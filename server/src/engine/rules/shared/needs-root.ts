import type { Stage } from '../../model/types.ts';
import type { Command } from '../../shell/types.ts';
import { isWithin } from '../../text/path.ts';
import { effectiveTool } from './commands.ts';
import { installedIn } from './installed.ts';
import type { Started, StartedCommand } from './started.ts';
import { instructionsOf, stepsOf } from './steps.ts';
import type { WrittenFolder } from './written-folders.ts';

const HOME_OF_ROOT = '/root';

/** The packages of the application lie where nobody but root may look, or nobody can tell where. */
export function livesWithRoot(stage: Stage): boolean {
  const { environments, hidden } = installedIn(stage);
  return hidden.length > 0 || environments.some(({ holdsApp, path }) => holdsApp && isWithin(path, HOME_OF_ROOT));
}

/** Commands of manage.py that write into the code, or into a folder that settings name. */
const WRITES_CODE = /^(?:makemigrations|compilemessages|makemessages|compress|compilescss|compilejsi18n)$/;
const MAKES_FILES = new Set([
  'mkdir',
  'touch',
  'tee',
  'cp',
  'mv',
  'ln',
  'install',
  'chown',
  'chmod',
  'rm',
  'sed',
  'unzip',
  'tar',
]);

/** Places that everybody may write to. */
const OPEN = /^["']?(?:\/tmp|\/var\/tmp|\/dev|\/proc|\$\{?TMPDIR)/;

/** What the image runs when it starts writes to folders of which nobody knows that they are another user's. */
export const writesAtStart = ({ commands }: Started, owned: readonly WrittenFolder[]): boolean =>
  commands.some((at) => writes(at, owned));

function writes({ command }: StartedCommand, owned: readonly WrittenFolder[]): boolean {
  const tool = effectiveTool(command);
  if (tool?.kind === 'manage') {
    const action = tool.action ?? '';
    // Where its files go is known, and given to the user.
    if (action === 'collectstatic') return !owned.some(({ kind }) => kind === 'static');
    if (WRITES_CODE.test(action)) return true;
  }
  return writesFiles(command);
}

function writesFiles({ name, words, redirects }: Command): boolean {
  const isElsewhere = (text: string | undefined): boolean => text !== undefined && !OPEN.test(text);
  if (
    redirects.some(
      ({ operator, target }) => operator.includes('>') && !operator.includes('&') && isElsewhere(target?.text),
    )
  )
    return true;
  if (name === undefined || !MAKES_FILES.has(name)) return false;
  const named = words.slice(1).filter(({ text }) => !text.startsWith('-'));
  return isElsewhere(named.at(-1)?.text);
}

/** The file gives something to a user by a number that is none of ours: that is who shall run it. */
export const givesToAnother = (stage: Stage, uid: string): boolean =>
  instructionsOf(stage).some((each) => {
    if (each.kind === 'copy' || each.kind === 'add')
      return isAnother(each.node.flags.find(({ name }) => name === 'chown')?.value, uid);
    return each.kind === 'run' && stepsOf(each).some(({ command }) => chownsTo(command, uid));
  });

const chownsTo = ({ name, words }: Command, uid: string): boolean =>
  name === 'chown' && isAnother(words.slice(1).find(({ text }) => !text.startsWith('-'))?.text, uid);

/** `1000`, `1000:2000` */
function isAnother(owner: string | undefined, uid: string): boolean {
  const number = /^(\d+)(?::|$)/.exec(owner ?? '')?.[1];
  return number !== undefined && number !== '0' && number !== uid;
}
