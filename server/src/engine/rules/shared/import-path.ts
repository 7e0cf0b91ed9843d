import { joinPath } from '../../model/state.ts';
import type { CeleryTool, ManageTool, Option, ServerTool } from '../../shell/tools/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { remembered } from '../../text/remembered.ts';
import type { PythonProcess } from './python-process.ts';

/** Where a program of Python looks for modules, in front of the packages that are installed. */
export interface ImportPath {
  /** Folders of the image in their order. */
  readonly folders: readonly string[];
  /** Why it may look in other folders behind these. */
  readonly hidden: string | undefined;
}

/**
 * The import path that a server, a worker or a command of Django starts with. What each puts in front was tried with gunicorn 27,
 * uvicorn 0.54, daphne 4.2, granian 2.8, hypercorn 0.18, waitress 3, uWSGI 2, celery 5.7 and Django 5.2.
 */
export const importPathOf: (process: PythonProcess) => ImportPath = remembered((process: PythonProcess) =>
  withVariable(
    leavesFoldersOut(process) ? unknown('Python is told to leave folders out') : ownFolders(process),
    process,
  ),
);

/** The import path of a server that is started in place of a program, and looks in a folder. */
export const importPathFrom = (folder: string, process: PythonProcess): ImportPath =>
  withVariable(known([folder]), process);

function withVariable(own: Known<readonly string[]>, process: PythonProcess): ImportPath {
  if (!own.known) return { folders: [], hidden: own.why };
  const more = foldersOfVariable(process);
  return more.known
    ? { folders: [...new Set([...own.value, ...more.value])], hidden: undefined }
    : { folders: own.value, hidden: more.why };
}

/** `python -I`, `python -P`. */
const ISOLATES = /^-[A-Za-z]*[EIP]/;

function leavesFoldersOut(process: PythonProcess): boolean {
  const { tool, command } = process;
  const end = tool ? command.words.indexOf(tool.program) : -1;
  const inFront = command.words.slice(1, Math.max(end, 1));
  // What a script out of sight may set is hardly ever this.
  return process.variable('PYTHONSAFEPATH')?.known === true || inFront.some(({ text }) => ISOLATES.test(text));
}

/** PYTHONPATH: an empty part of it is the working directory. */
function foldersOfVariable(process: PythonProcess): Known<readonly string[]> {
  if (process.hasVariableFile) return unknown('a file of variables may set PYTHONPATH');
  const value = process.variable('PYTHONPATH');
  if (!value?.known) return value ?? known([]);
  return value.value === '' ? known([]) : allOf(value.value.split(':'), process.directory);
}

/** Paths made absolute. */
function allOf(paths: readonly string[], directory: Known<string>): Known<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const absolute = joinPath(directory, path);
    if (!absolute.known) return absolute;
    found.push(absolute.value);
  }
  return known(found);
}

function ownFolders(process: PythonProcess): Known<readonly string[]> {
  const { tool, directory } = process;
  if (mayHaveOptions(process)) return unknown('there may be more options');
  switch (tool?.kind) {
    case 'server':
      return foldersOfServer(process, tool);
    case 'celery':
      return allOf([''], within(process, tool, '--workdir', directory));
    case 'manage':
      return foldersOfManage(process, tool);
    default:
      return unknown('it is no program whose import path we know');
  }
}

/** Words that nobody knows may be options. What ENV says is known. */
function mayHaveOptions(process: PythonProcess): boolean {
  const { command } = process;
  if (!command.openEnded) return false;
  return command.words.some((word) => {
    const value = word.literal === undefined ? process.valueOf(word) : undefined;
    return value !== undefined && (!value.known || value.value.startsWith('-'));
  });
}

const optionOf = ({ options }: ManageTool | ServerTool | CeleryTool, name: string): Option | undefined =>
  options.filter(({ canonical }) => canonical === name).at(-1);

/** The folder that an option names; the other one where it is not given. */
function within(
  process: PythonProcess,
  tool: ManageTool | ServerTool | CeleryTool,
  name: string,
  otherwise: Known<string>,
): Known<string> {
  const option = optionOf(tool, name);
  if (!option) return otherwise;
  const value = option.value ? process.valueOf(option.value) : unknown(`${name} has no value`);
  return value.known ? joinPath(process.directory, value.value) : value;
}

function foldersOfServer(process: PythonProcess, tool: ServerTool): Known<readonly string[]> {
  const { directory } = process;
  switch (tool.server) {
    case 'gunicorn':
      return foldersOfGunicorn(process, tool);
    case 'uvicorn': {
      if (process.variable('UVICORN_APP_DIR') !== undefined) return unknown('UVICORN_APP_DIR decides');
      const own = within(process, tool, '--app-dir', directory);
      return runsAsModule(process) ? both(own, directory) : allOf([''], own);
    }
    case 'granian':
      if (process.variable('GRANIAN_WORKING_DIR') !== undefined) return unknown('GRANIAN_WORKING_DIR decides');
      return both(directory, within(process, tool, '--working-dir', directory));
    case 'uwsgi':
      return foldersOfUwsgi(process, tool);
    default:
      return allOf([''], directory);
  }
}

const both = (first: Known<string>, second: Known<string>): Known<readonly string[]> => {
  if (!first.known) return first;
  return second.known ? known([...new Set([first.value, second.value])]) : second;
};

/** `python -m uvicorn` */
const runsAsModule = ({ command, tool }: PythonProcess): boolean =>
  command.words.some((word, index) => word === tool?.program && /^-\w*m$/.test(command.words[index - 1]?.text ?? ''));

function foldersOfGunicorn(process: PythonProcess, tool: ServerTool): Known<readonly string[]> {
  if (process.variable('GUNICORN_CMD_ARGS') !== undefined) return unknown('GUNICORN_CMD_ARGS may choose a folder');
  const config = process.config(tool);
  if (!config.known) return config;
  if (/\bsys\b|\bchdir\s*\(/.test(config.value.text)) return unknown('the configuration file may choose a folder');
  const setting = (name: string): Known<string | undefined> => {
    const option = optionOf(tool, `--${name}`);
    if (option) return option.value ? process.valueOf(option.value) : unknown(`--${name} has no value`);
    const value = config.value.setting(name);
    if (!value.known) return value;
    return value.value === undefined || typeof value.value === 'string'
      ? known(value.value)
      : unknown(`${name} is no text in the configuration file`);
  };
  const [chdir, pythonpath] = [setting('chdir'), setting('pythonpath')];
  if (!chdir.known) return chdir;
  if (!pythonpath.known) return pythonpath;
  const directory = joinPath(process.directory, chdir.value ?? '');
  const more = pythonpath.value === undefined ? known([]) : allOf(pythonpath.value.split(','), directory);
  const own = both(directory, process.directory);
  if (!more.known || !own.known) return more.known ? own : more;
  return known([...more.value, ...own.value]);
}

const READS_FILE = ['--ini', '--yaml', '--json', '--xml'];

function foldersOfUwsgi(process: PythonProcess, tool: ServerTool): Known<readonly string[]> {
  const others = ['--pythonpath', '--chdir2', ...READS_FILE];
  if (others.some((name) => optionOf(tool, name))) return unknown('uWSGI reads more than its command');
  // What is no option is a file of options.
  if (tool.app === undefined) return unknown('uWSGI is not told what to serve');
  return allOf([''], within(process, tool, '--chdir', process.directory));
}

function foldersOfManage(process: PythonProcess, tool: ManageTool): Known<readonly string[]> {
  const { directory } = process;
  const option = optionOf(tool, '--pythonpath');
  const more = option ? within(process, tool, '--pythonpath', directory) : undefined;
  if (more?.known === false) return more;
  const front = more ? [more.value] : [];
  if (tool.front === 'django-admin') {
    if (!runsAsModule(process)) return known(front);
    return directory.known ? known([...front, directory.value]) : directory;
  }
  const own = tool.script ? folderOfScript(process, tool.script.text) : directory;
  return own.known ? known([...front, own.value]) : own;
}

/** Python puts the folder of a script in front, not the one it works in. */
function folderOfScript(process: PythonProcess, text: string): Known<string> {
  const { command, tool, directory, facts } = process;
  const word = tool?.kind === 'manage' ? tool.script : undefined;
  const value = word ? process.valueOf(word) : unknown(`${text} is not known`);
  if (!value.known) return value;
  // A bare name is looked up on PATH.
  if (command.program[0] === word && !value.value.includes('/')) return unknown('nobody knows which manage.py it is');
  const path = joinPath(directory, value.value);
  if (!path.known) return path;
  const file = process.fileAt(path.value);
  const source =
    file.known && file.value !== undefined ? facts.source(file.value) : unknown('manage.py is not at hand');
  if (!source.known) return source;
  if (/\bsys\.path\b|\bchdir\b|\bsite\b/.test(source.value)) return unknown('manage.py chooses folders itself');
  return known(path.value.slice(0, path.value.lastIndexOf('/')) || '/');
}
