import { isPackageScript } from '../../data/python-tools.ts';
import { readEntryScript } from '../../model/entry-script.ts';
import { contextFilesOf } from '../../model/start.ts';
import type { Stage, StartInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Tool } from '../../shell/tools/types.ts';
import type { Command, Script, Word } from '../../shell/types.ts';
import type { Span } from '../../text/span.ts';
import { commandsOf } from './commands.ts';
import { entrypointKind, SHELL_NAMES, type Start } from './start.ts';

/** A program of Python's that a container starts, by a name that is looked up on PATH or by its path. */
export interface StartProgram {
  /** `gunicorn`, `python`, `/opt/venv/bin/gunicorn`. */
  readonly name: string;
  /** `script`: a program that a package brings. `python`: an interpreter that runs a module or manage.py. */
  readonly kind: 'script' | 'python';
  /** Where it stands; for what a script of the project runs, the instruction that runs the script. */
  readonly span: Span;
  readonly instruction: StartInstruction;
  /** It stands in the Dockerfile itself. */
  readonly isWritten: boolean;
}

/** Words that show that somebody chooses the environment, or leave it open. */
const CHOOSES_ENVIRONMENT =
  /activate|\bPATH=|VIRTUAL_ENV|PYTHONPATH|\buv\b|\bpoetry\b|pipenv|\bpdm\b|\bconda\b|^\s*(?:\.|source|eval|set -a)\s|[;&]\s*(?:\.|source)\s/m;

/** Programs that run another one in the environment they found. */
const TRANSPARENT = new Set(['gosu', 'su-exec', 'setpriv', 'chpst', 's6-setuidgid', 'setuidgid']);

const READS_PROFILE = /^-\w*[li]|^--(?:login|rcfile|init-file)/;

/**
 * The programs of Python's that an image starts in any case, in order. Undefined where something nobody can read may change
 * where they are looked up.
 */
export function startPrograms(start: Start, facts: ProjectFacts): readonly StartProgram[] | undefined {
  const { stage, entrypoint, command } = start;
  if (['BASH_ENV', 'ENV', 'PYTHONPATH', 'PYTHONHOME'].some((name) => stage.end.declaredEnv(name))) return undefined;
  const kind = entrypointKind(start, facts);
  switch (kind.kind) {
    case 'none':
      return command && programsIn(command, stage, facts);
    case 'launcher':
      if (/ run$/.test(kind.name) || /^(?:sudo|su|doas|runuser)$/.test(kind.name)) return undefined;
      return command && programsIn(command, stage, facts);
    case 'program':
    case 'shell-form':
      return entrypoint && programsIn(entrypoint, stage, facts);
    case 'script': {
      if (!entrypoint || !kind.text.known) return undefined;
      const own = programsOfFile(kind.text.value, entrypoint);
      const handsOver = /"\$@"|\$[@*]/.test(kind.text.value);
      const given = handsOver && command ? programsIn(command, stage, facts) : [];
      return own && given && [...own, ...given];
    }
    default:
      return undefined;
  }
}

function programsIn(
  instruction: StartInstruction,
  stage: Stage,
  facts: ProjectFacts,
): readonly StartProgram[] | undefined {
  const { script, node, before } = instruction;
  const isLogin = node.command.form === 'shell' && before.shell.slice(1).some((word) => READS_PROFILE.test(word));
  const commands = commandsOf(script);
  if (script.opaque || isLogin || commands.some(choosesEnvironment)) return undefined;
  const found: StartProgram[] = [];
  for (const command of commands) {
    const file = scriptWord(command);
    const text = file && textOf(file, stage, facts);
    const inFile = text === undefined ? undefined : programsOfFile(text, instruction);
    if (inFile) found.push(...inFile);
    const program = command.conditional ? undefined : programOf(command);
    if (program) found.push({ ...program, instruction, isWritten: true });
  }
  return found;
}

/** Those that a script of the project runs whatever happens. */
function programsOfFile(text: string, instruction: StartInstruction): readonly StartProgram[] | undefined {
  const script = CHOOSES_ENVIRONMENT.test(text) ? undefined : readEntryScript(text);
  return script && programsOfScript(script, instruction);
}

const programsOfScript = (script: Script, instruction: StartInstruction): readonly StartProgram[] =>
  script.top.flatMap((command) => {
    const program = command.conditional ? undefined : programOf(command);
    return program ? [{ ...program, span: instruction.span, instruction, isWritten: false }] : [];
  });

/** It changes PATH or reads a file that may. */
function choosesEnvironment({ assignments, tool, name, program, words }: Command): boolean {
  if (assignments.some((each) => /^(?:PATH|VIRTUAL_ENV|PYTHONPATH|PYTHONHOME)$/.test(each.name))) return true;
  if (name === 'eval' || name === 'conda') return true;
  if (SHELL_NAMES.test(name ?? '') && program.slice(1).some(({ text }) => READS_PROFILE.test(text))) return true;
  if (tool?.kind === 'drop') return !TRANSPARENT.has(tool.front);
  if (tool?.kind !== 'state') return false;
  if (tool.front === '.' || tool.front === 'source' || tool.front === 'alias') return true;
  return tool.front === 'export' && words.some(({ text }) => /\b(?:PATH|VIRTUAL_ENV|PYTHONPATH)\b/.test(text));
}

/** `CMD ["./start.sh"]`, `CMD sh /start.sh`. */
function scriptWord({ name, program, tool, inner }: Command): Word | undefined {
  const [first, second] = program;
  if (tool || inner) return undefined;
  return SHELL_NAMES.test(name ?? '') ? second : first;
}

function textOf(word: Word, stage: Stage, facts: ProjectFacts): string | undefined {
  for (const path of contextFilesOf(stage, word)) {
    const script = facts.script(path);
    if (script.known) return script.value.text;
  }
  return undefined;
}

/** What runs in the end, and its words. */
function innermost(tool: Tool | undefined, words: readonly Word[]): { tool: Tool; words: readonly Word[] } | undefined {
  if (tool?.kind !== 'drop') return tool && { tool, words };
  return TRANSPARENT.has(tool.front) ? innermost(tool.ran, tool.runs) : undefined;
}

function programOf({ tool, program }: Command): Pick<StartProgram, 'name' | 'kind' | 'span'> | undefined {
  const found = innermost(tool, program);
  const word = found?.words[0];
  const name = word?.literal;
  if (!found || !word || name === undefined) return undefined;
  if (!['manage', 'server', 'celery'].includes(found.tool.kind)) return undefined;
  const last = name.slice(name.lastIndexOf('/') + 1);
  if (/^python[\d.]*$/.test(last)) return { name, kind: 'python', span: word.span };
  return isPackageScript(last) ? { name, kind: 'script', span: word.span } : undefined;
}
