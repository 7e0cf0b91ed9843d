import { contextCandidates } from '../../model/files.ts';
import type { Instruction, RunInstruction } from '../../model/types.ts';
import type { Tool } from '../../shell/tools/types.ts';
import type { Command, Word } from '../../shell/types.ts';
import { commandsOf, effectiveTool } from './commands.ts';
import { instructionsBefore } from './order.ts';

/** Commands that lay no file of the project into the working directory. */
const WRITES_NOTHING_HERE = new Set<Tool['kind']>(['apt', 'apk', 'pip', 'user', 'venv', 'uv', 'poetry', 'pipenv']);

const isHarmless = (command: Command): boolean => {
  const tool = effectiveTool(command);
  if (tool?.kind === 'files') return !/^(?:cp|mv|ln|install)$/.test(tool.front);
  if (tool?.kind === 'state') return tool.front === 'set' || tool.front === 'export';
  return tool !== undefined && WRITES_NOTHING_HERE.has(tool.kind) && command.redirects.length === 0;
};

const isReadable = (instruction: Instruction): boolean => {
  if (instruction.kind === 'onbuild') return false;
  return instruction.kind !== 'run' || (!instruction.script.opaque && commandsOf(instruction.script).every(isHarmless));
};

/** Files of the project that a command reads by a relative path. */
function filesOf(command: Command): readonly Word[] {
  const tool = effectiveTool(command);
  if (tool?.kind === 'manage') return tool.script ? [tool.script] : [];
  return tool?.kind === 'pip' ? tool.requirements : [];
}

const isRelativePath = (word: Word): boolean => /^\w[\w./-]*$/.test(word.literal ?? '');

/**
 * The first file of the project that a RUN looks for in its working directory, where nothing has laid it: neither a COPY or a mount,
 * nor a command of this RUN or one before.
 */
export function missingInFolder(run: RunInstruction, folder: string): Word | undefined {
  if (run.script.opaque || !instructionsBefore(run).every(isReadable)) return undefined;
  for (const command of run.script.top) {
    const file = filesOf(command).find(isRelativePath);
    if (file?.literal !== undefined && contextCandidates(run, `${folder}/${file.literal}`).length === 0) return file;
    if (!isHarmless(command)) return undefined;
  }
  return undefined;
}
