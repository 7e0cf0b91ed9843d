import { isPackageScript } from '../../data/python-tools.ts';
import type { StartInstruction } from '../../model/types.ts';
import type { Tool } from '../../shell/tools/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import type { Span } from '../../text/span.ts';
import { SHELL_NAMES } from './start.ts';
import type { Started } from './started.ts';

/** A program of Python's that a container starts, by a name that is looked up on PATH or by its path. */
export interface StartProgram {
  /** `gunicorn`, `python`, `/opt/venv/bin/gunicorn`. */
  readonly name: string;
  /** `script`: a program that a package brings. `python`: an interpreter that runs a module or manage.py. */
  readonly kind: 'script' | 'python';
  /** Where it stands; for what a script of the project runs, where the Dockerfile names the script. */
  readonly span: Span;
}

/** Words that show that somebody chooses the environment, or leave it open. */
const CHOOSES_ENVIRONMENT =
  /activate|\bPATH=|VIRTUAL_ENV|PYTHONPATH|\buv\b|\bpoetry\b|pipenv|\bpdm\b|\bconda\b|^\s*(?:\.|source|eval|set -a)\s|[;&]\s*(?:\.|source)\s/m;

/** Programs that run another one in the environment they found. */
const TRANSPARENT = new Set(['gosu', 'su-exec', 'setpriv', 'chpst', 's6-setuidgid', 'setuidgid']);

const READS_PROFILE = /^-\w*[li]|^--(?:login|rcfile|init-file)/;

/** Variables that change where Python or its programs are found. */
const CHANGE_LOOKUP = ['BASH_ENV', 'ENV', 'PYTHONPATH', 'PYTHONHOME'];

/**
 * The programs of Python's that an image starts in any case, in order. Undefined where something may change where they are looked
 * up.
 */
export function startPrograms({ start, commands, texts }: Started): readonly StartProgram[] | undefined {
  const { stage, entrypoint, command } = start;
  const chooses =
    CHANGE_LOOKUP.some((name) => stage.end.declaredEnv(name)) ||
    [entrypoint, command].some((each) => each && runsLoginShell(each)) ||
    texts.some((text) => CHOOSES_ENVIRONMENT.test(text)) ||
    commands.some((each) => choosesEnvironment(each.command));
  if (chooses) return undefined;
  return commands.flatMap(({ command: started, file, span, conditional }) => {
    const program = conditional ? undefined : programOf(started);
    return program ? [{ ...program, span: file === undefined ? program.span : span }] : [];
  });
}

const runsLoginShell = ({ node, before }: StartInstruction): boolean =>
  node.command.form === 'shell' && before.shell.slice(1).some((word) => READS_PROFILE.test(word));

/** It changes PATH or reads a file that may. */
function choosesEnvironment({ assignments, tool, name, program, words }: Command): boolean {
  if (assignments.some((each) => /^(?:PATH|VIRTUAL_ENV|PYTHONPATH|PYTHONHOME)$/.test(each.name))) return true;
  if (SHELL_NAMES.test(name ?? '') && program.slice(1).some(({ text }) => READS_PROFILE.test(text))) return true;
  if (tool?.kind === 'drop') return !TRANSPARENT.has(tool.front);
  if (tool?.kind !== 'state') return name === 'eval' || name === 'conda';
  if (tool.front === '.' || tool.front === 'source' || tool.front === 'alias') return true;
  return tool.front === 'export' && words.some(({ text }) => /\b(?:PATH|VIRTUAL_ENV|PYTHONPATH)\b/.test(text));
}

/** What runs in the end, and its words. */
function innermost(tool: Tool | undefined, words: readonly Word[]): { tool: Tool; words: readonly Word[] } | undefined {
  if (tool?.kind !== 'drop') return tool && { tool, words };
  return TRANSPARENT.has(tool.front) ? innermost(tool.ran, tool.runs) : undefined;
}

const OF_PYTHON = new Set<Tool['kind']>(['manage', 'server', 'celery']);

function programOf({ tool, program }: Command): StartProgram | undefined {
  const found = innermost(tool, program);
  const word = found?.words[0];
  const name = word?.literal;
  if (!found || !word || name === undefined || !OF_PYTHON.has(found.tool.kind)) return undefined;
  const last = name.slice(name.lastIndexOf('/') + 1);
  if (/^python[\d.]*$/.test(last)) return { name, kind: 'python', span: word.span };
  return isPackageScript(last) ? { name, kind: 'script', span: word.span } : undefined;
}

/** The program is looked up on PATH. */
export const isBare = ({ name }: StartProgram): boolean => !name.includes('/');
