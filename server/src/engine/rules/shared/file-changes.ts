import { effectiveTool } from '../../model/effective-tool.ts';
import { normalizePath } from '../../model/state.ts';
import type { FilesTool, StateTool } from '../../shell/tools/types.ts';
import type { Command, Redirect, Word } from '../../shell/types.ts';
import { isWithin } from '../../text/path.ts';
import { programMayWrite } from './file-writers.ts';
import { pathOf, type Step } from './steps.ts';

/** Commands of Django and of common apps that leave the project's modules as they are. */
const HARMLESS_MANAGE = new Set(
  `collectstatic compilemessages makemessages migrate check createsuperuser createcachetable compress compilescss loaddata
   showmigrations diffsettings clearsessions test flush tailwind collectstatic_js_reverse rebuild_index`.split(/\s+/),
);

/** Programs that work where they are started, and in folders that their words name. */
const WORKS_IN_FOLDER =
  /^(?:git|tar|unzip|bsdtar|npm|npx|yarn|pnpm|bower|bundle|composer|make|cmake|ninja|gcc|g\+\+|cc|configure|cargo|go)$/;

/** Programs that only read, or write what is no module of the project. */
const READS_ONLY = new Set(
  `sleep date uname whoami pwd which type grep egrep awk head tail sort wc cut tr md5sum sha256sum getent dpkg gpg apt-key usermod
   groupmod passwd chpasswd deluser delgroup setcap corepack sync getconf`.split(/\s+/),
);

/** `python -m compileall`, `python --version`. */
const HARMLESS_PYTHON = /^python[\d.]* (?:--version|-V|-m (?:compileall|ensurepip)\b)/;

const ACTIVATES = /\/bin\/activate$|^\/etc\/(?:profile|os-release|lsb-release|bash\.bashrc)$|\/\.cargo\/env$/;

/** Whether a command of a RUN may write, replace or remove a file of the image. A program nobody has read may. */
export function mayChange(step: Step, path: string): boolean {
  const { command } = step;
  return command.redirects.some((each) => mayRedirect(each, step, path)) || toolMayChange(command, step, path);
}

function toolMayChange(command: Command, step: Step, path: string): boolean {
  const tool = effectiveTool(command);
  switch (tool?.kind) {
    case 'files':
      return filesMayChange(tool, step, path);
    case 'manage':
      return (
        !HARMLESS_MANAGE.has(tool.action ?? '') && !(tool.action === 'makemigrations' && !path.includes('/migrations/'))
      );
    case 'state':
      return readsScript(tool) && !ACTIVATES.test(tool.args[0]?.literal ?? '');
    case 'pip':
      if (tool.destination?.value && mayName(tool.destination.value, step, path)) return true;
      return programMayWrite(command, path, tool);
    case 'drop':
      return tool.runs.length > 0;
    case undefined:
      return programMayChange(command, step, path);
    default:
      return programMayWrite(command, path, tool);
  }
}

const readsScript = ({ front }: StateTool): boolean => front === '.' || front === 'source';

function filesMayChange({ front, paths, options }: FilesTool, step: Step, path: string): boolean {
  const isNamed = (word: Word): boolean => mayName(word, step, path);
  const has = (name: string): boolean => options.some(({ canonical }) => canonical === name);
  switch (front) {
    case 'rm':
    case 'touch':
      return paths.some(isNamed);
    case 'sed':
      return has('--in-place') && paths.some(isNamed);
    case 'install':
    case 'cp':
    case 'mv':
    case 'ln': {
      if (has('--directory') && front === 'install') return false;
      const folder = options.find(({ canonical }) => canonical === '--target-directory')?.value;
      if (!folder && paths.length < 2) return true;
      return [folder ?? paths.at(-1)].some((word) => word && isNamed(word)) || (front === 'mv' && paths.some(isNamed));
    }
    default:
      return false;
  }
}

function programMayChange(command: Command, step: Step, path: string): boolean {
  const { name, words, inner } = command;
  if (inner !== undefined || words.length === 0 || READS_ONLY.has(name ?? '')) return false;
  if (name === 'find') return words.some(({ text }) => /^-(?:delete|exec(?:dir)?|ok(?:dir)?|fprint\w*)$/.test(text));
  const text = [name, ...command.program.slice(1).map((word) => word.literal)].join(' ');
  if (HARMLESS_PYTHON.test(text)) return false;
  if (!WORKS_IN_FOLDER.test(name ?? '')) return programMayWrite(command, path, undefined);
  const isHere = !step.directory.known || isWithin(path, step.directory.value);
  return isHere || command.program.slice(1).some((word) => !isOption(word) && mayName(word, step, path));
}

const isOption = ({ text }: Word): boolean => text.startsWith('-') || /:\/\//.test(text);

function mayRedirect({ operator, target }: Redirect, step: Step, path: string): boolean {
  if (!operator.includes('>') || !target || /^\d+$|^-$/.test(target.literal ?? '')) return false;
  return mayName(target, step, path);
}

/** Whether a word may name a file, or a folder that it lies in. Of a pattern or a variable only the beginning is known. */
function mayName(word: Word, step: Step, path: string): boolean {
  if (/^["']?~/.test(word.text)) return isWithin(path, '/root') || isWithin(path, '/home');
  const value = pathOf(word, step);
  if (value.known) return isWithin(path, value.value);
  const [first] = word.parts;
  const beginning = first?.kind === 'literal' ? first.text.slice(0, first.text.lastIndexOf('/') + 1) : '';
  if (beginning.startsWith('/')) return isWithin(path, normalizePath(beginning));
  const isBelow = first?.kind === 'literal' && !beginning.includes('..') && step.directory.known;
  return !isBelow || isWithin(path, normalizePath(`${step.directory.value}/${beginning}`));
}
