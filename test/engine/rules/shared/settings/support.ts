import { effectiveTool } from '../../../../../server/src/engine/model/effective-tool.ts';
import type { Model, RunInstruction } from '../../../../../server/src/engine/model/types.ts';
import { factsFor } from '../../../../../server/src/engine/project/memory.ts';
import type { ProjectFacts } from '../../../../../server/src/engine/project/types.ts';
import { commandsOf } from '../../../../../server/src/engine/rules/shared/commands.ts';
import type { Variable } from '../../../../../server/src/engine/rules/shared/settings/variable.ts';
import { type Started, type StartedCommand, startedIn } from '../../../../../server/src/engine/rules/shared/started.ts';
import type { Command } from '../../../../../server/src/engine/shell/types.ts';
import { modelOf } from '../../../model/support.ts';

export type Files = Readonly<Record<string, string>>;

export const manage = (module: string): string =>
  `import os, sys\ndef main():\n    os.environ.setdefault('DJANGO_SETTINGS_MODULE', '${module}')\nmain()\n`;

/** The last RUN of a text whose command is one of Django's, with the facts of some files. */
export function lastManage(
  lines: string,
  files: Files = {},
  path = 'Dockerfile',
): { run: RunInstruction; command: Command; facts: ProjectFacts } {
  const text = /^FROM /m.test(lines) ? lines : `FROM python:3.13-slim\n${lines}`;
  const runs = modelOf(text, path)
    .stages.flatMap(({ instructions }) => instructions)
    .filter((each) => each.kind === 'run');
  for (const run of runs.reverse()) {
    const command = commandsOf(run.script).findLast((each) => effectiveTool(each)?.kind === 'manage');
    if (command) return { run, command, facts: factsFor({ path, text }, files) };
  }
  throw new Error('No command of Django');
}

/** The server, worker or command of Django that an image starts. */
export function startedManage(
  lines: string,
  files: Files = {},
): { started: Started; at: StartedCommand; model: Model; facts: ProjectFacts } {
  const text = lines.startsWith('FROM') ? lines : `FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n${lines}`;
  const model = modelOf(text);
  const facts = factsFor({ path: 'Dockerfile', text }, files);
  const [started] = startedIn(model, facts);
  const at = started?.commands.find(({ tool }) => tool && ['manage', 'server', 'celery'].includes(tool.kind));
  if (!started || !at) throw new Error('Nothing of Django starts');
  return { started, at, model, facts };
}

/** A variable in short. */
export function told(variable: Variable): string {
  if (variable.kind !== 'set') return variable.kind;
  return variable.value.known ? `=${variable.value.value}` : 'set';
}
