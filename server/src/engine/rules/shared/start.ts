import type { ImageFacts } from '../../data/images.ts';
import { contextFilesOf, effectiveCommand, effectiveEntrypoint } from '../../model/start.ts';
import type { Model, Stage, StartInstruction } from '../../model/types.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { Tool } from '../../shell/tools/types.ts';
import type { Command, Script, Word } from '../../shell/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { remembered } from '../../text/remembered.ts';

/** How an image starts: the ENTRYPOINT and CMD in force at the end of a stage. */
export interface Start {
  readonly stage: Stage;
  readonly entrypoint: StartInstruction | undefined;
  readonly command: StartInstruction | undefined;
}

/** What is started, and whether a shell reads it: CMD or ENTRYPOINT, or what a service of compose says in their place. */
export interface StartWords {
  readonly script: Script;
  readonly node: { readonly command: { readonly form: 'exec' | 'shell' } };
}

/** The starts of the stages that are images of their own. */
export const startsOf = (model: Model, roles: readonly Stage['role'][]): Start[] =>
  model.stages.filter((stage) => roles.includes(stage.role)).map(startOf);

const startOf = remembered(
  (stage: Stage): Start => ({ stage, entrypoint: effectiveEntrypoint(stage), command: effectiveCommand(stage) }),
);

/** What stands between Docker and CMD. */
export type EntrypointKind =
  /** None: neither in this file nor in the base image. */
  | { readonly kind: 'none' }
  /** A program that runs CMD as it stands. `stays`: it does not give way to it (tini), as gosu does. */
  | { readonly kind: 'launcher'; readonly name: string; readonly stays: boolean }
  /** A program that takes CMD as its arguments. */
  | { readonly kind: 'program'; readonly name: string }
  /** A script; its text where the project is at hand. */
  | { readonly kind: 'script'; readonly name: string; readonly text: Known<string> }
  | { readonly kind: 'shell-form' }
  | { readonly kind: 'unknown' };

export const SHELL_NAMES = /^(?:sh|bash|ash|dash|zsh|ksh)$/;

const INITS = new Set(['tini', 'tini-static', 'docker-init', 'dumb-init', 'catatonit']);

export function entrypointKind(
  { stage, entrypoint }: { readonly stage: Stage; readonly entrypoint: StartWords | undefined },
  facts: ProjectFacts,
): EntrypointKind {
  if (!entrypoint) return entrypointOf(stage.base);
  if (entrypoint.node.command.form === 'shell') {
    return entrypoint.script.text.text.trim() === '' ? { kind: 'none' } : { kind: 'shell-form' };
  }
  const [command] = entrypoint.script.commands;
  if (!command) return { kind: 'none' };
  const launcher = launcherOf(command);
  if (launcher) return launcher;
  const name = startedProgram(command.tool) ?? (isBarePython(command) ? command.name : undefined);
  if (name !== undefined) return { kind: 'program', name };
  const script = scriptWord(command);
  if (!script) return { kind: 'unknown' };
  return {
    kind: 'script',
    name: script.text.slice(script.text.lastIndexOf('/') + 1),
    text: scriptText(stage, script, facts),
  };
}

/** The ENTRYPOINT that a base image brings along. */
function entrypointOf(base: ImageFacts): EntrypointKind {
  if (base.family === 'distroless') {
    return base.forPython.known && base.forPython.value ? { kind: 'program', name: 'python3' } : { kind: 'unknown' };
  }
  // Servers and other languages have entry scripts of their own.
  return base.plainEnvironment && base.family !== 'other' ? { kind: 'none' } : { kind: 'unknown' };
}

function launcherOf({ program, wrappers, tool }: Command): EntrypointKind | undefined {
  const wrapper = wrappers.at(-1);
  if (program.length === 0)
    return wrapper === undefined ? undefined : { kind: 'launcher', name: wrapper, stays: INITS.has(wrapper) };
  if (!tool || !('runs' in tool) || tool.runs.length > 0) return undefined;
  if (tool.kind === 'drop') return { kind: 'launcher', name: tool.front, stays: false };
  return tool.action === 'run' ? { kind: 'launcher', name: `${tool.kind} run`, stays: true } : undefined;
}

/** The name of the program that takes more arguments, when it is one we read. */
function startedProgram(tool: Tool | undefined): string | undefined {
  switch (tool?.kind) {
    case 'server':
      return tool.server;
    case 'celery':
      return 'celery';
    case 'manage':
      return tool.front;
    case 'uv':
    case 'poetry':
    case 'pipenv':
    case 'pdm':
      return tool.runs.length > 0 ? startedProgram(tool.ran) : tool.kind;
    default:
      return undefined;
  }
}

const isPython = ({ name }: Command): boolean => /^python[\d.]*$/.test(name ?? '');

const isBarePython = (command: Command): boolean => isPython(command) && command.program.length === 1;

/** The word that names a script: the program itself, or what a shell or Python is given to run. */
function scriptWord(command: Command): Word | undefined {
  const [program, first] = command.program;
  if (!isPython(command) && !SHELL_NAMES.test(command.name ?? '')) return program;
  return first && !first.text.startsWith('-') ? first : undefined;
}

function scriptText(stage: Stage, word: Word, facts: ProjectFacts): Known<string> {
  if (!facts.context.known) return facts.context;
  for (const path of contextFilesOf(stage, word)) {
    const script = facts.script(path);
    if (script.known) return known(script.value.text);
  }
  return unknown(`${word.text} is not at hand`);
}
