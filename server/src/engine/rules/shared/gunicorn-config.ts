import { contextFilesOf, impliedFiles } from '../../model/start.ts';
import { joinPath } from '../../model/state.ts';
import type { ProjectFacts } from '../../project/types.ts';
import type { ServerTool } from '../../shell/tools/types.ts';
import { type Known, known, unknown } from '../../text/known.ts';
import { fileAtStart } from './files-at-start.ts';
import { type Started, type StartedCommand, workspacePath } from './started.ts';
import { directoryAt } from './working-directory.ts';

/** The text of gunicorn's configuration file; empty when there is none, unknown where it cannot be read. */
export function gunicornConfig(
  started: Started,
  at: StartedCommand,
  tool: ServerTool,
  facts: ProjectFacts,
): Known<string> {
  const { stage } = started.start;
  const { command } = at;
  if (started.service) return configInService(started, at, tool, facts);
  const named = tool.options.filter(({ canonical }) => canonical === '--config').at(-1);
  if (named) {
    const paths = named.value ? contextFilesOf(stage, named.value) : [];
    return textOf(paths, facts) ?? unknown('the configuration file is not at hand');
  }
  const paths = impliedFiles(stage, command);
  if (paths.length === 0) return stage.end.workdir.known ? known('') : unknown('nobody knows where it starts');
  const { context } = facts;
  if (!context.known) return context;
  const there = paths.filter((path) => context.value.has(path));
  return there.length === 0 ? known('') : (textOf(there, facts) ?? unknown('gunicorn.conf.py is not read'));
}

/** The file that lies there when a service of compose starts it. */
function configInService(started: Started, at: StartedCommand, tool: ServerTool, facts: ProjectFacts): Known<string> {
  const named = tool.options.findLast(({ canonical }) => canonical === '--config');
  const value = named ? named.value?.literal : 'gunicorn.conf.py';
  // `python:config.gunicorn` names a module.
  if (value === undefined || value.includes(':')) return unknown('the configuration file is not named');
  const path = joinPath(directoryAt(started, at), value);
  const file = path.known ? fileAtStart(started, path.value, facts) : path;
  if (!file.known) return file;
  if (file.value === undefined) return named ? unknown('the configuration file is not at hand') : known('');
  const text = facts.source(file.value);
  const python = facts.python(file.value);
  return text.known && python.known && !python.value.names.known ? unknown('it cannot be read as Python') : text;
}

function textOf(paths: readonly string[], facts: ProjectFacts): Known<string> | undefined {
  for (const path of paths) {
    const file = facts.script(path);
    if (file.known) return isPython(path, facts) ? known(file.value.text) : unknown('it cannot be read as Python');
  }
  return undefined;
}

/** What gunicorn cannot read, it does not start with: such a file says nothing of how it starts. */
function isPython(path: string, facts: ProjectFacts): boolean {
  const file = facts.python(workspacePath(path, facts));
  return file.known && file.value.names.known;
}

/** A configuration file that imports or computes may set anything. */
export const computesSettings = (config: string): boolean =>
  /\bimport\s*\*|\b(?:globals|locals|vars|exec|setattr)\s*\(/.test(config);

/** Whether a configuration file assigns a setting, in whatever way. */
export const assigns = (config: string, setting: string): boolean =>
  config !== '' && new RegExp(`^[ \\t]*${setting}[ \\t]*(?::[^=\\n]*)?=`, 'm').test(config);

/** The plain value that a configuration file gives a setting: `bind = "0.0.0.0:8000"`, `daemon = True`. */
export const assigned = (config: string, setting: string): string | undefined =>
  new RegExp(`^${setting}[ \\t]*=[ \\t]*(?:"([^"\\n]*)"|'([^'\\n]*)'|(\\w+))[ \\t]*(?:#.*)?$`, 'm')
    .exec(config)
    ?.slice(1)
    .find((value) => value !== undefined);
