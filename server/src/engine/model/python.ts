import { type Known, known, unknown } from '../text/known.ts';
import type { Stage } from './types.ts';

const PYTHON_TOOLS = new Set(['pip', 'uv', 'poetry', 'pipenv', 'pdm', 'manage', 'venv', 'celery', 'server']);
const PYTHON_PACKAGE = /^(?:py3-|python3|python-)/;

/** Whether a stage holds Python code: its base is made for it, or its own commands use it. */
export function stageIsPython(stage: Pick<Stage, 'base' | 'ancestry'>): Known<boolean> {
  if (stage.base.forPython.known && stage.base.forPython.value) return known(true);
  // Node compiles its addons with Python: the package alone says nothing there.
  const isOthers = stage.base.forPython.known;
  for (const each of stage.ancestry) {
    for (const instruction of each.instructions) {
      if (instruction.kind !== 'run' && instruction.kind !== 'cmd' && instruction.kind !== 'entrypoint') continue;
      for (const command of instruction.script.commands) {
        if (command.tool && PYTHON_TOOLS.has(command.tool.kind)) return known(true);
        if (command.name !== undefined && /^python[\d.]*$/.test(command.name)) return known(true);
        if (
          !isOthers &&
          (command.tool?.kind === 'apt' || command.tool?.kind === 'apk') &&
          command.tool.packages.some((word) => PYTHON_PACKAGE.test(word.text))
        )
          return known(true);
      }
    }
  }
  return stage.base.forPython.known ? known(false) : unknown('nothing in the stage tells what it runs');
}
